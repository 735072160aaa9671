"""Only the search for the uniquenesses that fit best, and the eigenvectors it needs."""

from collections.abc import Callable

import numpy as np
from scipy.linalg import eigh
from scipy.optimize import minimize

from research.arithmetic.arrays import Floats

MOST_ROUNDS = 2_000
FLAT = 1e-4


def minimise(
    value_and_slope: Callable[[Floats], tuple[float, Floats]], start: Floats, *, low: float, high: float
) -> tuple[Floats, bool]:
    """Minimise a smooth function within bounds (L-BFGS-B).

    Parameters
    ----------
    value_and_slope : callable
    start : array
    low, high : float
        Bounds of every parameter.

    Returns
    -------
    place : array
    converged : bool
        By the search's own word, or because the slope is flat: near the bottom the line search can fail for
        want of digits.
    """
    found = minimize(
        value_and_slope,
        np.clip(start, low, high),
        jac=True,
        method="L-BFGS-B",
        bounds=[(low, high)] * len(start),
        options={"maxiter": MOST_ROUNDS, "maxfun": 10 * MOST_ROUNDS, "ftol": 1e-14, "gtol": 1e-8},
    )
    outward = ((found.jac > 0) & (found.x <= low + 1e-9)) | ((found.jac < 0) & (found.x >= high - 1e-9))
    flat = bool(np.max(np.abs(np.where(outward, 0.0, found.jac))) < FLAT)
    return np.asarray(found.x, dtype=np.float64), bool(found.success) or flat


def leading_eigen(matrix: Floats, count: int) -> tuple[Floats, Floats]:
    """Return the `count` largest eigenvalues, falling, and their vectors."""
    size = len(matrix)
    values, vectors = eigh(matrix, subset_by_index=[size - count, size - 1], check_finite=False)
    return np.asarray(values[::-1]), np.asarray(vectors[:, ::-1])
