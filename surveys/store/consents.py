"""Consent texts and events: all SQL about them. Events are only ever added."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session, contains_eager

from surveys.models import ConsentEvent, ConsentText
from surveys.store.insert_once import insert_once

TAKE_PART = "take_part"
PROFILE = "profile"
UNKNOWN_LANGUAGE = "und"
"""Of words that an import reports (BCP 47)."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One box: ticked or not, beside which words."""

    purpose: str
    given: bool
    text: str
    language: str


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def consent_text_id(session: Session, *, study_id: int, purpose: str, text: str, language: str, at: datetime) -> int:
    """The number of these words; added as the next version where they are new."""
    words = text_hash(text)
    same = (
        ConsentText.study_id == study_id,
        ConsentText.purpose == purpose,
        ConsentText.language == language,
    )
    found = session.scalar(select(ConsentText.id).where(*same, ConsentText.text_hash == words))
    if found is not None:
        return found
    latest = session.scalar(select(func.max(ConsentText.version)).where(*same)) or 0
    values = {
        "study_id": study_id,
        "purpose": purpose,
        "version": latest + 1,
        "language": language,
        "text": text,
        "text_hash": words,
        "created_at": at,
    }
    insert_once(session, ConsentText, values, unique=["study_id", "purpose", "language", "text_hash"])
    return session.scalars(select(ConsentText.id).where(*same, ConsentText.text_hash == words)).one()


def reported_text_id(
    session: Session, *, study_id: int, purpose: str, reported_by: str, words: str, at: datetime
) -> int:
    """The number of what somebody who brings answers in says about a consent that was given elsewhere.

    Such words were shown to nobody here, so that they count in no language and are no version of a study's words.
    """
    same = {
        "study_id": study_id,
        "purpose": purpose,
        "language": UNKNOWN_LANGUAGE,
        "text_hash": text_hash(f"reported:{reported_by}\n{words}"),
    }
    values = {**same, "version": 0, "text": words, "reported_by": reported_by, "created_at": at}
    insert_once(session, ConsentText, values, unique=list(same))
    return session.scalars(select(ConsentText.id).filter_by(**same)).one()


def add_decisions(
    session: Session,
    *,
    study_id: int,
    subject: str,
    decisions: Sequence[Decision],
    source: str,
    at: datetime,
    is_test: bool = False,
) -> None:
    """Append one event for each decision."""
    rows = [
        {
            "study_id": study_id,
            "subject": subject,
            "purpose": decision.purpose,
            "given": decision.given,
            "text_id": consent_text_id(
                session,
                study_id=study_id,
                purpose=decision.purpose,
                text=decision.text,
                language=decision.language,
                at=at,
            ),
            "source": source,
            "at": at,
            "is_test": is_test,
        }
        for decision in decisions
    ]
    if rows:
        session.execute(insert(ConsentEvent), rows)


def take_back(session: Session, *, events: Sequence[ConsentEvent], source: str, at: datetime) -> None:
    """Append that what these events gave is withdrawn, by the very words it was given by."""
    rows = [
        {
            "study_id": event.study_id,
            "subject": event.subject,
            "purpose": event.purpose,
            "given": False,
            "text_id": event.text_id,
            "source": source,
            "at": at,
            "is_test": event.is_test,
        }
        for event in events
    ]
    if rows:
        session.execute(insert(ConsentEvent), rows)


def events_of(session: Session, *, subject: str) -> list[ConsentEvent]:
    """Every event of one respondent with its words, oldest first."""
    return list(
        session.scalars(
            select(ConsentEvent)
            .join(ConsentEvent.text)
            .options(contains_eager(ConsentEvent.text))
            .where(ConsentEvent.subject == subject)
            .order_by(ConsentEvent.id)
        )
    )
