"""The lines of a file as rows: read through and checked before anything is stored, then given out in pieces."""

import hashlib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from research.codebook import Codebook
from surveys.errors import Conflict, Missing
from surveys.models import QuestionnaireVersion, Study
from surveys.models.base import utc_now
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.terms import StudyTerms
from surveys.services.studies.import_lines import Person, read_people
from surveys.services.studies.import_plan import plan_by_codebook, plan_by_questionnaire
from surveys.services.studies.import_tables import read_table
from surveys.store import events, imports, studies
from surveys.store.asker import Asker
from surveys.store.consents import TAKE_PART, reported_text_id
from surveys.words import gettext as _

PIECE = 1_000
"""Lines that are stored at once: some 50 ms, which nobody notices who waits for it."""


@dataclass(frozen=True, kw_only=True)
class AgreedElsewhere:
    """What whoever brings answers in says about the consent of their people, who saw no sentence of this study."""

    said_by: str = ""
    words: str = ""
    """The sentence they agreed to, or the document that has it; empty where nobody can say."""


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What was stored."""

    study: Study
    responses: int
    ignored: tuple[str, ...]
    """Columns of the data that nothing was taken from."""


@dataclass(frozen=True, kw_only=True)
class Lines:
    """What a file says, where every cell fits."""

    people: Sequence[Person]
    ignored: tuple[str, ...]


def read_lines(path: Path, questionnaire: Questionnaire, codebook: Codebook | None) -> Lines:
    """Read a file for a questionnaire, by its own names of columns or by a codebook.

    Raises
    ------
    FaultyData
        With every cell that does not fit.
    """
    table = read_table(path)
    if codebook is None:
        plan = plan_by_questionnaire(questionnaire, table.columns)
    else:
        plan = plan_by_codebook(questionnaire, codebook, table.columns)
    return Lines(people=read_people(table, plan), ignored=plan.ignored)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Some lines of the file as rows."""

    responses: Sequence[dict[str, Any]]
    consents: Sequence[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A file that was read through and fits."""

    study: Study
    version: QuestionnaireVersion
    questionnaire: Questionnaire
    people: Sequence[Person]
    ignored: tuple[str, ...]
    file_hash: str

    @property
    def imported(self) -> Imported:
        return Imported(study=self.study, responses=len(self.people), ignored=self.ignored)

    def pieces(self, texts: Mapping[str, int], *, import_id: int | None = None) -> Iterator[Piece]:
        """The rows; `texts` has what is said about the consent to each purpose."""
        at = utc_now()
        for chunk in _chunks(self.people):
            rows = [
                _row(self.study, self.version, self.questionnaire, person, at) | {"import_id": import_id}
                for person in chunk
            ]
            consents = [
                _consent(self.study, row["subject"], purpose, texts[purpose], at) | {"import_id": import_id}
                for row, person in zip(rows, chunk, strict=True)
                for purpose in sorted(person.consents & texts.keys() | {TAKE_PART})
            ]
            yield Piece(responses=rows, consents=consents)


def prepare(
    session: Session, study: Study, path: Path, *, asker: Asker, codebook: Codebook | None, again: bool
) -> Prepared:
    """Read the file and check every cell, before anything is stored."""
    version = studies.latest_version(session, study_id=study.id, asker=asker)
    if version is None:
        raise Missing(_("The study was never published."), _("Publish its study file first."))
    file_hash = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    if not again and imports.was_imported(session, study_id=study.id, file_hash=file_hash, asker=asker):
        raise Conflict(
            _("This file was brought into this study before."), _("To bring it in a second time, say so: --again.")
        )
    questionnaire = Questionnaire.model_validate(version.definition)
    lines = read_lines(path, questionnaire, codebook)
    return Prepared(
        study=study,
        version=version,
        questionnaire=questionnaire,
        people=lines.people,
        ignored=lines.ignored,
        file_hash=file_hash,
    )


def report_words(session: Session, study: Study, agreed: AgreedElsewhere) -> dict[str, int]:
    """What is said about the consent to every purpose of the study, as the number of its words."""
    known = {purpose.name for purpose in StudyTerms.model_validate(study.terms).purposes}
    return {name: _reported(session, study, name, agreed) for name in sorted(known | {TAKE_PART})}


def _reported(session: Session, study: Study, purpose: str, agreed: AgreedElsewhere) -> int:
    return reported_text_id(
        session, study_id=study.id, purpose=purpose, reported_by=agreed.said_by, words=agreed.words, at=utc_now()
    )


def store(session: Session, piece: Piece) -> None:
    imports.add_responses(session, rows=piece.responses)
    imports.add_consents(session, rows=piece.consents)


def write_down(session: Session, prepared: Prepared, asker: Asker) -> None:
    detail = {"file": prepared.file_hash, "responses": len(prepared.people), "version": prepared.version.number}
    study_id = prepared.study.id
    events.add_event(session, action="import", account_id=asker.account_id, study_id=study_id, detail=detail)


def _chunks(people: Sequence[Person]) -> Iterator[list[Person]]:
    waiting = iter(people)
    while chunk := list(islice(waiting, PIECE)):
        yield chunk


def _row(
    study: Study, version: QuestionnaireVersion, questionnaire: Questionnaire, person: Person, at: datetime
) -> dict[str, Any]:
    is_known = person.language in questionnaire.all_languages
    return {
        "study_id": study.id,
        "version_id": version.id,
        "signed_version": version.number,
        "subject": str(uuid.uuid4()),
        "anonymous": study.anonymous,
        "source": "import",
        "language": person.language if is_known else questionnaire.language,
        "state": "completed" if person.is_complete else "started",
        "answers": person.answers,
        "seconds": person.seconds,
        "started_at": at,
        "updated_at": at,
        "completed_at": at if person.is_complete else None,
    }


def _consent(study: Study, subject: str, purpose: str, text_id: int, at: datetime) -> dict[str, Any]:
    return {
        "study_id": study.id, "subject": subject, "purpose": purpose, "given": True,
        "text_id": text_id, "source": "import", "at": at,
    }  # fmt: skip
