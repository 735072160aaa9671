"""The one way from new samples to an interval: how far they lie from the analysis, on either side of it."""

import warnings
from collections.abc import Sequence

import numpy as np
from scipy import stats

from research.arithmetic.arrays import Floats

INSIDE = 0.975


def apart(samples: Sequence[Floats], own: Floats) -> Floats:
    """How far samples lie from the analysis: the root of the mean square."""
    with warnings.catch_warnings():  # what nobody of a segment answered has no mean
        warnings.simplefilter("ignore", RuntimeWarning)
        return np.asarray(np.sqrt(np.nanmean((np.stack(samples) - own) ** 2, axis=0)))


def times(samples: int) -> float:
    """How many of these deviations an interval of 95 % reaches to either side."""
    return float(stats.t.ppf(INSIDE, samples - 1))


def around(
    samples: Sequence[Floats], own: Floats, *, least: float = -np.inf, most: float = np.inf
) -> tuple[Floats, Floats]:
    """The interval around the figures of the analysis.

    It holds what differs between samples *and* how far samples lie from the analysis on the whole, which quantiles of
    the samples would only shift by.

    Parameters
    ----------
    samples : sequence of ndarray
        The same figures in each new sample.
    own : ndarray
        In the analysis.
    least, most : float
        What the figures can be.
    """
    reach = apart(samples, own) * times(len(samples))
    return np.clip(own - reach, least, most), np.clip(own + reach, least, most)
