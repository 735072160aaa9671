"""Answers that people left out, as their own other answers lead one to expect."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from research.arithmetic.arrays import Floats
from research.arithmetic.columns import as_floats, central_sums, column_means, row_blocks
from research.arithmetic.gaps import fill_gaps
from research.correlations.correlate import Correlation, pearson

ENOUGH_ANSWERED = 0.5
"""Share of the items that somebody must have answered, so that the others can be expected from them."""


def answered_enough(answers: pd.DataFrame) -> NDArray[np.bool_]:
    """Who answered at least half of the items."""
    return np.asarray(answers.notna().mean(axis=1).to_numpy() >= ENOUGH_ANSWERED)


def completed(
    answers: pd.DataFrame, correlation: Correlation | None, *, people: NDArray[np.bool_] | None = None
) -> pd.DataFrame:
    """Answers without gaps: each missing one is its regression on the person's own answers.

    The same expectation that factor scores rest on: somebody is not moved to the middle by a question left out, but
    stands where people stand who answered the others alike.

    Parameters
    ----------
    answers : DataFrame, people x items
        Keyed; NaN = missing.
    correlation : Correlation or None
        Of at least these items; None: Pearson correlations are computed.
    people : array of bool, optional
        Whom to return; left out, everybody who answered at least half. Means and spreads are those of everybody.

    References
    ----------
    Little & Rubin (2019), Statistical Analysis with Missing Data, chapter 4 (conditional means).
    R: ``predict(lm(missing ~ answered))`` person by person.
    """
    wanted = answered_enough(answers) if people is None else people
    some = answers.loc[wanted]
    if not some.isna().to_numpy().any():
        return some
    names = [str(name) for name in answers]
    found = pearson(answers) if correlation is None else correlation
    precision = np.linalg.inv(found.matrix.loc[names, names].to_numpy(dtype=np.float64))
    values = as_floats(answers)
    count, centre = column_means(values)
    spread = np.sqrt(central_sums(values, centre)[0] / np.maximum(count - 1, 1))
    full = fill_expected(as_floats(some), centre, spread, precision)
    return pd.DataFrame(full, index=some.index, columns=some.columns)


def fill_expected(values: Floats, centre: Floats, spread: Floats, precision: Floats) -> Floats:
    """The same on arrays; `precision` is the inverse of the correlations."""
    full = values.copy()
    for rows in row_blocks(len(values)):
        gaps = np.isnan(values[rows])
        if gaps.any():
            expected = fill_gaps((values[rows] - centre) / spread, precision) * spread + centre
            full[rows] = np.where(gaps, expected, values[rows])
    return full
