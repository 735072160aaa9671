"""Somebody asks to be forgotten: everything about them goes, that it happened stays."""

from datetime import datetime

from sqlalchemy.orm import Session

from surveys.models import Response
from surveys.models.clearing import EVERYTHING
from surveys.private_links import PrivateLinks
from surveys.services.answers.grant_reward import leave_rewards
from surveys.services.answers.leave_analyses import leave_analyses
from surveys.store import clearings, consents, responses


def erase_respondent(
    session: Session, links: PrivateLinks, *, response: Response, reason: str = "asked", now: datetime
) -> None:
    """Delete answers, page visits, contact and assignments; keep consent events and an anonymous tombstone.

    What the answers entitled to stays: the private link still opens the reward.
    """
    leave_rewards(session, links, response=response)
    agreed = _withdraw_everything(
        session, response=response, source="retention" if reason != "asked" else "my_data", now=now
    )
    leave_analyses(session, response=response, agreed=agreed, now=now)
    responses.drop_contact(session, response_id=response.id)
    responses.add_erasure(session, study_id=response.study_id, subject=response.subject, reason=reason, at=now)
    responses.remove_response(session, response_id=response.id)
    session.expunge(response)
    clearings.add(session, subject=response.subject, what=EVERYTHING, at=now)


def _withdraw_everything(session: Session, *, response: Response, source: str, now: datetime) -> set[str]:
    """Add an event for every purpose that was given; which these are."""
    events = consents.events_of(session, subject=response.subject)
    latest = {event.purpose: event for event in events}
    given = [event for event in latest.values() if event.given]
    consents.take_back(session, events=given, source=source, at=now)
    return {event.purpose for event in given}
