"""From a basis to segments: how many, how they come out, and how much of them is mere response style."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from research.errors import BadPlan, Caution, caution
from research.plan import AnalysisPlan
from research.said import Said, in_turn, say
from research.scales.response_style import person_mean_share
from research.segments.choice import SegmentChoice, choose_segments
from research.segments.either import choose_either
from research.segments.solution import SegmentSolution, solve_segments
from research.steps.group import Grouping

MOSTLY_STYLE = 0.3
"""A segmentation that explains more than this of people's mean answers mostly says who says yes to everything."""
STYLE_ALONE = 0.5
"""From this share on, gaps between segments are no evidence of groups that think differently."""
CHOICE_PART = 0.8
"""Share of the time of this stage that goes into choosing the number."""


@dataclass(frozen=True, kw_only=True)
class Segmentation:
    """How the number was chosen, the solution, the share of it that is response style, why in this way, and by whom."""

    choice: SegmentChoice
    solution: SegmentSolution
    person_mean_share: float | None
    reason: Said
    n_fitted: int
    cautions: tuple[Caution, ...]

    @property
    def agreement(self) -> float:
        """How far groupings of two new samples agree for the number that was kept; 1 where that was not tried."""
        return next((each.ari_mean for each in self.choice.candidates if each.k == self.solution.k), 1.0)


def find_segments(
    grouping: Grouping,
    people: pd.Index,
    plan: AnalysisPlan,
    *,
    person_mean: pd.Series | None,
    weights: pd.Series | None,
    n_jobs: int,
    progress: Callable[[float], None],
) -> Segmentation:
    """Choose a number of segments and find them.

    Parameters
    ----------
    grouping : Grouping
        What people are grouped by, and how.
    people : Index
        The people of the grouping in the order that decides who is drawn.
    plan : AnalysisPlan
    person_mean : Series or None
        Mean raw answer per person, where the items share a meaning of "high".
    weights : Series or None
    n_jobs : int
    progress : callable
        Called with the share done.
    """
    X = grouping.X.loc[people]
    shaping = grouping.fitted.loc[people]
    own_weights = None if weights is None else weights.loc[people]
    choice = _chosen(grouping, X[shaping], plan, weights=own_weights, n_jobs=n_jobs, progress=progress)
    k = plan.segments if isinstance(plan.segments, int) else choice.k
    solution = solve_segments(
        X,
        k=k,
        method=choice.method,
        seed=plan.seed,
        weights=own_weights,
        choice=choice,
        fitted=shaping,
        n_jobs=n_jobs,
    )
    share = None if person_mean is None else float(person_mean_share(solution.labels, person_mean))
    return Segmentation(
        choice=_honest_about_style(choice.about(k), share),
        solution=solution,
        person_mean_share=share,
        reason=grouping.reason,
        n_fitted=int(shaping.sum()),
        cautions=(*grouping.cautions, *choice.cautions, *solution.cautions, *_style_caution(share)),
    )


def _chosen(
    grouping: Grouping,
    X: pd.DataFrame,
    plan: AnalysisPlan,
    *,
    weights: pd.Series | None,
    n_jobs: int,
    progress: Callable[[float], None],
) -> SegmentChoice:
    low, high = plan.segment_range if not isinstance(plan.segments, int) else (2, max(8, plan.segments + 1))
    choose: Callable[..., SegmentChoice] = choose_either
    if grouping.method != "either":
        choose = partial(choose_segments, method=grouping.method, unordered=grouping.unordered)
    found = choose(
        X,
        ks=range(low, high + 1),
        pairs=plan.bootstraps,
        seed=plan.seed,
        n_jobs=n_jobs,
        weights=weights,
        clouds=grouping.clouds,
        wanted=plan.segments if isinstance(plan.segments, int) else None,
        progress=partial(_first_part, progress),
    )
    if grouping.method == "lca" and isinstance(plan.segments, int) and found.candidate(plan.segments) is None:
        most = found.candidates[-1].k
        raise BadPlan("too_many_classes_planned", where=("segments",), k=plan.segments, most=most)
    return found


def _first_part(progress: Callable[[float], None], share: float) -> None:
    progress(CHOICE_PART * share)


def _honest_about_style(choice: SegmentChoice, share: float | None) -> SegmentChoice:
    """Gaps between people who rate everything high, in the middle or low are gaps of rating, not of what they think."""
    if choice.verdict != "natural" or share is None or share <= STYLE_ALONE:
        return choice
    return replace(
        choice, verdict="reproducible", reason=in_turn(choice.reason, say("apart_by_response_style", share=share))
    )


def _style_caution(share: float | None) -> tuple[Caution, ...]:
    if share is None or share <= MOSTLY_STYLE:
        return ()
    return (caution("segments_are_response_style", severity="stop", share=share),)
