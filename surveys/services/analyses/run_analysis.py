"""Run one analysis in the worker: take it, read the answers, compute, store what came out or why it did not.

Every step is a small transaction of its own, so that pages see the progress and a killed worker leaves a row that
says where it was.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from research.arithmetic.cluster import cluster
from research.disclosure import Rules, suppress
from research.errors import ResearchError
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.run import Analysis as Result
from research.run import run_analysis as analyse
from research.summary.build import summarise
from research.summary.open_text import quote_authors
from surveys.errors import WhyprintError
from surveys.models import Analysis
from surveys.models.base import utc_now
from surveys.services.analyses.analysis_pulse import EVERY, Cancelled, Pulse
from surveys.services.analyses.assignment_rows import assignment_rows
from surveys.services.analyses.build_matrix import build_matrix
from surveys.services.analyses.draw_charts import draw_charts, draw_team_charts
from surveys.services.analyses.freeze_solution import freeze_solution
from surveys.services.answers.forget_quotes import drop_quotes
from surveys.store import analyses, quotations
from surveys.store.answers import consenting_responses
from surveys.store.asker import Asker
from surveys.store.database import Database

log = logging.getLogger("whyprint.analysis")

COMPUTING = 0.95
"""Share of the whole that is done when the numbers are there; the rest is writing them down."""


@dataclass(frozen=True, kw_only=True)
class _Work:
    """What is read at the start, so that no transaction stays open while numbers are crunched."""

    study_id: int
    rules: Rules
    plan: AnalysisPlan
    matrix: ResponseMatrix


def run_analysis(
    database: Database,
    *,
    analysis_id: int,
    n_jobs: int = 2,
    scheduler: str | None = None,
    now: Callable[[], datetime] = utc_now,
    every: float = EVERY,
) -> None:
    """Run a queued analysis to its end; does nothing where it was taken by another worker or cancelled.

    With the address of a Dask `scheduler`, its machines share what is resampled; the result is the same.
    """
    with database.writing() as session:
        taken = analyses.claim_analysis(session, analysis_id=analysis_id, at=now())
    if not taken:
        return
    try:
        with Pulse(database, run_id=analysis_id, now=now, every=every) as pulse:
            work = _read(database, analysis_id)
            with cluster(scheduler):
                values, result = _compute(work, pulse, n_jobs=n_jobs)
        _store(database, analysis_id=analysis_id, work=work, result=result, values=values, now=now())
    except Cancelled:
        log.info("analysis %s was cancelled", analysis_id)
    except (ResearchError, WhyprintError) as error:
        _fail(database, analysis_id=analysis_id, error=_told(error), now=now())
    except Exception:
        log.exception("analysis %s failed", analysis_id)
        _fail(database, analysis_id=analysis_id, error=_unexpected(), now=now())


def _read(database: Database, analysis_id: int) -> _Work:
    with database.reading() as session:
        analysis = session.get_one(Analysis, analysis_id)
        only_figures = analysis.study.mode == "research"  # a quote is no aggregate, and only aggregates leave research
        return _Work(
            study_id=analysis.study_id,
            rules=Rules(smallest_group=analysis.study.smallest_group, quotes=not only_figures),
            plan=AnalysisPlan.from_dict(analysis.plan),
            matrix=build_matrix(session, study=analysis.study, asker=Asker.system()),
        )


def _compute(work: _Work, pulse: Pulse, *, n_jobs: int) -> tuple[dict[str, Any], Result]:
    def tell(stage: str, share: float) -> None:
        pulse(stage, share * COMPUTING)

    result = analyse(work.matrix, work.plan, progress=tell, n_jobs=n_jobs)
    pulse("report", COMPUTING)
    facts = summarise(result)
    summary, published = facts.plain(), suppress(facts, rules=work.rules).plain()
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


def _store(
    database: Database,
    *,
    analysis_id: int,
    work: _Work,
    result: Result,
    values: dict[str, Any],
    now: datetime,
) -> None:
    """The results and who landed where, in one transaction; nobody who withdrew meanwhile is written down."""
    with database.writing() as session:
        authors, values = _quotes(session, work, result, values)
        if not analyses.finish_analysis(session, analysis_id=analysis_id, values=values, at=now):
            return
        quotations.add_quotations(session, analysis_id=analysis_id, authors=authors)
        standing = consenting_responses(session, study_id=work.study_id)
        rows = list(assignment_rows(result, analysis_id=analysis_id))
        kept = [row for row in rows if row["response_id"] in standing]
        analyses.add_assignments(session, rows=kept)
        if len(kept) < len(rows):
            analyses.mark_stale(session, analysis_id=analysis_id, at=now)


def _quotes(
    session: Session, work: _Work, result: Result, values: dict[str, Any]
) -> tuple[dict[str, int], dict[str, Any]]:
    """Whose words are quoted, and the results without the words of those who took that consent back meanwhile."""
    authors = {key: int(str(author)) for key, author in quote_authors(result.open_answers).items()}
    if not authors:
        return {}, values
    standing = quotations.may_be_quoted(session, study_id=work.study_id, response_ids=set(authors.values()))
    gone = frozenset(key for key, author in authors.items() if author not in standing)
    if gone:
        values = {**values, **{part: drop_quotes(values[part], gone) for part in ("summary", "published_summary")}}
    return {key: author for key, author in authors.items() if key not in gone}, values


def _fail(database: Database, *, analysis_id: int, error: dict[str, Any], now: datetime) -> None:
    with database.writing() as session:
        analyses.fail_analysis(session, analysis_id=analysis_id, error=error, at=now)


def _told(error: ResearchError | WhyprintError) -> dict[str, Any]:
    return {"code": error.code, "text": error.text, "advice": error.advice, "where": list(error.where)}


def _unexpected() -> dict[str, Any]:
    return {
        "code": "unexpected",
        "text": "The analysis stopped because of a mistake in the program, not because of your data or plan.",
        "advice": "Whoever runs the server finds the details in the worker's log. Your answers are safe; "
        "a simpler plan may get through.",
        "where": [],
    }
