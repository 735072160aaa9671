"""SQL only: which analyses of a study have ever been its report, and whom two of them do not share."""

from typing import Literal

from sqlalchemy import ColumnElement, exists, func, or_, select, true
from sqlalchemy.orm import Session, aliased, undefer

from surveys.models import Analysis, Assignment, AuditEvent
from surveys.store.asker import Asker

PUBLISHED = "report.published"
"""The action by which a report became readable; it stays written down when the report is taken back."""
People = Literal["read", "analysed", "assigned"]
"""Everybody whose answers were read; those who were counted; those who are in a segment."""


def ever_published(session: Session, *, analysis: Analysis, asker: Asker) -> list[Analysis]:
    """Other analyses of the same study that are its report or were, with their whole summaries, the newest first."""
    query = (
        select(Analysis)
        .where(Analysis.study_id == analysis.study_id, Analysis.id != analysis.id, asker.sees(analysis.study_id))
        .where(or_(Analysis.published_at.is_not(None), Analysis.number.in_(_numbers(session, analysis))))
        .options(undefer(Analysis.summary))
        .order_by(Analysis.number.desc())
    )
    return list(session.scalars(query))


def only_in(session: Session, *, one: Analysis, other: Analysis, people: People) -> int:
    """How many of these people the first analysis has and the second has not."""
    mine, theirs = aliased(Assignment), aliased(Assignment)
    shared = exists().where(
        theirs.analysis_id == other.id, theirs.response_id == mine.response_id, _counts(theirs, other, people)
    )
    query = select(func.count()).where(mine.analysis_id == one.id, _counts(mine, one, people), ~shared)
    return session.scalar(query) or 0


def lost_since(session: Session, *, analysis: Analysis) -> int:
    """How many people an analysis was made with whose row has gone: they were erased, or withdrew."""
    kept = session.scalar(select(func.count()).where(Assignment.analysis_id == analysis.id)) or 0
    return max((analysis.n_responses or 0) - kept, 0)


def _numbers(session: Session, analysis: Analysis) -> list[int]:
    query = select(AuditEvent.detail).where(AuditEvent.study_id == analysis.study_id, AuditEvent.action == PUBLISHED)
    return [detail["number"] for detail in session.scalars(query)]


def _counts(row: type[Assignment], analysis: Analysis, people: People) -> ColumnElement[bool]:
    match people:
        case "assigned":
            return row.segment.is_not(None)
        case "analysed" if analysis.summary is not None and analysis.summary.screening.excluded:
            return row.flagged.is_(False)
    return true()
