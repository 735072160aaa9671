"""Simulated sittings: only how many of them become rows in a few statements, as if people had sat there."""

import hashlib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from surveys.models import ConsentEvent, PageVisit, QuestionnaireVersion, Response, Study
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.flow import way_through
from surveys.questionnaire.terms import StudyFile
from surveys.services.answers.decide_consents import decisions_for
from surveys.store.consents import Decision, consent_text_id

_ROWS_AT_ONCE = 2_000


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """One response to be stored: who said yes to what, when it began, which pages were sent."""

    language: str
    consents: frozenset[str]
    answers: Mapping[str, Any]
    started_at: datetime
    completed: bool
    pages: tuple[tuple[str, float], ...]
    subject: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def seconds(self) -> float:
        return round(sum(seconds for _, seconds in self.pages), 1)

    @property
    def last_seen_at(self) -> datetime:
        return self.started_at + timedelta(seconds=self.seconds)


def store_sittings(
    session: Session,
    *,
    study: Study,
    version: QuestionnaireVersion,
    study_file: StudyFile,
    sittings: Sequence[Sitting],
) -> None:
    """Store responses, consent events and page visits, in the order given."""
    _insert(session, Response, (_response(sitting, study=study, version=version) for sitting in sittings))
    _insert(session, ConsentEvent, _consent_events(session, study, study_file, sittings))
    ids = _ids(session, study)
    _insert(session, PageVisit, _visits(Questionnaire.model_validate(version.definition), sittings, ids))


def _ids(session: Session, study: Study) -> dict[str, int]:
    rows = session.execute(select(Response.subject, Response.id).where(Response.study_id == study.id))
    return {row.subject: row.id for row in rows}


def _response(sitting: Sitting, *, study: Study, version: QuestionnaireVersion) -> dict[str, Any]:
    return {
        "study_id": study.id,
        "version_id": version.id,
        "signed_version": version.number,
        "subject": sitting.subject,
        "anonymous": study.anonymous,
        "source": "simulated",
        "language": sitting.language,
        "state": "completed" if sitting.completed else "started",
        "ending": "complete" if sitting.completed else None,
        "answers": dict(sitting.answers),
        "seconds": sitting.seconds if sitting.completed else None,
        "started_at": sitting.started_at,
        "updated_at": sitting.last_seen_at,
        "completed_at": sitting.last_seen_at if sitting.completed else None,
    }


def _consent_events(
    session: Session, study: Study, study_file: StudyFile, sittings: Sequence[Sitting]
) -> Iterator[dict[str, Any]]:
    """One event for every box, ticked or not, with the words in the language of the person."""
    known: dict[tuple[str, str], int] = {}
    default = study_file.questionnaire.language
    for sitting in sittings:
        for decision in decisions_for(study_file.study, sitting.consents, language=sitting.language, default=default):
            place = (decision.purpose, decision.language)
            if place not in known:
                known[place] = _text_id(session, study, decision, at=sitting.started_at)
            yield {
                "study_id": study.id,
                "subject": sitting.subject,
                "purpose": decision.purpose,
                "given": decision.given,
                "text_id": known[place],
                "source": "simulated",
                "at": sitting.started_at,
            }


def _text_id(session: Session, study: Study, decision: Decision, *, at: datetime) -> int:
    return consent_text_id(
        session, study_id=study.id, purpose=decision.purpose, text=decision.text, language=decision.language, at=at
    )


def _visits(
    questionnaire: Questionnaire, sittings: Sequence[Sitting], ids: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    for sitting in sittings:
        shown_at = sitting.started_at
        for page, seconds in sitting.pages:
            shown = [question.name for question in way_through(questionnaire, sitting.answers, here=page).questions]
            answered_at = shown_at + timedelta(seconds=seconds)
            yield {
                "response_id": ids[sitting.subject],
                "page": page,
                "key": str(uuid.uuid4()),
                "body_hash": hashlib.sha256(orjson.dumps([page, shown, dict(sitting.answers)])).hexdigest(),
                "order_shown": shown,
                "shown_at": shown_at,
                "answered_at": answered_at,
            }
            shown_at = answered_at


def _insert(session: Session, table: type, rows: Iterator[dict[str, Any]]) -> None:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _ROWS_AT_ONCE:
            session.execute(insert(table), batch)
            batch = []
    if batch:
        session.execute(insert(table), batch)
