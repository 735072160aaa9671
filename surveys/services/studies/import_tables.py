"""Tables to bring in: read as for an analysis, each cell as text with the line it stands on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from research.errors import BadData
from research.reading.lines import open_sheet
from surveys.errors import Invalid
from surveys.questionnaire.missing import ALL_CODES
from surveys.refusals import refusal


class UnreadableTable(Invalid):
    code = "unreadable_table"


@dataclass(frozen=True, kw_only=True)
class Line:
    number: int
    cells: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of text; an empty cell is an empty text. `lines` is read through once or more."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    labels: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    """Words of the codes of a column, where the file has them."""


def read_table(path: Path) -> Table:
    """Read CSV (UTF-8 or UTF-16, any common separator), XLSX or SPSS.

    What an SPSS file declares as missing is an empty cell, unless it is one of our own codes of missing answers.

    Raises
    ------
    UnreadableTable
        With the line, where one line is the reason.
    """
    try:
        with open_sheet(path, keep=tuple(map(float, ALL_CODES))) as sheet:
            lines = tuple(
                Line(number=number, cells=cells) for number, cells in sheet.lines if any(map(str.strip, cells))
            )
            if not lines:
                raise BadData("file_without_answers", file=path.name)
    except BadData as error:
        told = refusal(error)
        raise UnreadableTable(told.text, told.advice, where=told.where) from error
    return Table(columns=sheet.columns, lines=lines, labels=sheet.labels)
