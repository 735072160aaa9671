"""Reading tables of answers: only from a file to a DataFrame."""

from collections.abc import Collection
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pyreadstat

from research.errors import BadData

KINDS = (".csv", ".tsv", ".txt", ".dat", ".parquet", ".xlsx", ".sav", ".zsav")
COLUMNS_AT_ONCE = 8
"""Columns of a Parquet file that are held twice, as they are stored and as they are used."""


def read_data(path: Path, *, columns: Collection[str] | None = None) -> pd.DataFrame:
    """Read CSV (any common separator), Parquet, XLSX or SPSS files.

    Parameters
    ----------
    path : Path
    columns : collection of str, optional
        Read these only, where they exist (see `ResponseMatrix.columns_of`); of CSV and Parquet files the others
        are not even loaded.

    Raises
    ------
    BadData
        The file is missing, empty, not of a known kind, or damaged.
    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise BadData("unknown_kind_of_file", file=path.name, kinds=KINDS)
    if not path.is_file():
        raise BadData("no_such_file", path=str(path))
    try:
        if kind == ".parquet":
            frame = _read_parquet(path, columns)
        elif kind == ".xlsx":
            frame = pd.read_excel(path)
        elif kind in (".sav", ".zsav"):
            frame = pyreadstat.read_sav(str(path), user_missing=True)[0]
        else:
            frame = _read_text(path, columns)
    except BadData:
        raise
    except Exception as error:  # a damaged file can fail in as many ways as there are readers
        reason = next(iter(str(error).splitlines()), type(error).__name__)[:200]
        raise BadData("file_not_read", file=path.name, why=reason) from error
    if not len(frame.columns) or frame.empty:
        raise BadData("file_without_answers", file=path.name)
    frame.columns = [str(name).strip() for name in frame.columns]
    return frame


def _read_parquet(path: Path, columns: Collection[str] | None) -> pd.DataFrame:
    """A few columns at a time: a table of a million people is not held twice."""
    with pq.ParquetFile(path) as file:
        names = [name for name in file.schema_arrow.names if columns is None or str(name).strip() in columns]
        parts = [
            file.read(columns=names[start : start + COLUMNS_AT_ONCE]).to_pandas(ignore_metadata=True)
            for start in range(0, len(names), COLUMNS_AT_ONCE)
        ]
        rows = pd.RangeIndex(file.metadata.num_rows)
    return pd.concat(parts, axis=1) if parts else pd.DataFrame(index=rows)


def _read_text(path: Path, columns: Collection[str] | None) -> pd.DataFrame:
    """A text table; the separator is the mark that splits the first line into the most columns."""
    raw = path.read_bytes()
    if not raw.strip():
        raise BadData("empty_file", file=path.name)
    encoding = _encoding(raw)
    first = raw.decode(encoding, errors="strict").splitlines()[0]
    separator = max(",;\t|", key=first.count)
    wanted = None if columns is None else lambda name: str(name).strip() in columns
    return pd.read_csv(path, sep=separator, encoding=encoding, low_memory=False, usecols=wanted)


def _encoding(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
