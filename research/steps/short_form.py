"""The short form of an analysis: which questions it may ask, and which segments are too small to be typed."""

import pandas as pd

from research.errors import Caution, caution
from research.plan import AnalysisPlan
from research.steps.group import Grouping
from research.steps.measure import Measurement
from research.typing.tool import TypingTool, fit_typing_tool

FEWEST_TYPED = 5
"""A segment of fewer people cannot be in every fold."""


def find_short_form(
    measured: Measurement, grouping: Grouping, labels: pd.Series, plan: AnalysisPlan, *, n_jobs: int
) -> tuple[TypingTool, tuple[Caution, ...]]:
    """Pick golden questions for all segments with enough people; the others are named.

    Parameters
    ----------
    measured : Measurement
    grouping : Grouping
    labels : Series
        Segment per person; their order decides who is drawn into which fold.
    plan : AnalysisPlan
    n_jobs : int

    Raises
    ------
    TooFewItems, TooFewResponses
        See `research.segments.typing_tool.fit_typing_tool`.
    """
    sizes = labels.value_counts()
    small = sorted(map(str, sizes.index[sizes.to_numpy() < FEWEST_TYPED]))
    typed = labels[~labels.isin(small)] if len(sizes) - len(small) > 1 else labels
    questions, unordered = grouping.questions(measured)
    tool = fit_typing_tool(questions, typed, nominal=unordered, folds=FEWEST_TYPED, seed=plan.seed, n_jobs=n_jobs)
    return tool, (caution("segment_not_typed", where=small, segments=small),) if small else ()
