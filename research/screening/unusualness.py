"""Only how unlike others, or how exactly like another, a respondent's answers are."""

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2

from research.arithmetic.arrays import Floats
from research.arithmetic.columns import anybody_answered, row_blocks
from research.arithmetic.gaps import fill_gaps
from research.correlations.pair_sums import PairSums
from research.correlations.smoothing import smooth

CHANCE_TWINS = 0.001
ROWS_LOOKED_AT = 5_000
GOLDEN = 0x9E3779B97F4A7C15


def answer_precision(sums: PairSums) -> Floats:
    """Return the inverse of the pairwise covariance of the items (smoothed where it has none).

    Two items that nobody answered both of count as unrelated: nobody is unusual by what was never seen.
    """
    spread = np.sqrt(np.diag(sums.covariance()))
    matrix, _, _ = smooth(np.nan_to_num(sums.correlation(), nan=0.0))
    return np.asarray(np.linalg.inv(matrix) / np.outer(spread, spread))


def mahalanobis(values: Floats, centre: Floats, precision: Floats) -> Floats:
    """Return the squared Mahalanobis distance of each respondent over the answered items.

    Missing answers are filled with their expectation given the others, which leaves exactly the distance of
    the answered ones.

    Parameters
    ----------
    values : array, shape (respondents, items)
    centre : array, shape (items,)
    precision : array, shape (items, items)

    References
    ----------
    Mahalanobis (1936). R: ``careless::mahad(x)``, ``psych::outlier(x)``.
    """
    filled = fill_gaps(values - centre, precision)
    distance = np.einsum("ij,ij->i", filled @ precision, filled)
    return np.where(np.isnan(values).all(axis=1), np.nan, distance)


def distance_p(distance: Floats, answered: NDArray[np.int64]) -> Floats:
    """Return the chance of a larger squared distance over as many normal answers."""
    return np.asarray(chi2.sf(distance, np.maximum(answered, 1)))


def repeated_rows(values: Floats, kept_from: NDArray[np.bool_] | None = None) -> NDArray[np.bool_]:
    """Say which respondents gave exactly the same answers as another one.

    Rows are compared by a 64-bit hash of all their answers. Where equal rows are likely by chance (few items,
    few categories, many respondents), nobody is marked; nor is somebody who was asked so few of the questions that
    another one may well have answered these alike.

    Parameters
    ----------
    values : array, shape (respondents, items)
    kept_from : array of bool, shape (respondents, items), optional
        Questions that somebody was not asked.
    """
    if _chance_twins(values) > CHANCE_TWINS:
        return np.zeros(len(values), dtype=bool)
    repeated = np.asarray(_alike(values) > 1) & anybody_answered(values)
    if kept_from is not None:
        short = repeated & kept_from.any(axis=1)
        repeated[short] = _own_chance(values, short) <= CHANCE_TWINS
    return repeated


def _alike(values: Floats) -> NDArray[np.int64]:
    """How many rows are equal to each row, itself among them."""
    mixed = np.concatenate([_hashes(values[rows]) for rows in row_blocks(len(values))])
    _, place, counts = np.unique(mixed, return_inverse=True, return_counts=True)
    return np.asarray(counts[place], dtype=np.int64)


def _own_chance(values: Floats, people: NDArray[np.bool_]) -> Floats:
    """Twins that each of these people has by chance among those asked the same, if answers were independent."""
    chance = _alike(np.where(np.isnan(values), np.nan, 0.0))[people] - 1.0
    for item in range(values.shape[1]):
        own = values[people, item]
        codes, counts = np.unique(values[:, item][~np.isnan(values[:, item])], return_counts=True)
        place = np.minimum(np.searchsorted(codes, np.nan_to_num(own)), max(len(codes) - 1, 0))
        chance *= np.where(np.isnan(own), 1.0, counts[place] / max(counts.sum(), 1) if len(codes) else 1.0)
    return np.asarray(chance, dtype=np.float64)


def _hashes(values: Floats) -> NDArray[np.uint64]:
    bits = np.where(np.isnan(values), -1e300, values + 0.0).view(np.uint64)
    mixed = np.zeros(len(values), dtype=np.uint64)
    for item in range(values.shape[1]):
        mixed = (mixed ^ bits[:, item]) * np.uint64(GOLDEN)
        mixed ^= mixed >> np.uint64(29)
    return mixed


def _chance_twins(values: Floats) -> float:
    """Bound from below how many twins one respondent has by chance if items were independent."""
    chance = 1.0
    some = values[:: max(1, len(values) // ROWS_LOOKED_AT)]
    for item in range(values.shape[1]):
        _, counts = np.unique(some[:, item], return_counts=True)
        chance *= float(np.sum((counts / len(some)) ** 2))
    return chance * max(len(values) - 1, 0)
