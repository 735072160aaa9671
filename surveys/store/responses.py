"""Responses, their page visits and contacts: all SQL about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, Update, and_, bindparam, delete, exists, false, func, or_, select, update
from sqlalchemy.orm import Session

from surveys.models import Analysis, Assignment, Contact, Erasure, PageVisit, Response, Wave
from surveys.questionnaire.endings import EndingKind, state_of
from surveys.questionnaire.shown import Shown
from surveys.store.insert_once import insert_once
from surveys.store.set_apart import ALSO_TESTS


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One page as it was answered."""

    page: str
    key: str
    body_hash: str
    order_shown: tuple[Shown, ...]
    shown_at: datetime
    answered_at: datetime

    @property
    def seconds(self) -> float:
        """Time from shown to answered."""
        return max(0.0, (self.answered_at - self.shown_at).total_seconds())


def lock_response(session: Session, *, study_id: int, token_hash: str) -> Response | None:
    """The same, newly read and held until the end of the transaction, so that two tabs wait for each other.

    SQLite has no row locks and needs none: its writing transactions begin one after the other.
    """
    return session.scalar(
        select(Response)
        .where(Response.study_id == study_id, Response.token_hash == token_hash)
        .with_for_update(of=Response)
        .execution_options(populate_existing=True)
    )


def by_subject(session: Session, *, subjects: Sequence[str]) -> dict[str, Response]:
    """Those of these random names that there are answers of."""
    query = select(Response).where(Response.subject.in_(subjects)).execution_options(**ALSO_TESTS)
    found = session.scalars(query)
    return {response.subject: response for response in found}


def add_response(session: Session, *, values: Mapping[str, Any]) -> bool:
    """Add a response unless one with this private link exists."""
    return insert_once(session, Response, values, unique=["token_hash"])


def add_visit(session: Session, *, response_id: int, visit: Visit) -> bool:
    """Record an answered page; False where its key was used before."""
    values = {
        "response_id": response_id,
        "page": visit.page,
        "key": visit.key,
        "body_hash": visit.body_hash,
        "order_shown": list(visit.order_shown),
        "shown_at": visit.shown_at,
        "answered_at": visit.answered_at,
    }
    return insert_once(session, PageVisit, values, unique=["response_id", "key"])


def sent_at(session: Session, *, response_id: int) -> dict[str, datetime]:
    """When each page was sent last."""
    query = select(PageVisit.page, func.max(PageVisit.answered_at).label("at")).group_by(PageVisit.page)
    rows = session.execute(query.where(PageVisit.response_id == response_id))
    return {row.page: row.at for row in rows}


def save_answers(session: Session, *, response_id: int, answers: Mapping[str, Any], at: datetime) -> None:
    """Replace the answers of a started response."""
    session.execute(_SAVE, {"row": response_id, "answers": dict(answers), "updated_at": at})


def end_response(
    session: Session, *, response_id: int, ending: EndingKind, answers: Mapping[str, Any], seconds: float, at: datetime
) -> None:
    """Finish a response with its final answers."""
    completed_at = at if ending == "complete" else None
    state = {"state": state_of(ending), "ending": ending, "completed_at": completed_at}
    values = {"answers": dict(answers), "seconds": seconds, "updated_at": at}
    session.execute(_END, {"row": response_id, **state, **values})


def _update(*names: str) -> Update:
    """Made once: building a statement costs more than running it."""
    table = cast(Table, Response.__table__)
    return update(table).where(table.c.id == bindparam("row")).values({name: bindparam(name) for name in names})


_SAVE = _update("answers", "updated_at")
_END = _update("answers", "seconds", "state", "ending", "completed_at", "updated_at")


def attach_contact(session: Session, *, response: Response, email: str, at: datetime) -> None:
    """Join a response to the contact with this address, added where it is new."""
    same = {"study_id": response.study_id, "email": email}
    insert_once(session, Contact, {**same, "created_at": at}, unique=["study_id", "email"])
    response.contact_id = session.scalars(select(Contact.id).filter_by(**same)).one()
    session.flush()


def contact_of(session: Session, *, response_id: int) -> Contact | None:
    return session.scalar(
        select(Contact).join(Response, Response.contact_id == Contact.id).where(Response.id == response_id)
    )


def drop_contact(session: Session, *, response_id: int) -> None:
    """Take the address away from a response, and forget it where nobody else gave it."""
    contact_id = session.scalar(select(Response.contact_id).where(Response.id == response_id))
    if contact_id is None:
        return
    session.execute(update(Response).where(Response.id == response_id).values(contact_id=None))
    still_used = exists().where(Response.contact_id == contact_id)
    session.execute(delete(Contact).where(Contact.id == contact_id, ~still_used))


def remove_assignments(session: Session, *, response_id: int) -> None:
    """Forget in which segment somebody landed."""
    session.execute(delete(Assignment).where(Assignment.response_id == response_id))


def mark_analyses_stale(session: Session, *, response_id: int, at: datetime) -> None:
    """Say of every analysis with these answers in it that it no longer stands as it is."""
    within = select(Assignment.analysis_id).where(Assignment.response_id == response_id)
    session.execute(
        update(Analysis).where(Analysis.id.in_(within), Analysis.stale_since.is_(None)).values(stale_since=at)
    )


def mark_waves_stale(session: Session, *, response: Response, at: datetime) -> None:
    """The same of every comparison: with an analysis these answers are in, or whose days they were completed in."""
    analysed = select(Assignment.analysis_id).where(Assignment.response_id == response.id)
    within = (
        and_(Wave.since <= response.completed_at, or_(Wave.until.is_(None), Wave.until > response.completed_at))
        if response.completed_at
        else false()
    )
    session.execute(
        update(Wave)
        .where(Wave.study_id == response.study_id, Wave.stale_since.is_(None))
        .where(or_(Wave.analysis_id.in_(analysed), within))
        .values(stale_since=at)
    )


def remove_response(session: Session, *, response_id: int) -> None:
    """Delete a response with its visits and assignments."""
    remove_assignments(session, response_id=response_id)
    session.execute(delete(PageVisit).where(PageVisit.response_id == response_id))
    session.execute(delete(Response).where(Response.id == response_id))


def add_erasure(session: Session, *, study_id: int, subject: str, reason: str, at: datetime) -> None:
    """Leave the tombstone: that somebody was erased, never who."""
    values = {"study_id": study_id, "subject": subject, "reason": reason, "at": at}
    insert_once(session, Erasure, values, unique=["subject"])
