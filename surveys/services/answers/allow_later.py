"""Somebody allows later what they had not, or not any longer: the event, by the words of today."""

from datetime import datetime

from sqlalchemy.orm import Session

from surveys.models import Response
from surveys.questionnaire.terms import StudyTerms
from surveys.services.answers.decide_consents import NEEDS_EMAIL, EmailNeeded, decision
from surveys.store import consents, responses
from surveys.store.consents import TAKE_PART
from surveys.words import gettext as _


def may_be_allowed(terms: StudyTerms, purpose: str, standing: set[str]) -> bool:
    """Whether the study still asks for it, and whoever takes part has not allowed it; taking part is begun anew."""
    asked = {one.name for one in terms.purposes} - {TAKE_PART}
    return TAKE_PART in standing and purpose in asked - standing


def allow_later(
    session: Session,
    *,
    response: Response,
    terms: StudyTerms,
    purpose: str,
    email: str | None,
    language: str,
    default: str,
    now: datetime,
) -> bool:
    """Give one consent; False where it cannot be given.

    Raises
    ------
    EmailNeeded
        Where it means nothing without an address and there is none.
    """
    standing = {event.purpose: event.given for event in consents.events_of(session, subject=response.subject)}
    if not may_be_allowed(terms, purpose, {name for name, given in standing.items() if given}):
        return False
    if purpose in NEEDS_EMAIL and not terms.anonymous:
        _keep_address(session, response=response, email=email, now=now)
    asked = next(one for one in terms.purposes if one.name == purpose)
    consents.add_decisions(
        session,
        study_id=response.study_id,
        subject=response.subject,
        decisions=[decision(asked, given=True, language=language, default=default)],
        source="my_data",
        at=now,
        is_test=response.is_test,
    )
    return True


def _keep_address(session: Session, *, response: Response, email: str | None, now: datetime) -> None:
    if responses.contact_of(session, response_id=response.id) is not None:
        return
    if not email:
        raise EmailNeeded(
            _("This means nothing without an e-mail address."), _("Type an e-mail address such as name@example.org.")
        )
    responses.attach_contact(session, response=response, email=email, at=now)
