"""The order of the steps: from a response matrix and a plan to an analysis."""

from dataclasses import dataclass, replace

import pandas as pd

from research.basis import build_basis
from research.contest import Contest, run_contest
from research.errors import Caution
from research.factoring import standardised
from research.matrix import ResponseMatrix
from research.measuring import Measurement, measure
from research.ordering import canonical
from research.plan import AnalysisPlan
from research.portraits import Portraits, draw_portraits
from research.progress import Progress, Steps
from research.segmenting import Segmentation, find_segments
from research.segments.typing_tool import TypingTool, fit_typing_tool


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
    segmentation : Segmentation
    portraits : Portraits
    contest : Contest
    typing_tool : TypingTool
    cautions : tuple of Caution
        All that a reader must know, in the order of the steps.
    """

    plan: AnalysisPlan
    given: ResponseMatrix
    measurement: Measurement
    basis: str
    people: pd.Index
    segmentation: Segmentation
    portraits: Portraits
    contest: Contest
    typing_tool: TypingTool
    cautions: tuple[Caution, ...]


def run_analysis(
    matrix: ResponseMatrix, plan: AnalysisPlan, *, progress: Progress | None = None, n_jobs: int = 2
) -> Analysis:
    """Run every step of a plan.

    Parameters
    ----------
    matrix : ResponseMatrix, n respondents
        Answers as given; reversed here, once.
    plan : AnalysisPlan
        Every choice and the seed.
    progress : callable, optional
        Called with the name of the stage and the share of the whole that is done; an error it raises ends the run.
    n_jobs : int
        Processes for resampling; the result does not depend on it.

    Returns
    -------
    Analysis
        The same for the same matrix and plan.

    Raises
    ------
    ResearchError
        One of its kinds, saying what to do next.
    """
    steps = Steps(progress)
    measured = measure(matrix, plan, steps)

    steps.begin("segments")
    basis, X = build_basis(
        plan,
        keyed=measured.keyed,
        raw=measured.raw,
        factor_scores=measured.scores.scores,
        scale_scores=measured.scale_scores,
    )
    people = X.index
    order = canonical(measured.matrix.values)
    X = X.loc[order[order.isin(people)]]
    segmentation = find_segments(
        X,
        plan,
        person_mean=measured.person_mean,
        weights=measured.weights,
        n_jobs=n_jobs,
        progress=steps.done,
    )
    labels = segmentation.solution.labels
    solution = segmentation.solution.ordered_as(people)

    steps.begin("portraits")
    dimensions = standardised(measured.scores.scores.loc[people])
    portraits = draw_portraits(measured, dimensions=dimensions, segments=solution)

    steps.begin("contest")
    contest = run_contest(measured.matrix, plan, psychographics=dimensions, labels=labels, n_jobs=n_jobs)

    steps.begin("typing_tool")
    tool = fit_typing_tool(measured.keyed, labels, seed=plan.seed, n_jobs=n_jobs)
    steps.done(1.0)
    return Analysis(
        plan=plan,
        given=matrix,
        measurement=measured,
        basis=basis,
        people=people,
        segmentation=replace(segmentation, solution=solution),
        portraits=portraits,
        contest=contest,
        typing_tool=tool,
        cautions=_said_once((*measured.cautions, *segmentation.cautions, *contest.cautions)),
    )


def _said_once(cautions: tuple[Caution, ...]) -> tuple[Caution, ...]:
    """Two steps may meet the same thing; the first to say it is enough."""
    return tuple({(caution.code, caution.where): caution for caution in reversed(cautions)}.values())[::-1]
