"""Responses for export: only of people whose last word on taking part is yes, streamed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.models import ConsentEvent, Response
from surveys.store.answers import standing_consent
from surveys.store.asker import Asker

TAKE_PART = "take_part"
_CHUNK = 2_000


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportRow:
    subject: str
    version_id: int
    state: str
    language: str
    started_at: datetime
    completed_at: datetime | None
    seconds: float | None
    answers: Mapping[str, Any]
    consents: frozenset[str]


def rows(session: Session, *, study_id: int, version_ids: Sequence[int], asker: Asker) -> Iterator[ExportRow]:
    """Every response to these versions whose consent stands, oldest first, without holding them all."""
    query = (
        select(
            Response.id, Response.subject, Response.version_id, Response.state, Response.language,
            Response.started_at, Response.completed_at, Response.seconds, Response.answers,
        )
        .where(
            Response.study_id == study_id,
            Response.version_id.in_(version_ids),
            asker.sees(study_id),
            Response.subject.in_(standing_consent(study_id=study_id, purpose=TAKE_PART)),
        )
        .order_by(Response.id)
    )  # fmt: skip
    for chunk in session.execute(query.execution_options(yield_per=_CHUNK)).partitions():
        given = _consents(session, study_id=study_id, subjects=[row.subject for row in chunk])
        for row in chunk:
            values = row._asdict()
            del values["id"]
            yield ExportRow(**values, consents=frozenset(given.get(row.subject, ())))


def _consents(session: Session, *, study_id: int, subjects: list[str]) -> dict[str, set[str]]:
    """Which purposes stand for these people."""
    last = (
        select(func.max(ConsentEvent.id))
        .where(ConsentEvent.study_id == study_id, ConsentEvent.subject.in_(subjects))
        .group_by(ConsentEvent.subject, ConsentEvent.purpose)
    )
    standing = select(ConsentEvent.subject, ConsentEvent.purpose).where(ConsentEvent.id.in_(last), ConsentEvent.given)
    found: dict[str, set[str]] = {}
    for subject, purpose in session.execute(standing):
        found.setdefault(subject, set()).add(purpose)
    return found
