"""Only how uniform a respondent's answers are: runs of the same answer, and their spread."""

import numpy as np
from numpy.typing import NDArray

from research.arithmetic.arrays import Floats


def long_string(values: Floats) -> tuple[NDArray[np.int64], Floats]:
    """Return the longest and the average run of identical consecutive answers.

    Parameters
    ----------
    values : array, shape (respondents, items)
        In the order shown, not reverse-keyed. A missing answer ends a run and is a run of its own.

    Returns
    -------
    longest, average : array, shape (respondents,)

    References
    ----------
    Johnson (2005), Journal of Research in Personality 39. R: ``careless::longstring(x, avg = TRUE)``.
    """
    run = np.ones(len(values), dtype=np.int64)
    longest, breaks = run.copy(), np.ones(len(values), dtype=np.int64)
    for item in range(1, values.shape[1]):
        same = values[:, item] == values[:, item - 1]
        run = np.where(same, run + 1, 1)
        breaks += ~same
        np.maximum(longest, run, out=longest)
    return longest, values.shape[1] / breaks


def variability(values: Floats) -> Floats:
    """Return the standard deviation (n - 1) of each respondent's answers; NaN with fewer than two answers.

    References
    ----------
    Dunn, Heggestad, Shanock & Theilgard (2018), Journal of Business and Psychology 33.
    R: ``careless::irv(x, na.rm = TRUE)``.
    """
    answered = ~np.isnan(values)
    n = answered.sum(axis=1)
    filled = np.where(answered, values, 0.0)
    mean = filled.sum(axis=1) / np.maximum(n, 1)
    squares = np.where(answered, (filled - mean[:, None]) ** 2, 0.0).sum(axis=1)
    return np.where(n > 1, np.sqrt(squares / np.maximum(n - 1, 1)), np.nan)
