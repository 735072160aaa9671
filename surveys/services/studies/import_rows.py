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
from surveys.questionnaire.endings import state_of
from surveys.questionnaire.terms import StudyTerms
from surveys.services.studies.import_lines import LinePlan, Person, read_people
from surveys.services.studies.import_plan import plan_by_codebook
from surveys.services.studies.import_tables import read_table
from surveys.services.studies.import_versions import Known, plan_by_versions
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


def read_lines(path: Path, known: Known, codebook: Codebook | None) -> Lines:
    """Read a file for the versions of a study, by their own names of columns, or for the newest by a codebook.

    Raises
    ------
    FaultyData
        With every cell that does not fit.
    """
    table = read_table(path)
    if codebook is None:
        plans, faults = plan_by_versions(known, table)
    else:
        plan = plan_by_codebook(known.questionnaires[known.newest], codebook, table.columns)
        plans, faults = [LinePlan(version=known.newest, plan=plan)] * len(table.lines), []
    people = read_people(table, plans, faults)
    left_out = [set(each.ignored) for each in {id(known.plan): known.plan for known in plans if known}.values()]
    return Lines(people=people, ignored=tuple(name for name in table.columns if all(name in out for out in left_out)))


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Some lines of the file as rows."""

    responses: Sequence[dict[str, Any]]
    consents: Sequence[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A file that was read through and fits."""

    study: Study
    versions: Mapping[int, QuestionnaireVersion]
    known: Known
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
            rows = [self._row(person, at) | {"import_id": import_id} for person in chunk]
            consents = [
                _consent(self.study, row["subject"], purpose, texts[purpose], at) | {"import_id": import_id}
                for row, person in zip(rows, chunk, strict=True)
                for purpose in sorted(person.consents & texts.keys() | {TAKE_PART})
            ]
            yield Piece(responses=rows, consents=consents)

    def _row(self, person: Person, at: datetime) -> dict[str, Any]:
        return _row(self.study, self.versions[person.version], self.known.questionnaires[person.version], person, at)


def prepare(
    session: Session, study: Study, path: Path, *, asker: Asker, codebook: Codebook | None, again: bool
) -> Prepared:
    """Read the file and check every cell, before anything is stored."""
    versions = studies.versions_of(session, study_id=study.id, asker=asker)
    if not versions:
        raise Missing(_("The study was never published."), _("Publish its study file first."))
    file_hash = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    if not again and imports.was_imported(session, study_id=study.id, file_hash=file_hash, asker=asker):
        raise Conflict(
            _("This file was brought into this study before."), _("To bring it in a second time, say so: --again.")
        )
    known = Known.of(versions)
    lines = read_lines(path, known, codebook)
    return Prepared(
        study=study,
        versions={version.number: version for version in versions},
        known=known,
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
    versions = sorted({person.version for person in prepared.people})
    detail = {"file": prepared.file_hash, "responses": len(prepared.people), "versions": versions}
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
        "state": state_of(person.ending),
        "ending": person.ending,
        "answers": person.answers,
        "seconds": person.seconds,
        "started_at": at,
        "updated_at": at,
        "completed_at": at if person.ending == "complete" else None,
    }


def _consent(study: Study, subject: str, purpose: str, text_id: int, at: datetime) -> dict[str, Any]:
    return {
        "study_id": study.id, "subject": subject, "purpose": purpose, "given": True,
        "text_id": text_id, "source": "import", "at": at,
    }  # fmt: skip
