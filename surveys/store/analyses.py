"""SQL only: analyses and where they put each respondent."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.orm import Session, contains_eager, joinedload

from surveys.models import Analysis, Assignment, Response, Run, Study
from surveys.store import numbers, runs
from surveys.store.answers import standing_purposes
from surveys.store.asker import Asker
from surveys.store.database import Database

KIND = "analysis"
"""Of the runs that work off analyses."""
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
        .options(contains_eager(Analysis.study), joinedload(Analysis.run).joinedload(Run.requested_by))
    )
    return session.scalar(query)


def analyses_of_study(session: Session, *, study_id: int, asker: Asker) -> list[Analysis]:
    """All analyses of a study, the newest first, without their summaries."""
    query = (
        select(Analysis)
        .where(Analysis.study_id == study_id, asker.sees(study_id))
        .options(joinedload(Analysis.run).joinedload(Run.requested_by))
        .order_by(Analysis.number.desc())
    )
    return list(session.scalars(query))


def add_analysis(
    session: Session,
    *,
    study_id: int,
    plan: dict[str, Any],
    requested_by_id: int | None,
    at: datetime,
    versions: Sequence[int] | None = None,
) -> Analysis:
    """Add a queued analysis under the study's next number; two people who ask at once wait for each other."""
    analysis = Analysis(
        study_id=study_id,
        number=numbers.next_number(session, Analysis, study_id=study_id),
        run=runs.new_run(kind=KIND, requested_by_id=requested_by_id, at=at),
        plan=plan,
        versions=None if versions is None else list(versions),
        acknowledged=[],
    )
    session.add(analysis)
    session.flush()
    return analysis


def analysis_of_run(session: Session, *, run_id: int) -> Analysis:
    """What a run of this kind is about."""
    return session.scalars(select(Analysis).where(Analysis.run_id == run_id)).one()


def keep_results(session: Session, *, analysis_id: int, values: dict[str, Any]) -> None:
    """Store what came out, by column."""
    session.execute(
        update(Analysis)
        .where(Analysis.id == analysis_id)
        .values(**values)
        .execution_options(synchronize_session="fetch")
    )


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
    database: Database, *, study_id: int, analysis_id: int, purposes: Sequence[str], asker: Asker
) -> Iterator[list[AssignedRow]]:
    """Where everybody landed whose consent to all these purposes stands, in the order of the random names.

    Each piece is read in a moment of its own, as those of an export of answers are.
    """
    query = _assigned(analysis_id).where(asker.sees(study_id))
    after = ""
    while True:
        with database.reading() as session:
            found = session.execute(query.where(Response.subject > after)).all()
            agreed = standing_purposes(session, study_id=study_id, subjects=[row.subject for row in found])
        if not found:
            return
        after = found[-1].subject
        yield [AssignedRow(**row._asdict()) for row in found if set(purposes) <= agreed.get(row.subject, set())]


def _assigned(analysis_id: int) -> Select[Any]:
    return (
        select(
            Response.subject,
            Assignment.segment,
            Assignment.probability,
            Assignment.scores,
            Assignment.flagged,
        )
        .join(Response, Response.id == Assignment.response_id)
        .where(Assignment.analysis_id == analysis_id)
        .order_by(Response.subject)
        .limit(_CHUNK)
    )


def unpublish_others(session: Session, *, study_id: int, analysis_id: int) -> None:
    """One analysis per study is the persona report: the others step back."""
    session.execute(
        update(Analysis)
        .where(Analysis.study_id == study_id, Analysis.id != analysis_id)
        .values(published_at=None, published_by_id=None)
        .execution_options(synchronize_session="fetch")
    )
