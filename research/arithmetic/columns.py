"""Sums and means over a large table with gaps, in blocks of rows so that memory stays small."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from research.arithmetic.arrays import Floats
from research.errors import BadData

BLOCK_ROWS = 20_000


def row_blocks(rows: int, size: int = BLOCK_ROWS) -> Iterator[slice]:
    """Yield slices that cover the rows in order."""
    return (slice(start, min(start + size, rows)) for start in range(0, rows, size))


def as_floats(data: pd.DataFrame) -> Floats:
    """Return a table of numbers as floats with NaN for missing, without a copy where it is floats already."""
    if all(kind == np.float64 for kind in data.dtypes):
        return np.asarray(data.to_numpy(), dtype=np.float64)
    return np.asarray(data.to_numpy(dtype=np.float64, na_value=np.nan))


def column_means(values: Floats) -> tuple[NDArray[np.int64], Floats]:
    """Return per column the number of answers and their mean (0 where there are none)."""
    count = np.zeros(values.shape[1], dtype=np.int64)
    total = np.zeros(values.shape[1])
    for rows in row_blocks(len(values)):
        count += (~np.isnan(values[rows])).sum(axis=0)
        total += np.nansum(values[rows], axis=0)
    return count, total / np.maximum(count, 1)


def central_sums(values: Floats, means: Floats) -> Floats:
    """Return per column the sums of the second, third and fourth powers of the distances to the mean.

    Returns
    -------
    array, shape (3, columns)
    """
    total = np.zeros((3, values.shape[1]))
    for rows in row_blocks(len(values)):
        away = np.nan_to_num(values[rows] - means)
        squares = away * away
        total[0] += squares.sum(axis=0)
        total[1] += np.einsum("ij,ij->j", squares, away)
        total[2] += np.einsum("ij,ij->j", squares, squares)
    return total


def anybody_answered(values: Floats) -> NDArray[np.bool_]:
    """Say which rows hold at least one answer."""
    parts = [~np.isnan(values[rows]).all(axis=1) for rows in row_blocks(len(values))]
    return np.concatenate(parts) if parts else np.zeros(0, dtype=bool)


def row_sums(values: Floats) -> tuple[NDArray[np.int64], Floats]:
    """Return per row the number of answers and their sum (0 where there are none).

    Column is added to column: numpy is slow along short rows, and the sum is the same wherever a row stands.
    """
    columns = np.ascontiguousarray(values.T)
    known = ~np.isnan(columns)
    return known.sum(axis=0), np.where(known, columns, 0.0).sum(axis=0)


def row_means(values: Floats) -> Floats:
    """Return the mean of each row over its answers; NaN where a row has none."""
    count, total = row_sums(values)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def refuse_infinite(data: pd.DataFrame, values: Floats) -> None:
    """Refuse items with infinite values by name: no mean, and nothing that rests on one, can be told of them.

    Raises
    ------
    BadData
        With the names of these items.
    """
    places = np.flatnonzero(np.isinf(values).any(axis=0))
    infinite = list(map(str, data.columns[places]))
    if infinite:
        raise BadData("infinite_values", where=infinite, items=infinite)
