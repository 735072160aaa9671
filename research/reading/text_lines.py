"""Text tables: how their signs, separators and quotation marks are read, line by line."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from research.errors import BadData

SEPARATORS = ",;\t|"
LONGEST_CELL = 1_000_000
"""Signs; behind a longer cell stands a quotation mark that was never closed."""
Row = tuple[int, list[str]]
"""Number of the line where a row begins, and its cells."""

csv.field_size_limit(LONGEST_CELL)


def text_lines(path: Path) -> Iterator[Row]:
    """Every line that is not blank: UTF-8 or UTF-16, with any common separator.

    Parameters
    ----------
    path : Path

    Raises
    ------
    BadData
        With the line that cannot be read.
    """
    encoding = _encoding(path)
    try:
        with path.open(encoding=encoding, newline="") as file:
            separator = _separator(file)
            file.seek(0)
            yield from _rows(file, separator)
    except OSError as error:
        raise BadData("file_not_read", file=path.name, why=str(error.strerror)) from error
    except UnicodeError as error:
        raise _other_signs(path, encoding) from error


def _rows(file: TextIO, separator: str) -> Iterator[Row]:
    reader = csv.reader(_without_nul(file), delimiter=separator, strict=True)
    first = 1
    try:
        for cells in reader:
            if len(cells) > 1 or (cells and cells[0].strip()):
                yield first, cells
            first = reader.line_num + 1
    except csv.Error as error:
        raise BadData("line_no_table", where=(f"line {first}",), line=str(first), why=str(error)) from error


def _without_nul(file: TextIO) -> Iterator[str]:
    for number, line in enumerate(file, 1):
        if "\0" in line:
            raise BadData("line_with_nul", where=(f"line {number}",), line=str(number))
        yield line


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        return "utf-16" if file.read(2) in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"


def _separator(file: TextIO) -> str:
    """The mark that divides the first line into the most cells; marks in quotes divide nothing."""
    return max(SEPARATORS, key=lambda mark: _cells_of_first_line(file, mark))


def _cells_of_first_line(file: TextIO, mark: str) -> int:
    file.seek(0)
    try:
        return len(next(filter(None, csv.reader(file, delimiter=mark, strict=True)), ()))
    except csv.Error:
        return 0


def _other_signs(path: Path, encoding: str) -> BadData:
    """No guess: a wrong one would turn the words of answers into others."""
    content = path.read_bytes()
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        line = str(content.count(b"\n", 0, error.start) + 1)
        return BadData("line_of_other_signs", where=(f"line {line}",), line=line)
    return BadData("line_of_other_signs", where=("line 1",), line="1")
