"""Somebody agrees and begins: a response, what they agreed to and, where needed, how to reach them."""

import secrets
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from surveys.models import Collector, ConsentEvent, Response, Study
from surveys.private_links import token_hash
from surveys.questionnaire.question_types import Stored
from surveys.services.answers.decide_consents import ConsentNeeded, EmailNeeded, needs_email
from surveys.store import consents, public_studies, responses
from surveys.store.consents import TAKE_PART, Decision, text_hash
from surveys.store.set_apart import look_at_tests


def start_response(
    session: Session,
    *,
    study: Study,
    version_id: int,
    token: str,
    language: str,
    decisions: Sequence[Decision],
    email: str | None,
    now: datetime,
    answers: Mapping[str, Stored] | None = None,
    came_by: Collector | None = None,
) -> Response:
    """Begin a response with what its link answers; who comes by the way of tests leaves a test.

    The same private link twice begins nothing new and adds what was decided differently.
    """
    given = {decision.purpose for decision in decisions if decision.given}
    _insist_on_consent(study, given, email)
    is_test = came_by is not None and came_by.kind == "test"
    if is_test:
        look_at_tests(session)
    values = {
        "study_id": study.id,
        "version_id": version_id,
        "signed_version": public_studies.version_number(session, version_id=version_id),
        "subject": str(uuid.uuid4()),
        "token_hash": token_hash(token),
        "anonymous": study.anonymous,
        "language": language,
        "seed": secrets.randbelow(2**31),
        "answers": dict(answers or {}),
        "collector_id": None if came_by is None else came_by.id,
        "is_test": is_test,
        "started_at": now,
        "updated_at": now,
    }
    is_new = responses.add_response(session, values=values)
    response = responses.lock_response(session, study_id=study.id, token_hash=token_hash(token))
    if response is None:
        raise ConsentNeeded("This start form belongs to another study.", "Open the study's page again.")
    if is_new and email and needs_email(given) and not study.anonymous:
        responses.attach_contact(session, response=response, email=email, at=now)
    _record(session, response=response, decisions=decisions, now=now)
    return response


def _insist_on_consent(study: Study, given: set[str], email: str | None) -> None:
    if TAKE_PART not in given:
        raise ConsentNeeded("Nobody takes part without agreeing to.", "Tick the box that says you want to take part.")
    if needs_email(given) and not study.anonymous and not email:
        raise EmailNeeded("One of the ticked boxes needs an e-mail address.", "Type your address, or untick the box.")


def _record(session: Session, *, response: Response, decisions: Sequence[Decision], now: datetime) -> None:
    before = {event.purpose: event for event in consents.events_of(session, subject=response.subject)}
    changed = [decision for decision in decisions if _is_new(decision, before.get(decision.purpose))]
    consents.add_decisions(
        session,
        study_id=response.study_id,
        subject=response.subject,
        decisions=changed,
        source="introduction",
        at=now,
        is_test=response.is_test,
    )


def _is_new(decision: Decision, last: ConsentEvent | None) -> bool:
    """Whether this says something else than the last word: another answer, or yes to other words."""
    if last is None or last.given is not decision.given:
        return True
    return decision.given and last.text.text_hash != text_hash(decision.text)
