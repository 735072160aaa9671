"""Somebody takes a consent back: the event, and everything that rested on it."""

from datetime import datetime

from sqlalchemy.orm import Session

from surveys.models import Response
from surveys.services.answers.decide_consents import NEEDS_EMAIL
from surveys.services.answers.forget_quotes import forget_quotes
from surveys.services.answers.leave_analyses import leave_analyses
from surveys.store import clearings, consents, quota_places, responses
from surveys.store.consents import PROFILE, TAKE_PART
from surveys.store.quotations import QUOTE


def withdraw_consent(session: Session, *, response: Response, purpose: str, now: datetime) -> bool:
    """Withdraw one purpose by the words it was given by; False where it was not given.

    The reward is untouched: no code here reaches it.
    """
    last = {event.purpose: event for event in consents.events_of(session, subject=response.subject)}
    if purpose not in last or not last[purpose].given:
        return False
    consents.take_back(session, events=[last[purpose]], source="my_data", at=now)
    clearings.add(session, subject=response.subject, what=purpose, at=now)
    agreed = {name for name, event in last.items() if event.given}
    _follow_up(session, response=response, purpose=purpose, agreed=agreed, now=now)
    return True


def _follow_up(session: Session, *, response: Response, purpose: str, agreed: set[str], now: datetime) -> None:
    if purpose in (TAKE_PART, PROFILE):
        leave_analyses(session, response=response, agreed=agreed, now=now)
    if purpose == TAKE_PART:
        quota_places.free_places(session, response_id=response.id)
    if purpose == QUOTE:
        forget_quotes(session, response_id=response.id)
    if purpose in NEEDS_EMAIL and not (agreed - {purpose}) & NEEDS_EMAIL:
        responses.drop_contact(session, response_id=response.id)
