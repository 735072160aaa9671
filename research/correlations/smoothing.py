"""Only the smallest change that makes a correlation matrix positive definite."""

import numpy as np

from research.arithmetic.arrays import Floats

SMALLEST_ALLOWED = 1e-8
FLOOR = 1e-6


def smooth(matrix: Floats) -> tuple[Floats, float, bool]:
    """Raise eigenvalues at or below zero to a small positive number and rescale to a unit diagonal.

    Parameters
    ----------
    matrix : array, shape (items, items)
        Symmetric, unit diagonal.

    Returns
    -------
    matrix : array
        Unchanged where it was positive definite already.
    smallest : float
        Smallest eigenvalue before.
    changed : bool

    References
    ----------
    Wothke (1993), in Bollen & Long, Testing structural equation models; R: `psych::cor.smooth(R)`.
    """
    values, vectors = np.linalg.eigh(matrix)
    smallest = float(values[0])
    if smallest > SMALLEST_ALLOWED:
        return matrix, smallest, False
    raised = np.maximum(values, FLOOR)
    raised *= len(raised) / raised.sum()
    rebuilt = (vectors * raised) @ vectors.T
    scale = 1.0 / np.sqrt(np.diag(rebuilt))
    rebuilt = rebuilt * np.outer(scale, scale)
    np.fill_diagonal(rebuilt, 1.0)
    return np.asarray((rebuilt + rebuilt.T) / 2), smallest, True
