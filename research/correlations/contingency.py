"""Only the cross tables of all pairs of items, counted together by products of one-hot matrices."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from research.arithmetic.arrays import Floats
from research.arithmetic.columns import BLOCK_ROWS

MISSING = -1
WIDEST_DIRECT = 256


@dataclass(frozen=True)
class Coded:
    """Answers as category numbers 0, 1, ... in ascending order (-1: missing) and the answer each stands for."""

    codes: NDArray[np.int16]
    levels: list[Floats]

    @property
    def counts(self) -> NDArray[np.int64]:
        """Number of categories per item."""
        return np.asarray([len(level) for level in self.levels], dtype=np.int64)


def code_answers(values: Floats) -> Coded:
    """Number the distinct answers of each item in ascending order.

    Parameters
    ----------
    values : array, shape (respondents, items)
        NaN where an answer is missing.
    """
    codes = np.empty(values.shape, dtype=np.int16)
    levels = []
    for item in range(values.shape[1]):
        codes[:, item], level = _code_item(values[:, item])
        levels.append(level)
    return Coded(codes, levels)


def _code_item(column: Floats) -> tuple[NDArray[np.int16], Floats]:
    present = ~np.isnan(column)
    answers = column[present]
    coded = np.full(len(column), MISSING, dtype=np.int16)
    if answers.size == 0:
        return coded, np.zeros(0)
    low, high = answers.min(), answers.max()
    if high - low < WIDEST_DIRECT and not np.any(answers != np.rint(answers)):
        steps = (answers - low).astype(np.int64)
        seen = np.bincount(steps) > 0
        coded[present] = (np.cumsum(seen) - 1)[steps]
        return coded, np.asarray(np.flatnonzero(seen) + low, dtype=np.float64)
    level, found = np.unique(answers, return_inverse=True)
    coded[present] = np.minimum(found, np.iinfo(np.int16).max)
    return coded, level


@dataclass(frozen=True)
class Tables:
    """Cross tables of all pairs: one big symmetric table with a block per pair.

    `joint[offsets[i] + a, offsets[j] + b]` counts (or weighs) the respondents with category a of item i and
    category b of item j.
    """

    joint: Floats
    offsets: NDArray[np.int64]
    counts: NDArray[np.int64]

    def margins(self) -> list[Floats]:
        """Return the count of each category of each item, over everybody who answered the item."""
        diagonal = np.diag(self.joint)
        return [diagonal[o : o + c].copy() for o, c in zip(self.offsets, self.counts, strict=True)]

    def bases(self) -> Floats:
        """Return the number (or weight) of respondents behind each pair."""
        rows = np.add.reduceat(self.joint, self.offsets, axis=0)
        return np.asarray(np.add.reduceat(rows, self.offsets, axis=1))

    def pairs(self, first: NDArray[np.int64], second: NDArray[np.int64]) -> Floats:
        """Return the tables of these pairs, padded with empty cells to one size."""
        width = int(self.counts.max())
        step = np.arange(width)
        padded = np.zeros((len(self.joint) + 1, len(self.joint) + 1))
        padded[:-1, :-1] = self.joint
        outside = len(self.joint)
        places = np.where(step < self.counts[:, None], self.offsets[:, None] + step, outside)
        return np.asarray(padded[places[first][:, :, None], places[second][:, None, :]])


def cross_tables(coded: Coded, weights: Floats | None = None, *, block_rows: int = BLOCK_ROWS) -> Tables:
    """Count all pairs of categories of all pairs of items, in blocks of rows.

    Parameters
    ----------
    coded : Coded
    weights : array, shape (respondents,), optional
    block_rows : int
        Rows held in memory at once.
    """
    counts = coded.counts
    offsets = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64)
    width = int(counts.sum())
    joint = np.zeros((width, width))
    kind: Any = np.float32 if weights is None else np.float64
    for start in range(0, len(coded.codes), block_rows):
        block = coded.codes[start : start + block_rows]
        flat = np.zeros(len(block) * width, dtype=kind)
        places = block + offsets + np.arange(len(block))[:, None] * width
        flat[places[block != MISSING]] = 1.0
        hot = flat.reshape(len(block), width)
        joint += _weighted(hot, weights, start).T @ hot
    return Tables(joint, offsets, counts)


def _weighted(hot: Any, weights: Floats | None, start: int) -> Any:
    """Weigh the rows of a one-hot block (single precision is exact for plain counts below 2^24)."""
    return hot if weights is None else hot * weights[start : start + len(hot), None]
