"""Only what came out of running a plan: one value, step by step."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from research.confirming import Confirmed
from research.contest import Contest
from research.errors import Caution
from research.listening import OpenAnswers
from research.matrix import ResponseMatrix
from research.measuring import Measurement
from research.plan import AnalysisPlan
from research.portraits import Portraits
from research.segmenting import Segmentation
from research.segments.typing_tool import TypingTool
from research.side_by_side import SideBySide

if TYPE_CHECKING:
    from research.uncertainty import Uncertainty


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
    portraits : Portraits
    contest : Contest
    typing_tool : TypingTool
    confirmed : Confirmed or None
        Where the plan asks for it.
    side_by_side : SideBySide or None
        Where the plan asks for it.
    open_answers : OpenAnswers or None
        Where there are any, and the plan does not leave them out.
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
    confirmed: Confirmed | None = None
    side_by_side: SideBySide | None = None
    open_answers: OpenAnswers | None = None
    uncertainty: "Uncertainty | None" = None
    cautions: tuple[Caution, ...]
