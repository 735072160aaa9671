"""What people are grouped by: factor scores, scale scores, items, or items centred on each person's own mean."""

import pandas as pd

from research.errors import BadPlan, NoFactors, NoVariance
from research.measuring import Measurement
from research.plan import AnalysisPlan
from research.response_style import ipsatise

WORDS = {
    "factor_scores": "factor scores",
    "scale_scores": "scale scores",
    "items": "standardised items",
    "centred_items": "items centred on each person's own mean",
}
ANSWER_WORDS = "the answers themselves, as categories"


def basis_words(basis: str, *, method: str) -> str:
    """What people were grouped by, in words."""
    return ANSWER_WORDS if method == "lca" else WORDS[basis]


def build_basis(
    plan: AnalysisPlan,
    *,
    keyed: pd.DataFrame,
    raw: pd.DataFrame,
    factor_scores: pd.DataFrame | None,
    scale_scores: pd.DataFrame,
) -> tuple[str, pd.DataFrame]:
    """The variables that make the segments, standardised; people who lack any of them are left out.

    Parameters
    ----------
    plan : AnalysisPlan
        `segment_on`; `"auto"` takes factor scores, without factors scale scores, without scales items.
    keyed, raw : DataFrame, n x items
        Answers with and without reverse-keyed items reversed.
    factor_scores : DataFrame, n x dimensions, or None
    scale_scores : DataFrame, n x scales

    Returns
    -------
    (str, DataFrame)
        Name of the basis and the variables, without missing values.

    Raises
    ------
    NoFactors, BadPlan
        What the plan names does not exist.
    NoVariance
        Everybody is alike in one of the variables.
    """
    name = plan.segment_on
    if name == "auto":
        name = "factor_scores" if factor_scores is not None else "items" if scale_scores.empty else "scale_scores"
    if name == "factor_scores":
        if factor_scores is None:
            raise NoFactors(
                "There are no factors to group people by.",
                advice="Leave `segment_on` at `auto`, or choose `items`.",
                where=("segment_on",),
            )
        chosen = factor_scores
    elif name == "scale_scores":
        if scale_scores.empty:
            raise BadPlan(
                "There are no scales to group people by.", advice="Name scales in the codebook.", where=("segment_on",)
            )
        chosen = scale_scores
    else:
        if keyed.empty:
            raise BadPlan(
                "None of the items has ordered answers, so people have no numbers to be grouped by.",
                advice="Plan `segmentation: lca`, which groups people by answers in no order.",
                where=("segmentation",),
            )
        chosen = keyed if name == "items" else ipsatise(raw)
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


def basis_of(measured: Measurement, plan: AnalysisPlan) -> tuple[str, pd.DataFrame]:
    """`build_basis` on what was measured."""
    return build_basis(
        plan,
        keyed=measured.keyed,
        raw=measured.raw,
        factor_scores=None if measured.scores is None else measured.scores.scores,
        scale_scores=measured.scale_scores,
    )
