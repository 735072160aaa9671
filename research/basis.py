"""What people are grouped by: factor scores, scale scores, items, or items centred on each person's own mean."""

import pandas as pd

from research.errors import BadPlan, NoVariance
from research.plan import AnalysisPlan
from research.response_style import ipsatise

WORDS = {
    "factor_scores": "factor scores",
    "scale_scores": "scale scores",
    "items": "standardised items",
    "centred_items": "items centred on each person's own mean",
}


def build_basis(
    plan: AnalysisPlan,
    *,
    keyed: pd.DataFrame,
    raw: pd.DataFrame,
    factor_scores: pd.DataFrame,
    scale_scores: pd.DataFrame,
) -> tuple[str, pd.DataFrame]:
    """The variables that make the segments, standardised; people who lack any of them are left out.

    Parameters
    ----------
    plan : AnalysisPlan
        `segment_on`; `"auto"` takes factor scores.
    keyed, raw : DataFrame, n x items
        Answers with and without reverse-keyed items reversed.
    factor_scores, scale_scores : DataFrame, n x dimensions

    Returns
    -------
    (str, DataFrame)
        Name of the basis and the variables, without missing values.
    """
    name = "factor_scores" if plan.segment_on == "auto" else plan.segment_on
    if name == "factor_scores":
        chosen = factor_scores
    elif name == "scale_scores":
        if scale_scores.empty:
            raise BadPlan(
                "There are no scales to group people by.", advice="Name scales in the codebook.", where=("segment_on",)
            )
        chosen = scale_scores
    elif name == "items":
        chosen = keyed
    else:
        chosen = ipsatise(raw)
    complete = chosen.dropna()
    spread = complete.std(ddof=1)
    if (spread == 0).any() or len(complete) < 2:
        flat = tuple(spread.index[~(spread > 0)])
        raise NoVariance(
            f"People do not differ in {', '.join(flat) or 'anything'}.",
            advice="Group people by something else.",
            where=flat,
        )
    return name, (complete - complete.mean()) / spread
