"""Only how sure polychoric correlations are: their joint asymptotic covariance from two-step estimation."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr

from research.arithmetic.arrays import Floats
from research.correlations.bivariate_normal import NODES, bivariate_cdf, bivariate_density
from research.correlations.contingency import code_answers, cross_tables
from research.correlations.polychoric import polychoric

INFINITY = 9.0
SMALLEST_CELL = 1e-12
STEEP = 0.9
PAIRS_AT_ONCE = 500
PEOPLE_AT_ONCE = 2_000


@dataclass(frozen=True, kw_only=True)
class OrdinalMoments:
    """Polychoric correlations of complete ordinal answers.

    Parameters
    ----------
    n : int
    matrix : array, shape (items, items)
    thresholds : dict of str to array
    covariance : array, shape (pairs, pairs)
        ``n`` times the covariance of the correlations; pairs in the order of `pairs`.
    pairs : (array, array)
        Row and column of each pair, below the diagonal.
    """

    n: int
    matrix: Floats
    thresholds: dict[str, Floats]
    covariance: Floats
    pairs: tuple[NDArray[np.intp], NDArray[np.intp]]


def ordinal_moments(data: pd.DataFrame) -> OrdinalMoments:
    """Estimate polychoric correlations and their asymptotic covariance.

    Each respondent's influence on a correlation depends only on the pair of categories chosen, so it is a small
    table: ``(s_ab - sum_t A_t m_t(ab)) / A_rr``, with ``s_ab = d log P_ab / d rho``, ``A_rr = sum p_ab s_ab^2``, and
    ``A_t = sum p_ab s_ab d log P_ab / d t`` for the thresholds t, whose own influence m_t is ``(1[x <= c] - F_c) /
    phi(t_c)``. The covariance is the mean product of influences.

    Parameters
    ----------
    data : DataFrame, shape (respondents, items)
        Complete ordered categories.

    References
    ----------
    Muthén (1984), Psychometrika 49; Muthén, du Toit & Spisic (1997). R: ``lavaan::lavInspect(fit, "gamma")``.
    """
    found = polychoric(data)
    coded = code_answers(data.to_numpy(dtype=np.float64))
    tables = cross_tables(coded)
    rows, columns = np.tril_indices(len(coded.levels), -1)
    cuts = _padded(list(found.thresholds.values()))
    matrix = found.values
    influence = np.concatenate(
        [
            _influence(
                tables.pairs(rows[at], columns[at]), cuts[rows[at]], cuts[columns[at]], matrix[rows[at], columns[at]]
            )
            for at in _steps(len(rows), PAIRS_AT_ONCE)
        ]
    )
    return OrdinalMoments(
        n=len(data),
        matrix=matrix,
        thresholds=found.thresholds,
        covariance=_mean_products(influence, coded.codes, rows, columns),
        pairs=(rows, columns),
    )


def _steps(count: int, size: int) -> Iterator[slice]:
    return (slice(start, start + size) for start in range(0, count, size))


def _padded(thresholds: list[Floats]) -> Floats:
    found = np.full((len(thresholds), max(len(cut) for cut in thresholds)), INFINITY)
    for item, cut in enumerate(thresholds):
        found[item, : len(cut)] = cut
    return found


def _influence(counts: Floats, first: Floats, second: Floats, rho: Floats) -> Floats:
    """Return the influence of each pair of categories on each correlation, shape (pairs, categories, categories)."""
    shares = counts / counts.sum(axis=(1, 2), keepdims=True)
    cells = np.maximum(_cells(first, second, rho), SMALLEST_CELL)
    pull = _differences(bivariate_density(first[:, :, None], second[:, None, :], rho[:, None, None])) / cells
    by_first = np.einsum("pab,pabc->pc", shares * pull / cells, _threshold_slopes(first, second, rho))
    flipped = _threshold_slopes(second, first, rho).transpose(0, 2, 1, 3)
    by_second = np.einsum("pab,pabc->pc", shares * pull / cells, flipped)
    moved_first = _threshold_influence(shares.sum(axis=2), first)
    moved_second = _threshold_influence(shares.sum(axis=1), second)
    through = np.einsum("pc,pac->pa", by_first, moved_first)[:, :, None]
    through = through + np.einsum("pc,pbc->pb", by_second, moved_second)[:, None, :]
    information = np.sum(shares * pull**2, axis=(1, 2))
    return np.asarray((pull - through) / information[:, None, None])


def _cells(first: Floats, second: Floats, rho: Floats) -> Floats:
    """Return the probability of each pair of categories."""
    pairs, width = first.shape
    nodes = NODES if np.abs(rho).max(initial=0.0) < STEEP else 4 * NODES
    grid = np.zeros((pairs, width + 2, second.shape[1] + 2))
    grid[:, 1:-1, 1:-1] = bivariate_cdf(first[:, :, None], second[:, None, :], rho[:, None, None], nodes=nodes)
    grid[:, 1:-1, -1] = ndtr(first)
    grid[:, -1, 1:-1] = ndtr(second)
    grid[:, -1, -1] = 1.0
    return np.asarray(np.diff(np.diff(grid, axis=1), axis=2))


def _differences(inner: Floats) -> Floats:
    return np.asarray(np.diff(np.diff(np.pad(inner, ((0, 0), (1, 1), (1, 1))), axis=1), axis=2))


def _threshold_slopes(first: Floats, second: Floats, rho: Floats) -> Floats:
    """Return how each cell moves with each threshold of the first item, shape (pairs, cells, cells, thresholds)."""
    pairs, width = first.shape
    slope = rho[:, None, None]
    below = ndtr((second[:, None, :] - slope * first[:, :, None]) / np.sqrt(1 - slope**2))
    edges = np.pad(below, ((0, 0), (0, 0), (1, 1)))
    edges[:, :, -1] = 1.0
    strip = np.diff(edges, axis=2) * _density(first)[:, :, None]
    found = np.zeros((pairs, width + 1, second.shape[1] + 1, width))
    for cut in range(width):
        found[:, cut, :, cut] = strip[:, cut]
        found[:, cut + 1, :, cut] = -strip[:, cut]
    return found


def _threshold_influence(shares: Floats, cuts: Floats) -> Floats:
    """Return the influence of each category on each threshold, shape (pairs, categories, thresholds)."""
    width = cuts.shape[1]
    below = np.arange(width + 1)[:, None] <= np.arange(width)
    away = below - np.cumsum(shares, axis=1)[:, None, :-1]
    density = _density(cuts)[:, None, :]
    return np.asarray(np.where(cuts[:, None, :] < INFINITY, away / np.maximum(density, 1e-300), 0.0))


def _density(at: Floats) -> Floats:
    return np.asarray(np.exp(-(at**2) / 2) / np.sqrt(2 * np.pi))


def _mean_products(
    influence: Floats, codes: NDArray[np.int16], rows: NDArray[np.intp], columns: NDArray[np.intp]
) -> Floats:
    total = np.zeros((len(rows), len(rows)))
    pairs = np.arange(len(rows))
    for at in _steps(len(codes), PEOPLE_AT_ONCE):
        each = influence[pairs, codes[at][:, rows], codes[at][:, columns]]
        total += each.T @ each
    return total / len(codes)
