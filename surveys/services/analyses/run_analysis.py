"""One analysis in the worker: read the answers, compute, store what came out."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from research.arithmetic.cluster import cluster
from research.disclosure import Rules, suppress
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.run import Analysis as Result
from research.run import run_analysis as analyse
from research.summary.build import summarise
from research.summary.open_text import quote_authors
from surveys.jobs.pulse import Pulse
from surveys.jobs.registry import Store, Task, kind_of_work
from surveys.models.base import utc_now
from surveys.questionnaire.terms import purposes_of_analysis
from surveys.services.analyses.assignment_rows import assignment_rows
from surveys.services.analyses.build_matrix import build_matrix
from surveys.services.analyses.carry_names import carry_names
from surveys.services.analyses.draw_charts import draw_charts, draw_team_charts
from surveys.services.analyses.freeze_solution import freeze_solution
from surveys.services.answers.forget_quotes import drop_quotes
from surveys.store import analyses, quotations
from surveys.store.answers import hold_consenting
from surveys.store.asker import Asker

COMPUTING = 0.95
"""Share of the whole that is done when the numbers are there; the rest is writing them down."""


@dataclass(frozen=True, kw_only=True)
class _Work:
    """What is read at the start, so that no transaction stays open while numbers are crunched."""

    analysis_id: int
    study_id: int
    purposes: tuple[str, ...]
    rules: Rules
    plan: AnalysisPlan
    matrix: ResponseMatrix


@kind_of_work(analyses.KIND)
def run_analysis(task: Task) -> Store:
    """The results of the analysis that this run is about.

    With the address of a Dask scheduler, its machines share what is resampled; the result is the same.
    """
    work = _read(task)
    with cluster(task.scheduler):
        values, result = _compute(work, task.pulse, n_jobs=task.n_jobs)
    return partial(_store, work=work, result=result, values=values)


def _read(task: Task) -> _Work:
    with task.database.reading() as session:
        analysis = analyses.analysis_of_run(session, run_id=task.run_id)
        only_figures = analysis.study.mode == "research"  # a quote is no aggregate, and only aggregates leave research
        return _Work(
            analysis_id=analysis.id,
            study_id=analysis.study_id,
            purposes=purposes_of_analysis(analysis.study.mode),
            rules=Rules(smallest_group=analysis.study.smallest_group, quotes=not only_figures),
            plan=AnalysisPlan.from_dict(analysis.plan),
            matrix=build_matrix(
                session,
                study=analysis.study,
                asker=Asker.system(),
                numbers=analysis.versions,
                analysis_id=analysis.id,
            ),
        )


def _compute(work: _Work, pulse: Pulse, *, n_jobs: int) -> tuple[dict[str, Any], Result]:
    def tell(stage: str, share: float) -> None:
        pulse(stage, share * COMPUTING)

    result = analyse(work.matrix, work.plan, progress=tell, n_jobs=n_jobs)
    pulse("report", COMPUTING)
    summary = summarise(result)
    published = suppress(summary, rules=work.rules)
    values = {
        "summary": summary,
        "published_summary": published,
        "charts": draw_charts(published),
        "team_charts": draw_team_charts(result, summary),
        "frozen_solution": freeze_solution(result, summary),
        "n_responses": len(work.matrix),
    }
    pulse.stop_if_cancelled()
    return values, result


def _store(session: Session, *, work: _Work, result: Result, values: dict[str, Any]) -> None:
    """The results and who landed where; nobody who withdrew meanwhile is written down."""
    rows = list(assignment_rows(result, analysis_id=work.analysis_id))
    standing = hold_consenting(
        session,
        study_id=work.study_id,
        response_ids=[row["response_id"] for row in rows],
        purposes=work.purposes,
    )
    authors, values = _quotes(session, work, result, values, standing)
    analyses.keep_results(session, analysis_id=work.analysis_id, values=values)
    quotations.add_quotations(session, analysis_id=work.analysis_id, authors=authors)
    kept = [row for row in rows if row["response_id"] in standing]
    analyses.add_assignments(session, rows=kept)
    carry_names(session, analysis_id=work.analysis_id, asker=Asker.system(), now=utc_now())
    if len(kept) < len(rows):
        analyses.mark_stale(session, analysis_id=work.analysis_id, at=utc_now())


def _quotes(
    session: Session, work: _Work, result: Result, values: dict[str, Any], standing: set[int]
) -> tuple[dict[str, int], dict[str, Any]]:
    """Whose words are quoted, and the results without the words of those who took that consent back meanwhile."""
    authors = {key: int(str(author)) for key, author in quote_authors(result.open_answers).items()}
    if not authors:
        return {}, values
    quotable = standing & quotations.may_be_quoted(session, study_id=work.study_id, response_ids=set(authors.values()))
    gone = frozenset(key for key, author in authors.items() if author not in quotable)
    if gone:
        values = {**values, **{part: drop_quotes(values[part], gone) for part in ("summary", "published_summary")}}
    return {key: author for key, author in authors.items() if key not in gone}, values
