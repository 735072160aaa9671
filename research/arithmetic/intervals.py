"""Intervals of shares: only Wilson's."""

from math import sqrt

import numpy as np

from research.arithmetic.arrays import Floats

Z95 = 1.959963984540054


def wilson(share: float, n: float) -> tuple[float, float]:
    """95 % interval of a share.

    Parameters
    ----------
    share : float, 0 to 1
    n : float
        People, or effective people where they are weighted.

    Returns
    -------
    (float, float)
        From 0 to 1 where nobody was asked.

    References
    ----------
    Wilson (1927), JASA 22, 209-212. R: `prop.test(x, n, correct = FALSE)$conf.int`.
    """
    if n <= 0:
        return 0.0, 1.0
    middle = (share + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
    half = Z95 * sqrt(max(share * (1 - share), 0.0) / n + Z95**2 / (4 * n**2)) / (1 + Z95**2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def false_discovery(p: Floats) -> Floats:
    """Benjamini and Hochberg's adjusted p-values; missing ones stay missing and do not count.

    References
    ----------
    R: `p.adjust(p, method = "BH")`.
    """
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(-p[known], kind="stable")]
    rank = np.arange(len(order), 0, -1)
    adjusted = np.full(len(p), np.nan)
    adjusted[order] = np.minimum(1.0, np.minimum.accumulate(p[order] * len(order) / rank)) if len(order) else []
    return adjusted


def effective(weights: Floats) -> float:
    """Effective number of people."""
    squares = float((weights**2).sum())
    return float(weights.sum()) ** 2 / squares if squares > 0 else 0.0
