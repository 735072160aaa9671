"""Only the search for an oblique rotation, by gradient projection.

The steps are those of factor-analyzer's own search (and of R's GPArotation), to the last digit, in fewer operations:
every analysis and each of its new samples goes through here many times.
"""

from collections.abc import Callable

import numpy as np

from research.arithmetic.arrays import Floats

GEOMIN_DELTA = 0.01
HALVINGS = 11
Objective = Callable[[Floats], tuple[float, Floats]]


def quartimin_objective(loadings: Floats) -> tuple[float, Floats]:
    """Value and slope of ``sum_i sum_{j<k} l_ij^2 l_ik^2 / 2`` (direct oblimin with gamma 0)."""
    squares = loadings * loadings
    others = squares.sum(axis=1, keepdims=True) - squares
    return float(np.vdot(squares, others)) / 4, loadings * others


def geomin_objective(loadings: Floats) -> tuple[float, Floats]:
    """Value and slope of ``sum_i prod_j (l_ij^2 + .01)^(1/k)``."""
    factors = loadings.shape[1]
    squares = loadings * loadings + GEOMIN_DELTA
    means = np.exp(np.log(squares).sum(axis=1, keepdims=True) / factors)
    return float(means.sum()), (2 / factors) * (loadings / squares) * means


def rotate_obliquely(
    loadings: Floats, objective: Objective, *, steepness: float, most_rounds: int
) -> tuple[Floats, Floats]:
    """Find the oblique rotation with the smallest objective.

    Parameters
    ----------
    loadings : array, shape (items, factors)
        The start is no rotation.
    objective : callable
        Value and slope for rotated loadings.
    steepness : float
        Of the projected slope at which the search ends.
    most_rounds : int

    Returns
    -------
    loadings : array, shape (items, factors)
    phi : array, shape (factors, factors)
        Correlations between the factors.

    References
    ----------
    Jennrich (2002), Psychometrika 67. R: ``GPArotation::GPFoblq``.
    """
    turn = np.eye(loadings.shape[1])
    rotated, inverse = loadings, turn
    value, inner = objective(rotated)
    size = 1.0
    for _ in range(most_rounds + 1):
        slope = -(rotated.T @ inner @ inverse).T
        slope = slope - turn * (turn * slope).sum(axis=0)
        steep = float(np.vdot(slope, slope))
        if steep < steepness**2:
            break
        size *= 2
        for _ in range(HALVINGS):
            moved = turn - size * slope
            moved = moved / np.sqrt((moved * moved).sum(axis=0))
            inverse = np.linalg.inv(moved)
            rotated = loadings @ inverse.T
            reached, inner = objective(rotated)
            if value - reached > 0.5 * steep * size:
                break
            size /= 2
        turn, value = moved, reached
    return rotated, turn.T @ turn
