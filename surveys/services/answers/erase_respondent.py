"""Somebody asks to be forgotten: everything about them goes, that it happened stays."""

from datetime import datetime

from sqlalchemy.orm import Session

from surveys.models import Response
from surveys.services.answers.leave_analyses import leave_analyses
from surveys.store import consents, responses
from surveys.store.database import ERASED


def erase_respondent(session: Session, *, response: Response, reason: str = "asked", now: datetime) -> None:
    """Delete answers, page visits, contact and assignments; keep consent events and an anonymous tombstone.

    Grants are not touched and could not be found from here: the private link still opens the reward.
    """
    agreed = _withdraw_everything(
        session, response=response, source="retention" if reason != "asked" else "my_data", now=now
    )
    leave_analyses(session, response=response, agreed=agreed, now=now)
    responses.drop_contact(session, response_id=response.id)
    responses.add_erasure(session, study_id=response.study_id, subject=response.subject, reason=reason, at=now)
    responses.remove_response(session, response_id=response.id)
    session.expunge(response)
    session.info[ERASED] = True


def _withdraw_everything(session: Session, *, response: Response, source: str, now: datetime) -> set[str]:
    """Add an event for every purpose that was given; which these are."""
    events = consents.events_of(session, subject=response.subject)
    latest = {event.purpose: event for event in events}
    given = [event for event in latest.values() if event.given]
    consents.take_back(session, events=given, source=source, at=now)
    return {event.purpose for event in given}
