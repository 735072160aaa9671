"""P-values of many tests at once; apart from the intervals, so that pages need not load scipy for these."""

import numpy as np
from scipy import stats

from research.arithmetic.arrays import Floats


def false_discovery(p: Floats) -> Floats:
    """Benjamini and Hochberg's adjusted p-values; missing ones stay missing and do not count.

    References
    ----------
    R: `p.adjust(p, method = "BH")`.
    """
    known = ~np.isnan(p)
    adjusted = np.full(len(p), np.nan)
    adjusted[known] = stats.false_discovery_control(p[known])
    return adjusted
