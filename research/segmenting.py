"""From a basis to segments: how many, how they come out, and how much of them is mere response style."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from research.errors import Caution
from research.plan import AnalysisPlan
from research.response_style import person_mean_share
from research.segments.choice import SegmentChoice, choose_segments
from research.segments.solution import SegmentSolution, solve_segments
from research.segments.verdict import judge

MOSTLY_STYLE = 0.3
"""A segmentation that explains more than this of people's mean answers mostly says who says yes to everything."""
CHOICE_PART = 0.8
"""Share of the time of this stage that goes into choosing the number."""


@dataclass(frozen=True, kw_only=True)
class Segmentation:
    """How the number was chosen, the solution, and the share of it that is response style."""

    choice: SegmentChoice
    solution: SegmentSolution
    person_mean_share: float | None
    cautions: tuple[Caution, ...]


def find_segments(
    X: pd.DataFrame,
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
    X : DataFrame, people x variables
        The basis, standardised, complete.
    plan : AnalysisPlan
    person_mean : Series or None
        Mean raw answer per person, where the items share a meaning of "high".
    weights : Series or None
    n_jobs : int
    progress : callable
        Called with the share done.
    """
    method = "kmeans" if plan.segmentation == "auto" else plan.segmentation
    own_weights = None if weights is None else weights.loc[X.index]
    low, high = plan.segment_range if not isinstance(plan.segments, int) else (2, max(8, plan.segments + 1))
    choice = choose_segments(
        X,
        ks=range(low, high + 1),
        pairs=plan.bootstraps,
        seed=plan.seed,
        n_jobs=n_jobs,
        method=method,
        weights=own_weights,
        progress=lambda share: progress(CHOICE_PART * share),
    )
    k = plan.segments if isinstance(plan.segments, int) else choice.k
    solution = solve_segments(X, k=k, method=method, seed=plan.seed, weights=own_weights, choice=choice, n_jobs=n_jobs)
    share = None if person_mean is None else float(person_mean_share(solution.labels, person_mean))
    return Segmentation(
        choice=_about_kept(choice, k),
        solution=solution,
        person_mean_share=share,
        cautions=(*choice.cautions, *solution.cautions, *_style_caution(share)),
    )


def _about_kept(choice: SegmentChoice, k: int) -> SegmentChoice:
    """The choice with the verdict of the number that was kept: a planned one is judged by itself."""
    kept = choice.candidate(k)
    if k == choice.k or kept is None:
        return choice
    verdict = judge([kept])
    return replace(choice, k=k, verdict=verdict.kind, reason=verdict.reason)


def _style_caution(share: float | None) -> tuple[Caution, ...]:
    if share is None or share <= MOSTLY_STYLE:
        return ()
    return (
        Caution(
            code="segments_are_response_style",
            text=f"{share:.0%} of the differences in people's mean answer to all items lie between the segments: part "
            "of what sets them apart may be how high people answer whatever is asked.",
            advice="Compare with a grouping by items centred on each person's own mean.",
            severity="stop",
        ),
    )
