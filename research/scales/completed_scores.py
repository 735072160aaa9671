"""Scale scores of everybody who answered enough, also where somebody skipped the better part of one scale."""

from collections.abc import Mapping, Sequence

import pandas as pd

from research.correlations.completion import answered_enough, completed
from research.correlations.correlate import Correlation
from research.scales.reliability import scale_scores


def completed_scores(
    keyed: pd.DataFrame, *, scales: Mapping[str, Sequence[str]], correlation: Correlation | None
) -> pd.DataFrame:
    """Score scales as the mean of the answered items; a scale that somebody skipped as the mean of what is expected.

    Parameters
    ----------
    keyed : DataFrame, people x items
        NaN = missing.
    scales : mapping of scale to its items
    correlation : Correlation or None
        See `research.correlations.completion.completed`.

    Returns
    -------
    DataFrame, people x scales
        A score is missing only where somebody answered fewer than half of the scale and fewer than half of all items.
    """
    scores = scale_scores(keyed, scales=scales)
    skipped = scores.isna().any(axis=1).to_numpy() & answered_enough(keyed)
    if not skipped.any():
        return scores
    expected = scale_scores(completed(keyed, correlation, people=skipped), scales=scales)
    return scores.fillna(expected)
