"""What a person's missing answers are expected to be, from that person's own answers.

With z standardised (or centred) answers, S their covariance and K its inverse, the expectation of the missing
part M given the observed part O is ``-K_MM^-1 K_MO z_O``, and its uncertainty is ``K_MM^-1``. So only small
systems, as large as the number of answers a person left out, are solved.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from research.arithmetic.arrays import Floats

CELLS_AT_ONCE = 2_000_000


def fill_gaps(values: Floats, precision: Floats) -> Floats:
    """Fill missing answers by regression on the person's own answers.

    Parameters
    ----------
    values : array, shape (respondents, items)
        Centred answers, NaN where missing.
    precision : array, shape (items, items)
        Inverse of the covariance of the items.

    Returns
    -------
    array, shape (respondents, items)
        Without NaN; the row's quadratic form with `precision` equals that of the observed part alone.
    """
    filled = np.nan_to_num(values)
    pull = filled @ precision if np.isnan(values).any() else filled
    for rows, places in gap_groups(np.isnan(values)):
        wanted = np.take_along_axis(pull[rows], places, axis=1)
        inner = precision[places[:, :, None], places[:, None, :]]
        filled[rows[:, None], places] = -np.linalg.solve(inner, wanted[:, :, None])[:, :, 0]
    return filled


def gap_products(missing: NDArray[np.bool_], precision: Floats, left: Floats, right: Floats) -> Floats:
    """Return per row and column the product ``left_M' K_MM^-1 right_M`` over the row's missing items.

    Parameters
    ----------
    missing : array, shape (respondents, items)
    precision : array, shape (items, items)
    left, right : array, shape (items, columns)

    Returns
    -------
    array, shape (respondents, columns)
        Zero for rows without gaps.
    """
    found = np.zeros((len(missing), left.shape[1]))
    for rows, places in gap_groups(missing):
        inner = precision[places[:, :, None], places[:, None, :]]
        found[rows] = np.einsum("bmk,bmk->bk", left[places], np.linalg.solve(inner, right[places]))
    return found


def gap_groups(missing: NDArray[np.bool_]) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Yield rows with the same number of gaps, in bounded blocks, with the places of their gaps."""
    gaps = missing.sum(axis=1)
    for count in np.unique(gaps[gaps > 0]):
        rows = np.flatnonzero(gaps == count)
        block = max(1, CELLS_AT_ONCE // int(count) ** 2)
        for start in range(0, len(rows), block):
            some = rows[start : start + block]
            yield some, np.nonzero(missing[some])[1].reshape(len(some), int(count))
