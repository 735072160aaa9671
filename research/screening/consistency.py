"""Only how well a respondent's answers agree with each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from research.arithmetic.arrays import Floats
from research.arithmetic.columns import row_means

FEWEST_PAIRS = 3
Places = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class ItemPairs:
    """Pairs of items answered alike (or opposite) by most people, and the correlation they were chosen by.

    Parameters
    ----------
    first, second : array of int
        Places of the items.
    cut : float
        Every pair correlates beyond it.
    """

    first: Places
    second: Places
    cut: float

    def __len__(self) -> int:
        return len(self.first)


def row_correlations(first: Floats, second: Floats) -> Floats:
    """Correlate two matrices row by row over the columns both have; NaN where that is not defined."""
    both = ~(np.isnan(first) | np.isnan(second))
    if both.all() and first.shape[1] >= FEWEST_PAIRS:
        return _complete_row_correlations(first, second)
    n = np.maximum(both.sum(axis=1), 1)
    a, b = np.where(both, first, 0.0), np.where(both, second, 0.0)
    a = np.where(both, a - (a.sum(axis=1) / n)[:, None], 0.0)
    b = np.where(both, b - (b.sum(axis=1) / n)[:, None], 0.0)
    size = np.sqrt(np.einsum("ij,ij->i", a, a) * np.einsum("ij,ij->i", b, b))
    usable = (both.sum(axis=1) >= FEWEST_PAIRS) & (size > 1e-12)
    found = np.einsum("ij,ij->i", a, b) / np.where(usable, size, 1.0)
    return np.where(usable, np.clip(found, -1.0, 1.0), np.nan)


def _complete_row_correlations(first: Floats, second: Floats) -> Floats:
    a = first - first.mean(axis=1, keepdims=True)
    b = second - second.mean(axis=1, keepdims=True)
    size = np.sqrt(np.einsum("ij,ij->i", a, a) * np.einsum("ij,ij->i", b, b))
    usable = size > 1e-12
    found = np.einsum("ij,ij->i", a, b) / np.where(usable, size, 1.0)
    return np.where(usable, np.clip(found, -1.0, 1.0), np.nan)


def even_odd(values: Floats, scales: Sequence[Sequence[int]]) -> Floats:
    """Return the even-odd consistency: high means that the halves of the scales agree.

    The means of the odd and of the even items of each scale are correlated over scales within the person,
    and corrected for halving by Spearman-Brown, ``2 r / (1 + r)``, not below -1.

    Parameters
    ----------
    values : array, shape (respondents, items)
        Reverse-keyed.
    scales : sequence of sequences of int
        Places of the items of each scale, in order; three scales or more of two items or more.

    References
    ----------
    Johnson (2005). R: ``-careless::evenodd(x, factors)`` (that package turns the sign).
    """
    odd = np.stack([row_means(values[:, list(places[::2])]) for places in scales], axis=1)
    even = np.stack([row_means(values[:, list(places[1::2])]) for places in scales], axis=1)
    plain = row_correlations(odd, even)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(plain <= -1 / 3, -1.0, 2 * plain / (1 + plain)))


def choose_pairs(correlations: Floats, *, opposite: bool, fewest: int, cuts: Sequence[float]) -> ItemPairs | None:
    """Choose the pairs of items that correlate beyond the strictest cut that leaves enough pairs.

    The textbook cut of .60 leaves one pair on many questionnaires, so the cut comes from the data.

    Parameters
    ----------
    correlations : array, shape (items, items)
        Of the answers as given.
    opposite : bool
        Look for pairs answered oppositely (antonyms).
    fewest : int
        Pairs needed.
    cuts : sequence of float
        Tried from the strictest.

    Returns
    -------
    ItemPairs or None
        None where even the loosest cut leaves too few.

    References
    ----------
    Meade & Craig (2012), Psychological Methods 17. R: ``careless::psychsyn_critval(x)``.
    """
    strength = np.tril(-correlations if opposite else correlations, -1)
    for cut in cuts:
        second, first = np.nonzero(strength > cut)
        if len(first) >= fewest:
            return ItemPairs(first=first, second=second, cut=float(cut))
    return None


def person_total(values: Floats, sums: Floats, counts: Floats) -> Floats:
    """Correlate each respondent's answers with the mean answers of everybody else.

    Parameters
    ----------
    values : array, shape (respondents, items)
    sums, counts : array, shape (items,)
        Sum and number of the answers of everybody.

    References
    ----------
    Donlon & Fischer (1968); Curran (2016), Journal of Experimental Social Psychology 66.
    R: ``cor(y[i, ], colMeans(y[-i, ]))``.
    """
    return row_correlations(values, (sums - values) / np.maximum(counts - 1, 1))
