"""Only the means and covariances a model implies, and how they move with each parameter."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from research.arithmetic.arrays import Floats
from research.confirmation.layout import FIXED, Matrices


@dataclass(frozen=True)
class Slopes:
    """How one group's covariances and means move with its parameters.

    Parameters
    ----------
    numbers : array of int, shape (parameters of the group,)
    covariance : array, shape (parameters, items, items)
    mean : array, shape (parameters, items)
    """

    numbers: NDArray[np.intp]
    covariance: Floats
    mean: Floats


def implied_covariance(values: Matrices) -> Floats:
    """Return ``L (F + g g') L' + diag(U)``."""
    common = values.loadings @ values.factor_covariance @ values.loadings.T
    return np.asarray(common + np.diag(values.unique), dtype=np.float64)


def implied_mean(values: Matrices) -> Floats:
    """Return ``i + L a``."""
    return np.asarray(values.intercepts + values.loadings @ values.means, dtype=np.float64)


def slopes(values: Matrices, numbers: Matrices) -> Slopes:
    """Return the analytic slopes of one group, in the order loadings, factors, general, unique, means.

    ``dS/dL_ij = e_i c_j' + c_j e_i'`` with ``c = L (F + g g')``; ``dS/dF_jk = l_j l_k' + l_k l_j'`` (halved on the
    diagonal); ``dS/dg_j = l_j (L g)' + (L g) l_j'``; ``dS/dU_i = e_i e_i'``; ``dm/dL_ij = e_i a_j``, ``dm/di_i =
    e_i``, ``dm/da_j = l_j``.

    References
    ----------
    Bollen (1989), Structural equations with latent variables, appendix 4B.
    """
    items = len(values.unique)
    given = values.loadings
    parts = []
    rows, columns = np.nonzero(numbers.loadings != FIXED)
    parts.append((numbers.loadings[rows, columns], cross_loading_slopes(values, rows, columns)))
    first, second = np.nonzero(np.triu(numbers.factor != FIXED))
    outer = given.T[first, :, None] * given.T[second, None, :]
    parts.append(
        (numbers.factor[first, second], _symmetric(outer) * np.where(first == second, 0.5, 1.0)[:, None, None])
    )
    (general,) = np.nonzero(numbers.general != FIXED)
    parts.append((numbers.general[general], _symmetric(given.T[general, :, None] * (given @ values.general))))
    (unique,) = np.nonzero(numbers.unique != FIXED)
    own = np.zeros((len(unique), items, items))
    own[np.arange(len(unique)), unique, unique] = 1.0
    parts.append((numbers.unique[unique], own))
    (intercepts,), (means,) = np.nonzero(numbers.intercepts != FIXED), np.nonzero(numbers.means != FIXED)
    still = np.zeros((len(intercepts) + len(means), items, items))
    parts.append((np.append(numbers.intercepts[intercepts], numbers.means[means]), still))
    return Slopes(
        np.concatenate([at for at, _ in parts]),
        np.concatenate([each for _, each in parts]),
        _mean_slopes(values, (rows, columns), len(first) + len(general) + len(unique), intercepts, means),
    )


def cross_loading_slopes(values: Matrices, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Floats:
    """Return how the covariances move with the loadings at these places, shape (places, items, items)."""
    common = values.loadings @ values.factor_covariance
    found = np.zeros((len(rows), len(common), len(common)))
    found[np.arange(len(rows)), rows, :] = common.T[columns]
    return _symmetric(found)


def _mean_slopes(
    values: Matrices,
    loadings: tuple[NDArray[np.intp], NDArray[np.intp]],
    unmoved: int,
    intercepts: NDArray[np.intp],
    means: NDArray[np.intp],
) -> Floats:
    rows, columns = loadings
    items = len(values.unique)
    with_loadings = np.zeros((len(rows), items))
    with_loadings[np.arange(len(rows)), rows] = values.means[columns]
    return np.concatenate(
        [with_loadings, np.zeros((unmoved, items)), np.eye(items)[intercepts], values.loadings.T[means]]
    )


def _symmetric(each: Floats) -> Floats:
    return np.asarray(each + each.transpose(0, 2, 1), dtype=np.float64)
