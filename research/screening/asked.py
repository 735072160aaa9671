"""Which questions somebody was not asked, as far as the gaps of many people tell: that is no carelessness.

A questionnaire leads people along different ways, and nothing in the answers says so. But a question that many people
left out was kept from them, and questions that are left out together, or not at all, stand on a way of their own.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from research.arithmetic.arrays import Floats, Integers
from research.arithmetic.columns import row_blocks

Mask = NDArray[np.bool_]
MANY = 0.2
"""Share of people who left a question out, from which on it was kept from them."""
TOGETHER = 0.4
"""Share of those who left one of two questions out who left both; questions skipped one by one share hardly any."""
FEWEST_ON_A_WAY = 10
"""People without a block of questions, from whom on it is one."""


def not_asked(values: Floats) -> Mask:
    """Say which gaps are questions that were not asked.

    Parameters
    ----------
    values : array, shape (respondents, items)
        NaN = missing.

    Returns
    -------
    array of bool, shape (respondents, items)
        For everybody, the items that many people left out, and the blocks of items that somebody left out as a whole.
    """
    kept_from = np.zeros(values.shape, dtype=bool)
    gaps = _gaps_in_pairs(values)
    left_out = np.diag(gaps)
    often = left_out >= MANY * len(values)
    kept_from[:, often] = np.isnan(values[:, often])
    for block in _blocks(gaps, ~often & (left_out >= FEWEST_ON_A_WAY)):
        whole = np.isnan(values[:, block]).all(axis=1)
        if whole.sum() >= FEWEST_ON_A_WAY:
            kept_from[np.ix_(whole, block)] = True
    return kept_from


def _gaps_in_pairs(values: Floats) -> Floats:
    """How many people left out both of two items; on the diagonal, one."""
    total = np.zeros((values.shape[1],) * 2)
    for rows in row_blocks(len(values)):
        gaps = np.isnan(values[rows]).astype(np.float32)
        total += gaps.T @ gaps
    return total


def _blocks(gaps: Floats, candidates: Mask) -> Iterator[Integers]:
    """Items that are left out together: each goes with at least one other of its block."""
    left_out = np.diag(gaps)
    either = left_out[:, None] + left_out[None] - gaps
    linked = (gaps >= TOGETHER * np.maximum(either, 1)) & candidates[:, None] & candidates[None]
    waiting = set(map(int, np.flatnonzero(candidates)))
    while waiting:
        block = _linked_with(waiting.pop(), linked)
        waiting -= block
        if len(block) > 1:
            yield np.asarray(sorted(block), dtype=np.int64)


def _linked_with(item: int, linked: Mask) -> set[int]:
    found, edge = {item}, [item]
    while edge:
        new = set(map(int, np.flatnonzero(linked[edge.pop()]))) - found
        found |= new
        edge.extend(new)
    return found
