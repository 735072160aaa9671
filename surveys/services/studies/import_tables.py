"""Tables in files: only how they are read, as text, each cell with the line it stands on."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyreadstat

from surveys.errors import Invalid
from surveys.words import gettext as _

KINDS = (".csv", ".tsv", ".txt", ".xlsx", ".sav", ".zsav")
MOST_COLUMNS = 5_000
_SEPARATORS = ",;\t|"


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


def read_table(path: Path) -> Table:
    """Read CSV (UTF-8 or UTF-16, any common separator), XLSX or SPSS.

    Raises
    ------
    UnreadableTable
        With the line, where one line is the reason.
    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise UnreadableTable(
            _("%(name)s is of an unknown kind.", name=path.name), _("Give one of %(kinds)s.", kinds=", ".join(KINDS))
        )
    if not path.is_file():
        raise UnreadableTable(_("There is no file %(name)s.", name=path.name), _("Check its path."))
    readers = {".xlsx": _read_xlsx, ".sav": _read_spss, ".zsav": _read_spss}
    rows = readers.get(kind, _read_text)(path)
    table = _with_header(path, rows)
    if not table.lines:
        raise UnreadableTable(
            _("%(name)s has no lines of answers.", name=path.name), _("Check that it is the right file.")
        )
    return table


def _with_header(path: Path, rows: Iterator[Line]) -> Table:
    try:
        header = next(rows, None)
        if header is None:
            raise UnreadableTable(_("%(name)s is empty.", name=path.name), _("Check that it is the right file."))
        columns = _columns(header)
        lines = tuple(_of_width(line, len(columns)) for line in rows if any(cell.strip() for cell in line.cells))
    except csv.Error as error:
        raise UnreadableTable(
            _("%(name)s is not a table: %(reason)s.", name=path.name, reason=str(error)),
            _("Save it again as CSV, UTF-8."),
        ) from error
    return Table(columns=columns, lines=lines)


def _columns(header: Line) -> tuple[str, ...]:
    columns = tuple(cell.strip() for cell in header.cells)
    while columns and not columns[-1]:
        columns = columns[:-1]
    twice = sorted({name for name in columns if columns.count(name) > 1})[:10] if len(columns) <= MOST_COLUMNS else []
    faults = []
    if len(columns) > MOST_COLUMNS:
        faults.append(_("line 1: there are more than %(most)s columns", most=MOST_COLUMNS))
    faults += [_("line 1: the column %(name)s is there twice", name=repr(name)) for name in twice if name]
    faults += [_("line 1: column %(number)s has no name", number=n) for n, name in enumerate(columns, 1) if not name]
    if faults or not columns:
        raise UnreadableTable(
            _(
                "The first line does not name the columns: %(faults)s.",
                faults="; ".join(faults[:20]) or _("it is empty"),
            ),
            _("Give every column one name of its own."),
            where=tuple(faults),
        )
    return columns


def _of_width(line: Line, width: int) -> Line:
    if len(line.cells) > width and any(cell.strip() for cell in line.cells[width:]):
        raise UnreadableTable(
            _("line %(line)s has %(found)s cells, the first line has %(width)s.",
              line=line.number, found=len(line.cells), width=width),
            _("Look for a separator or a quotation mark too many on this line."),
            where=(f"line {line.number}",),
        )  # fmt: skip
    cells = [*line.cells[:width], *([""] * (width - len(line.cells)))]
    return Line(number=line.number, cells=cells)


def _read_text(path: Path) -> Iterator[Line]:
    text = _decode(path)
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    before = 0
    for cells in reader:
        yield Line(number=before + 1, cells=cells)
        before = reader.line_num


def _decode(path: Path) -> str:
    raw = path.read_bytes()
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableTable(
            _("line %(line)s has signs that are not UTF-8.", line=line),
            _("Save the file as UTF-8 (in Excel: “CSV UTF-8”)."),
            where=(f"line {line}",),
        ) from None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise UnreadableTable(
            _("line %(line)s has a NUL sign.", line=line), _("Save the file again as CSV."), where=(f"line {line}",)
        )
    return text


def _read_xlsx(path: Path) -> Iterator[Line]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            yield Line(number=number, cells=[_as_text(cell) for cell in row])
        book.close()
    except UnreadableTable:
        raise
    except Exception as error:  # a damaged workbook fails in as many ways as it has parts
        raise _damaged(path, error) from error


def _read_spss(path: Path) -> Iterator[Line]:
    try:
        frame, _meta = pyreadstat.read_sav(str(path), user_missing=True)
    except Exception as error:  # the same
        raise _damaged(path, error) from error
    yield Line(number=1, cells=[str(name) for name in frame.columns])
    for number, row in enumerate(frame.itertuples(index=False, name=None), 2):
        yield Line(number=number, cells=[_as_text(cell) for cell in row])


def _as_text(cell: Any) -> str:
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell)


def _damaged(path: Path, error: Exception) -> UnreadableTable:
    reason = next(iter(str(error).splitlines()), type(error).__name__)[:200]
    return UnreadableTable(
        _("%(name)s cannot be read: %(reason)s.", name=path.name, reason=reason),
        _("Open it in the program it came from and save it again."),
    )
