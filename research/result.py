"""Only what came out of running a plan: one value, step by step."""

from dataclasses import dataclass

import pandas as pd

from research.errors import Caution
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.steps.confirm import Confirmed
from research.steps.contest import Contest
from research.steps.level import Levels
from research.steps.listen import OpenAnswers
from research.steps.measure import Measurement
from research.steps.other_ways.run import SideBySide
from research.steps.other_ways.without_style import WithoutStyle
from research.steps.portray import Portraits
from research.steps.segment import Segmentation
from research.typing.tool import TypingTool


@dataclass(frozen=True, kw_only=True)
class Uncertainty:
    """Shares of replicates in which things hold, and intervals of 95 per cent around the figures of the analysis.

    Parameters
    ----------
    replicates, failed : int
        Tried, and those that carried no solution (they count in no share).
    loadings : DataFrame
        One line per item and factor: `item factor value low high marker holds`; `holds` is the share of replicates in
        which the item is a marker of the factor (loads at least .4 there and nowhere more).
    factor_correlations : DataFrame
        One line per pair: `first second value low high`.
    congruence : DataFrame, factors x (mean, low, holds)
        Tucker's phi with the analysis; `holds`: share of replicates with .85 or more.
    segments : DataFrame, segments x (share, low, high, jaccard, jaccard_low)
        Jaccard of the people of a segment with those of the segment it was matched to.
    centres : DataFrame
        One line per segment and dimension: `segment dimension value low high holds`; `holds`: same side of the middle,
        and clearly so (.2) where it is clear in the analysis. Names of personas rest on these.
    statements : DataFrame
        One line per segment and item: `segment variable effect low high marker told marker_holds direction_holds
        holds`. `marker`: defines the segment in the analysis; `told`: one of its statements. `marker_holds`: share of
        replicates with a standardised difference of .5 or more in the same direction; `holds`: share in which the words
        of the statement remain true ("much more": .8, "more": .5, "a little more": .2).
    certainty : Series
        Per assigned person, share of replicates that put them into the same segment.
    cautions : tuple of Caution
    """

    replicates: int
    failed: int
    loadings: pd.DataFrame
    factor_correlations: pd.DataFrame
    congruence: pd.DataFrame
    segments: pd.DataFrame
    centres: pd.DataFrame
    statements: pd.DataFrame
    certainty: pd.Series
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, kw_only=True)
class Redrawn:
    """How sure the segments are, from people drawn again: half widths of 95 per cent intervals, NaN where none holds.

    Parameters
    ----------
    draws, failed : int
        New samples with a solution, and those without.
    people : int
        How many were drawn each time.
    comes_back : Series, segments
        Jaccard of the people of a segment with those of its counterpart, mean over samples; where that is less, the one
        of samples that begin nowhere near the segments (`SegmentSolution.jaccard`).
    share_margins : Series, segments
    mean_margins, effect_margins : DataFrame, segments x variables
        Of means, and of standardised differences to all others, on answers as numbers, options and dimensions.
    designs : DataFrame, segments x questions
        How many times the variance of what a segment answered is that of people drawn from a segment that is known.
    temperature : float
        What the scores of memberships are divided by, so that they come true; 1 changes nothing.
    """

    draws: int
    failed: int
    people: int
    comes_back: pd.Series
    share_margins: pd.Series
    mean_margins: pd.DataFrame
    effect_margins: pd.DataFrame
    designs: pd.DataFrame
    temperature: float
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """Everything that came out of running one plan on one response matrix, step by step.

    `research.summary.summarise` turns it into plain values for pages, exports and notebooks.

    Parameters
    ----------
    plan : AnalysisPlan
    given : ResponseMatrix
        Everybody, before anyone was left out.
    measurement : Measurement
    basis : str
        What people were grouped by.
    people : Index
        Respondents that were assigned to a segment.
    makers : tuple of str
        Items that made the segments; an option of an unordered one is named `item=code`.
    segmentation : Segmentation
    levels : Levels or None
        Where the segments are steps of one thing.
    without_style : WithoutStyle or None
        A second grouping, where how high people answer says too much about the segments.
    portraits : Portraits
    contest : Contest
    typing_tool : TypingTool
    confirmed : Confirmed or None
        Where the plan asks for it.
    side_by_side : SideBySide or None
        Where the plan asks for it.
    open_answers : OpenAnswers or None
        Where there are any, and the plan does not leave them out.
    redrawn : Redrawn or None
        Intervals over people drawn again; None where too few new samples carried a solution.
    uncertainty : Uncertainty or None
        Where the plan asks for replicates.
    cautions : tuple of Caution
        All that a reader must know, in the order of the steps.
    """

    plan: AnalysisPlan
    given: ResponseMatrix
    measurement: Measurement
    basis: str
    people: pd.Index
    makers: tuple[str, ...]
    segmentation: Segmentation
    portraits: Portraits
    contest: Contest
    typing_tool: TypingTool
    levels: Levels | None = None
    without_style: WithoutStyle | None = None
    confirmed: Confirmed | None = None
    side_by_side: SideBySide | None = None
    open_answers: OpenAnswers | None = None
    redrawn: Redrawn | None = None
    uncertainty: Uncertainty | None = None
    cautions: tuple[Caution, ...]
