"""The order of the steps: from a response matrix and a plan to an analysis."""

from dataclasses import replace

from research.confirming import confirm_scales
from research.contest import run_contest
from research.errors import Caution, ResearchError
from research.factoring import standardised
from research.grouping import choose_grouping, psychographics
from research.listening import has_open_answers, listen
from research.matrix import ResponseMatrix
from research.measuring import measure
from research.ordering import canonical
from research.plan import AnalysisPlan
from research.portraits import draw_portraits
from research.progress import Progress, Steps
from research.result import Analysis
from research.segmenting import find_segments
from research.segments.typing_tool import fit_typing_tool
from research.side_by_side import look_side_by_side
from research.uncertainty import resample_analysis

__all__ = ["Analysis", "run_analysis"]


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
    steps = Steps(progress, _further(plan, matrix))
    measured = measure(matrix, plan, steps)

    steps.begin("segments")
    grouping = choose_grouping(measured, plan)
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
    solution = segmentation.solution.ordered_as(people)

    steps.begin("portraits")
    dimensions = standardised(measured.dimensions.loc[people])
    portraits = draw_portraits(measured, dimensions=dimensions, segments=solution, makers=grouping.makers)

    steps.begin("contest")
    why = psychographics(measured, dimensions, makers=grouping.makers)
    contest = run_contest(measured.matrix, plan, psychographics=why, labels=labels, n_jobs=n_jobs)

    steps.begin("typing_tool")
    asked, unordered = grouping.questions(measured)
    tool = fit_typing_tool(asked, labels, nominal=unordered, seed=plan.seed, n_jobs=n_jobs)
    steps.done(1.0)

    confirmed = side_by_side = None
    if plan.confirm or plan.compare_across is not None:
        steps.begin("confirmation")
        confirmed = confirm_scales(measured, plan)
    if plan.side_by_side:
        steps.begin("side_by_side")
        side_by_side = look_side_by_side(measured, segmentation, grouping, plan, n_jobs=n_jobs, progress=steps.done)
    open_answers = None
    if _to_be_read(plan, matrix):
        steps.begin("themes")
        open_answers = listen(
            measured.matrix,
            solution.labels,
            weights=measured.weights,
            seed=plan.seed,
            n_jobs=n_jobs,
            progress=steps.done,
        )
    analysis = Analysis(
        plan=plan,
        given=matrix,
        measurement=measured,
        basis=grouping.basis,
        people=people,
        makers=grouping.makers,
        segmentation=replace(segmentation, solution=solution),
        portraits=portraits,
        contest=contest,
        typing_tool=tool,
        confirmed=confirmed,
        side_by_side=side_by_side,
        open_answers=open_answers,
        cautions=_said_once(
            (
                *measured.cautions,
                *segmentation.cautions,
                *contest.cautions,
                *(confirmed.cautions if confirmed else ()),
                *(side_by_side.cautions if side_by_side else ()),
                *(open_answers.cautions if open_answers else ()),
            )
        ),
    )
    return _resampled(analysis, steps, n_jobs=n_jobs) if plan.replicates else analysis


def _to_be_read(plan: AnalysisPlan, matrix: ResponseMatrix) -> bool:
    return plan.themes and has_open_answers(matrix)


def _further(plan: AnalysisPlan, matrix: ResponseMatrix) -> set[str]:
    """Stages that this plan asks for beyond those of every plan."""
    asked = {
        "confirmation": plan.confirm or plan.compare_across is not None,
        "side_by_side": plan.side_by_side,
        "themes": _to_be_read(plan, matrix),
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
        said = Caution(code="not_resampled", text=error.text, advice=error.advice, where=error.where)
        return replace(analysis, cautions=_said_once((*analysis.cautions, said)))
    return replace(analysis, uncertainty=found, cautions=_said_once((*analysis.cautions, *found.cautions)))


def _said_once(cautions: tuple[Caution, ...]) -> tuple[Caution, ...]:
    """Two steps may meet the same thing; the first to say it is enough."""
    return tuple({(caution.code, caution.where): caution for caution in reversed(cautions)}.values())[::-1]
