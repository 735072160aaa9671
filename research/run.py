"""The order of the steps: from a response matrix and a plan to an analysis."""

from dataclasses import replace
from typing import Any, Protocol

from research.arithmetic.ordering import canonical
from research.arithmetic.parallel import one_thread
from research.certainty.redraw import redraw
from research.certainty.run import resample_analysis
from research.errors import Caution, ResearchError, caution
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.result import Analysis, Redrawn
from research.steps.confirm import confirm_scales
from research.steps.contest import run_contest
from research.steps.factor import standardised
from research.steps.group import Grouping, choose_grouping, psychographics
from research.steps.level import find_levels
from research.steps.listen import has_open_answers, listen
from research.steps.measure import Measurement, measure
from research.steps.other_ways.run import look_side_by_side
from research.steps.other_ways.without_style import group_without_style
from research.steps.portray import draw_portraits
from research.steps.progress import Progress, Steps
from research.steps.segment import Segmentation, find_segments
from research.steps.short_form import find_short_form

__all__ = ["Analysis", "run_analysis"]


class _Told(Protocol):
    """A part of an analysis that has something to say to its reader."""

    @property
    def cautions(self) -> tuple[Caution, ...]: ...


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
    further = _further(plan, matrix)
    with one_thread():
        return _analysis(matrix, plan, Steps(progress, further), further, n_jobs)


def _analysis(matrix: ResponseMatrix, plan: AnalysisPlan, steps: Steps, further: set[str], n_jobs: int) -> Analysis:
    """The steps in their order: those of every plan, then those that this one asks for."""
    measured = measure(matrix, plan, steps)
    steps.begin("segments")
    grouping = choose_grouping(measured, plan)
    analysis = _grouped(matrix, plan, measured, grouping, steps, n_jobs)
    second = group_without_style(measured, analysis.segmentation, grouping, plan, n_jobs=n_jobs)
    analysis = _with(analysis, second, without_style=second.found)
    if "confirmation" in further:
        steps.begin("confirmation")
        confirmed = confirm_scales(measured, plan)
        analysis = _with(analysis, confirmed, confirmed=confirmed)
    if "side_by_side" in further:
        steps.begin("side_by_side")
        beside = look_side_by_side(measured, analysis.segmentation, grouping, plan, n_jobs=n_jobs, progress=steps.done)
        analysis = _with(analysis, beside, side_by_side=beside)
    if "themes" in further:
        steps.begin("themes")
        labels = analysis.segmentation.solution.labels
        heard = listen(
            measured.matrix, labels, weights=measured.weights, seed=plan.seed, n_jobs=n_jobs, progress=steps.done
        )
        analysis = _with(analysis, heard, open_answers=heard)
    return _resampled(analysis, steps, n_jobs=n_jobs) if "resampling" in further else analysis


def _grouped(
    matrix: ResponseMatrix,
    plan: AnalysisPlan,
    measured: Measurement,
    grouping: Grouping,
    steps: Steps,
    n_jobs: int,
) -> Analysis:
    """The steps of every plan from segments to the short form."""
    people = grouping.X.index
    order = canonical(measured.matrix.values)
    segmentation = find_segments(
        grouping,
        order[order.isin(people)],
        plan,
        person_mean=measured.person_mean,
        weights=measured.weights,
        n_jobs=n_jobs,
        progress=steps.done,
    )
    labels = segmentation.solution.labels
    redrawn, unsure = _redrawn(measured, grouping, segmentation, plan, n_jobs)
    solution = segmentation.solution.ordered_as(people)
    if redrawn is not None:
        solution = solution.softened(redrawn.temperature)
    levels = find_levels(measured, grouping, solution)

    steps.begin("portraits")
    dimensions = standardised(measured.dimensions.loc[people])
    portraits = draw_portraits(measured, dimensions=dimensions, segments=solution, makers=grouping.makers)

    steps.begin("contest")
    why = psychographics(measured, dimensions, makers=grouping.makers)
    contest = run_contest(measured, plan, psychographics=why, labels=labels, makers=grouping.makers, n_jobs=n_jobs)

    steps.begin("typing_tool")
    tool, untyped = find_short_form(measured, grouping, labels, plan, n_jobs=n_jobs)
    steps.done(1.0)
    return Analysis(
        plan=plan,
        given=matrix,
        measurement=measured,
        basis=grouping.basis,
        people=people,
        makers=grouping.makers,
        segmentation=replace(segmentation, solution=solution),
        levels=levels,
        portraits=portraits,
        contest=contest,
        typing_tool=tool,
        redrawn=redrawn,
        cautions=_said_once(
            (
                *measured.cautions,
                *segmentation.cautions,
                *unsure,
                *_said_by(levels),
                *contest.cautions,
                *untyped,
            )
        ),
    )


def _redrawn(
    measured: Measurement, grouping: Grouping, segmentation: Segmentation, plan: AnalysisPlan, n_jobs: int
) -> tuple[Redrawn | None, tuple[Caution, ...]]:
    """How sure the segments are; where no new sample carries a solution, that is said instead."""
    try:
        found = redraw(
            measured,
            grouping,
            segmentation.solution,
            seed=plan.seed,
            agreement=segmentation.agreement,
            n_jobs=n_jobs,
        )
    except ResearchError as error:
        return None, (caution("without_intervals", where=error.where, why=error.said),)
    return found, found.cautions


def _with(analysis: Analysis, found: _Told | None, **parts: Any) -> Analysis:
    """The analysis with one more part, and with what that part has to say."""
    return replace(analysis, **parts, cautions=_said_once((*analysis.cautions, *_said_by(found))))


def _said_by(found: _Told | None) -> tuple[Caution, ...]:
    return () if found is None else found.cautions


def _further(plan: AnalysisPlan, matrix: ResponseMatrix) -> set[str]:
    """Stages that this plan asks for beyond those of every plan."""
    asked = {
        "confirmation": plan.confirm or plan.compare_across is not None,
        "side_by_side": plan.side_by_side,
        "themes": plan.themes and has_open_answers(matrix),
        "resampling": plan.replicates > 0,
    }
    return {stage for stage, wanted in asked.items() if wanted}


def _resampled(analysis: Analysis, steps: Steps, *, n_jobs: int) -> Analysis:
    """The same with the certainty of its statements; where no sample carries a solution, that is said instead."""
    steps.begin("resampling")
    plan = analysis.plan
    try:
        found = resample_analysis(
            analysis, replicates=plan.replicates, seed=plan.seed, n_jobs=n_jobs, progress=steps.done
        )
    except ResearchError as error:
        unsure = caution("not_resampled", where=error.where, why=error.said)
        return replace(analysis, cautions=_said_once((*analysis.cautions, unsure)))
    return _with(analysis, found, uncertainty=found)


def _said_once(cautions: tuple[Caution, ...]) -> tuple[Caution, ...]:
    """Two steps may meet the same thing; the first to say it is enough."""
    return tuple({(caution.code, caution.where): caution for caution in reversed(cautions)}.values())[::-1]
