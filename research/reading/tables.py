"""Tables of answers: only from a file to a DataFrame."""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd

from research.errors import BadData
from research.reading.apart import try_apart
from research.reading.cells import LABELS, LINE
from research.reading.columns import GrowingColumn
from research.reading.lines import APART_KINDS, TEXT_KINDS, Sheet, open_sheet
from research.reading.text_lines import Row

KINDS = (*TEXT_KINDS, ".parquet", *APART_KINDS)
COLUMNS_AT_ONCE = 8
"""Columns of a Parquet file that are held twice, as they are stored and as they are used."""
LINES_AT_ONCE = 5_000


def read_data(
    path: Path, *, columns: Collection[str] | None = None, missing_codes: Collection[float] = ()
) -> pd.DataFrame:
    """Read CSV (any common separator), Parquet, XLSX or SPSS files.

    Parameters
    ----------
    path : Path
    columns : collection of str, optional
        Read these only, where they exist (see `ResponseMatrix.columns_of`); the others are not even kept in memory.
    missing_codes : collection of float
        What an SPSS file declares as missing is empty, except for these codes, which are counted by kind.

    Returns
    -------
    DataFrame
        Its index, named `line`, tells where each row stands in the file; `attrs["labels"]` has the words of codes
        that an SPSS file brings.

    Raises
    ------
    BadData
        The file is missing, empty, not of a known kind, or damaged; or a line does not fit under the columns.
    """
    if path.suffix.lower() == ".parquet":
        return _read_parquet(path, columns)
    with open_sheet(path, wanted=columns, keep=missing_codes) as sheet:
        frame = _collected(sheet, columns)
    if not len(frame.index):
        raise BadData("file_without_answers", file=path.name)
    frame.attrs[LABELS] = dict(sheet.labels)
    return frame


def _collected(sheet: Sheet, wanted: Collection[str] | None) -> pd.DataFrame:
    places = [place for place, name in enumerate(sheet.columns) if wanted is None or name in wanted]
    columns = {place: GrowingColumn() for place in places}
    numbers: list[np.ndarray] = []
    for part in _parts(sheet.lines):
        numbers.append(np.array([number for number, _cells in part], dtype=np.int64))
        cells = list(zip(*(cells for _number, cells in part), strict=True))
        for place, column in columns.items():
            column.add(cells[place])
    found = {sheet.columns[place]: columns.pop(place).finish() for place in places}
    return pd.DataFrame(found, index=_index(numbers), copy=False)


def _parts(lines: Iterator[Row]) -> Iterator[Sequence[Row]]:
    while part := list(islice(lines, LINES_AT_ONCE)):
        yield part


def _index(numbers: Sequence[np.ndarray]) -> pd.Index:
    """Numbers in a row need no list of a million of them."""
    found = np.concatenate(numbers) if numbers else np.array([], dtype=np.int64)
    if len(found) and found[-1] - found[0] == len(found) - 1:
        return pd.RangeIndex(found[0], found[-1] + 1, name=LINE)
    return pd.Index(found, name=LINE)


def _read_parquet(path: Path, columns: Collection[str] | None) -> pd.DataFrame:
    if not path.is_file():
        raise BadData("no_such_file", path=str(path))
    try_apart(path, wanted=columns)
    try:
        frame = _in_parts(path, columns)
    except Exception as error:  # a damaged file can fail in as many ways as it has parts
        reason = next(iter(str(error).splitlines()), type(error).__name__)[:200]
        raise BadData("file_not_read", file=path.name, why=reason) from error
    if not len(frame.columns) or frame.empty:
        raise BadData("file_without_answers", file=path.name)
    frame.columns = [str(name).strip() for name in frame.columns]
    return frame


def _in_parts(path: Path, columns: Collection[str] | None) -> pd.DataFrame:
    """A few columns at a time: a table of a million people is not held twice."""
    from pyarrow import parquet  # only where a file is one: loading it takes memory

    with parquet.ParquetFile(path) as file:
        names = [name for name in file.schema_arrow.names if columns is None or str(name).strip() in columns]
        parts = [
            file.read(columns=names[start : start + COLUMNS_AT_ONCE]).to_pandas(ignore_metadata=True)
            for start in range(0, len(names), COLUMNS_AT_ONCE)
        ]
        rows = pd.RangeIndex(file.metadata.num_rows)
    return pd.concat(parts, axis=1) if parts else pd.DataFrame(index=rows)
