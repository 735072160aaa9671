"""SQL only: analyses and where they put each respondent."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session, contains_eager, joinedload

from surveys.models import Analysis, Assignment, Response, Study
from surveys.store import runs
from surveys.store.answers import standing_consent
from surveys.store.asker import Asker

_CHUNK = 5_000


@dataclass(frozen=True, kw_only=True, slots=True)
class AssignedRow:
    """One line of the assignments file: a random name, never an identity."""

    subject: str
    segment: str | None
    probability: float | None
    scores: dict[str, Any]
    flagged: bool


def analysis_by_number(session: Session, *, slug: str, number: int, asker: Asker) -> Analysis | None:
    """The analysis with its study, in one statement."""
    query = (
        select(Analysis)
        .join(Analysis.study)
        .where(Study.slug == slug, Analysis.number == number, asker.studies())
        .options(contains_eager(Analysis.study), joinedload(Analysis.requested_by))
    )
    return session.scalar(query)


def analyses_of_study(session: Session, *, study_id: int, asker: Asker) -> list[Analysis]:
    """All analyses of a study, the newest first, without their summaries."""
    query = (
        select(Analysis)
        .where(Analysis.study_id == study_id, asker.sees(study_id))
        .options(joinedload(Analysis.requested_by))
        .order_by(Analysis.number.desc())
    )
    return list(session.scalars(query))


def add_analysis(
    session: Session, *, study_id: int, plan: dict[str, Any], requested_by_id: int | None, at: datetime
) -> Analysis:
    """Add a queued analysis under the study's next number; two people who ask at once wait for each other."""
    analysis = Analysis(
        study_id=study_id,
        number=runs.next_number(session, Analysis, study_id=study_id),
        plan=plan,
        requested_by_id=requested_by_id,
        requested_at=at,
        acknowledged=[],
    )
    session.add(analysis)
    session.flush()
    return analysis


def claim_analysis(session: Session, *, analysis_id: int, at: datetime) -> bool:
    """Take a queued analysis to run it; False where somebody else has it or it was cancelled."""
    return runs.claim(session, Analysis, run_id=analysis_id, at=at)


def beat(session: Session, *, analysis_id: int, stage: str, share: float, at: datetime) -> bool:
    """Write down how far it is; False where it is no longer to be run."""
    return runs.beat(session, Analysis, run_id=analysis_id, stage=stage, share=share, at=at)


def finish_analysis(session: Session, *, analysis_id: int, values: dict[str, Any], at: datetime) -> bool:
    """Store what came out; False where it was cancelled meanwhile."""
    return runs.finish(session, Analysis, run_id=analysis_id, values=values, at=at)


def fail_analysis(session: Session, *, analysis_id: int, error: dict[str, Any], at: datetime) -> bool:
    """Store why it did not come to an end."""
    return runs.fail(session, Analysis, run_id=analysis_id, error=error, at=at)


def cancel_analysis(session: Session, *, analysis_id: int, at: datetime) -> bool:
    """Stop one that has not come to an end; its worker notices at the next beat."""
    return runs.cancel(session, Analysis, run_id=analysis_id, at=at)


def add_assignments(session: Session, *, rows: Iterable[dict[str, Any]]) -> None:
    """Add many `Assignment` rows at once."""
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _CHUNK:
            session.execute(insert(Assignment), batch)
            batch = []
    if batch:
        session.execute(insert(Assignment), batch)


def mark_stale(session: Session, *, analysis_id: int, at: datetime) -> None:
    """Say that somebody whose answers are in it withdrew or was erased."""
    session.execute(
        update(Analysis)
        .where(Analysis.id == analysis_id, Analysis.stale_since.is_(None))
        .values(stale_since=at)
        .execution_options(synchronize_session="fetch")
    )


def assigned_rows(
    session: Session, *, analysis: Analysis, purposes: Sequence[str], asker: Asker
) -> Iterator[AssignedRow]:
    """Where everybody landed whose consent to all these purposes stands, in the order of the random names."""
    query = (
        select(
            Response.subject,
            Assignment.segment,
            Assignment.probability,
            Assignment.scores,
            Assignment.flagged,
        )
        .join(Response, Response.id == Assignment.response_id)
        .where(Assignment.analysis_id == analysis.id, asker.sees(analysis.study_id))
        .order_by(Response.subject)
    )
    for purpose in purposes:
        query = query.where(Response.subject.in_(standing_consent(study_id=analysis.study_id, purpose=purpose)))
    for subject, segment, probability, scores, flagged in session.execute(query):
        yield AssignedRow(subject=subject, segment=segment, probability=probability, scores=scores, flagged=flagged)


def unpublish_others(session: Session, *, study_id: int, analysis_id: int) -> None:
    """One analysis per study is the persona report: the others step back."""
    session.execute(
        update(Analysis)
        .where(Analysis.study_id == study_id, Analysis.id != analysis_id)
        .values(published_at=None, published_by_id=None)
        .execution_options(synchronize_session="fetch")
    )
