"""Somebody takes a consent back: the event, and everything that rested on it."""

from datetime import datetime

from sqlalchemy.orm import Session

from surveys.models import Response
from surveys.services.answers.decide_consents import NEEDS_EMAIL
from surveys.services.answers.forget_quotes import forget_quotes
from surveys.services.answers.leave_analyses import leave_analyses
from surveys.store import consents, responses
from surveys.store.consents import PROFILE, TAKE_PART, Decision
from surveys.store.quotations import QUOTE


def withdraw_consent(session: Session, *, response: Response, decision: Decision, now: datetime) -> bool:
    """Withdraw one purpose; False where it was not given. The reward is untouched: no code here reaches it."""
    before = consents.standing(consents.events_of(session, subject=response.subject))
    if not before.get(decision.purpose):
        return False
    consents.add_decisions(
        session,
        study_id=response.study_id,
        subject=response.subject,
        decisions=[decision],
        source="my_data",
        at=now,
    )
    agreed = {purpose for purpose, given in before.items() if given}
    _follow_up(session, response=response, purpose=decision.purpose, agreed=agreed, now=now)
    return True


def _follow_up(session: Session, *, response: Response, purpose: str, agreed: set[str], now: datetime) -> None:
    if purpose in (TAKE_PART, PROFILE):
        leave_analyses(session, response=response, agreed=agreed, now=now)
    if purpose == QUOTE:
        forget_quotes(session, response_id=response.id)
    if purpose in NEEDS_EMAIL and not (agreed - {purpose}) & NEEDS_EMAIL:
        responses.drop_contact(session, response_id=response.id)
