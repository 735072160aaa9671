"""Only how uniform a respondent's answers are: runs of the same answer, and their spread."""

import numpy as np
from numpy.typing import NDArray

from research.arithmetic.arrays import Floats


def long_string(values: Floats, kept_from: NDArray[np.bool_] | None = None) -> tuple[NDArray[np.int64], Floats]:
    """Return the longest and the average run of identical consecutive answers.

    Parameters
    ----------
    values : array, shape (respondents, items)
        In the order shown, not reverse-keyed. A missing answer ends a run and is a run of its own.
    kept_from : array of bool, shape (respondents, items), optional
        Questions that somebody was not asked: for this person they do not stand between the others.

    Returns
    -------
    longest, average : array, shape (respondents,)

    References
    ----------
    Johnson (2005), Journal of Research in Personality 39. R: ``careless::longstring(x, avg = TRUE)``.
    """
    asked = np.ones(values.shape, dtype=bool) if kept_from is None else ~kept_from
    last = np.full(len(values), np.nan)
    run, longest, runs = (np.zeros(len(values), dtype=np.int64) for _ in range(3))
    for item in range(values.shape[1]):
        same, here = values[:, item] == last, asked[:, item]
        run = np.where(here, np.where(same, run + 1, 1), run)
        runs += here & ~same
        last = np.where(here, values[:, item], last)
        np.maximum(longest, run, out=longest)
    return np.maximum(longest, 1), np.maximum(asked.sum(axis=1), 1) / np.maximum(runs, 1)


def commonest_share(values: Floats, codes: Floats) -> Floats:
    """Return which share of a respondent's answers are the one answer given most often; NaN without answers.

    Parameters
    ----------
    values : array, shape (respondents, items)
    codes : array
        All answers that anybody gave.
    """
    answered = (~np.isnan(values)).sum(axis=1)
    most = np.zeros(len(values), dtype=np.int64)
    for code in codes:
        np.maximum(most, (values == code).sum(axis=1), out=most)
    return np.where(answered > 0, most / np.maximum(answered, 1), np.nan)


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
