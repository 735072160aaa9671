"""Only Pearson correlations over all pairs of items, each from the respondents who answered both."""

import numpy as np
import pandas as pd

from research.arithmetic.columns import BLOCK_ROWS, anybody_answered
from research.correlations.assembly import assemble, check_bases, check_pairs_vary
from research.correlations.checks import usable_values, usable_weights
from research.correlations.pair_sums import pair_sums
from research.correlations.value import Correlation


def pearson(data: pd.DataFrame, *, weights: pd.Series | None = None, block_rows: int = BLOCK_ROWS) -> Correlation:
    """Correlate every pair of items over the respondents who answered both.

    ``r = sum w (x - mx)(y - my) / sqrt(sum w (x - mx)^2 sum w (y - my)^2)``, with the means of the same
    respondents.

    Parameters
    ----------
    data : DataFrame, shape (respondents, items)
        Numbers, NaN where an answer is missing.
    weights : Series, optional
        One weight per respondent, on the same index.
    block_rows : int
        Rows held in memory at once.

    Returns
    -------
    Correlation

    Raises
    ------
    NoVariance, TooFewResponses, TooFewItems, BadData

    References
    ----------
    R: ``cor(x, use = "pairwise")``; weighted: ``cov.wt(x, w, cor = TRUE)``.

    Examples
    --------
    >>> answers = pd.DataFrame({"a": [1.0, 2.0, 3.0, 4.0], "b": [2.0, 1.0, 4.0, 3.0]})
    >>> round(float(pearson(answers).matrix.loc["a", "b"]), 3)
    0.6
    """
    values = usable_values(data)
    names = [str(name) for name in data.columns]
    sums = pair_sums(values, usable_weights(weights, data.index), block_rows=block_rows)
    check_bases(names, sums.people)
    raw = sums.correlation()
    check_pairs_vary(names, raw)
    return assemble(
        names,
        np.clip(raw, -1.0, 1.0),
        people=sums.people,
        effective=sums.effective(),
        n=int(anybody_answered(values).sum()),
        kind="pearson",
    )
