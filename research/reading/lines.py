"""Tables in files as lines of text, each with the number it has in its file: the one way in, whoever asks.

A line that does not fit under the names of the columns is refused with its number: one separator too many would move
every answer by one column.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from research.errors import BadData
from research.reading.apart import read_apart
from research.reading.text_lines import Row, text_lines
from research.said import Said, say

TEXT_KINDS = (".csv", ".tsv", ".txt", ".dat")
APART_KINDS = (".xlsx", ".sav", ".zsav")
"""Formats whose readers may crash or take forever: they work in a process of their own."""
MOST_COLUMNS = 20_000
SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table while it is read.

    Parameters
    ----------
    columns : tuple of str
        Names; none is empty, none is there twice.
    lines : iterator of (int, sequence of str)
        The number of every line, and its cells: as many as there are columns, empty texts among them.
    labels : mapping
        Column -> code -> its words, where the file has them (SPSS).
    """

    columns: tuple[str, ...]
    lines: Iterator[Row]
    labels: Mapping[str, Mapping[int, str]] = field(default_factory=dict)


@contextmanager
def open_sheet(path: Path, *, wanted: Collection[str] | None = None, keep: Collection[float] = ()) -> Iterator[Sheet]:
    """Open a table of text, XLSX or SPSS.

    Parameters
    ----------
    path : Path
    wanted : collection of str, optional
        The other columns of an SPSS file are not read.
    keep : collection of float
        What an SPSS file declares as missing is an empty cell, except for these codes.

    Raises
    ------
    BadData
        With the line, where one line is the reason.
    """
    kind = path.suffix.lower()
    if kind not in (*TEXT_KINDS, *APART_KINDS):
        raise BadData("unknown_kind_of_file", file=path.name, kinds=(*TEXT_KINDS, *APART_KINDS))
    if not path.is_file():
        raise BadData("no_such_file", path=str(path))
    with _rows_of(path, wanted, keep) as (rows, labels):
        header = next(rows, None)
        if header is None:
            raise BadData("empty_file", file=path.name)
        columns = _names(header)
        yield Sheet(columns=columns, lines=_fitting(rows, len(columns)), labels=labels)


_Opened = tuple[Iterator[Row], Mapping[str, Mapping[int, str]]]


def _rows_of(path: Path, wanted: Collection[str] | None, keep: Collection[float]) -> AbstractContextManager[_Opened]:
    if path.suffix.lower() in TEXT_KINDS:
        return nullcontext((text_lines(path), {}))
    return read_apart(path, wanted=wanted, keep=keep)


def _names(header: Row) -> tuple[str, ...]:
    number, cells = header
    columns = [cell.strip() for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    faults = list(_faults_of_names(columns, str(number)))
    if faults or not columns:
        raise BadData("columns_not_named", where=(f"line {number}",), faults=faults[:SHOWN] or [say("line_empty")])
    return tuple(columns)


def _faults_of_names(columns: Sequence[str], line: str) -> Iterator[Said]:
    if len(columns) > MOST_COLUMNS:
        yield say("too_many_columns", line=line, most=MOST_COLUMNS)
        return
    seen: set[str] = set()
    for place, name in enumerate(columns, 1):
        if not name:
            yield say("column_without_name", line=line, number=str(place))
        elif name in seen:
            yield say("column_named_twice", line=line, column=name)
        seen.add(name)


def _fitting(rows: Iterator[Row], width: int) -> Iterator[Row]:
    for row in rows:
        yield row if len(row[1]) == width else (row[0], _of_width(*row, width))


def _of_width(number: int, cells: list[str], width: int) -> list[str]:
    """A line without what stands empty behind the last column; any other difference is refused."""
    if len(cells) < width or any(cell.strip() for cell in cells[width:]):
        raise BadData(
            "line_of_other_width", where=(f"line {number}",), line=str(number), found=len(cells), width=str(width)
        )
    return cells[:width]
