"""Bringing answers in from a file: every line a response with its consent, or nothing at all."""

import hashlib
import uuid
from collections.abc import Iterator, Sequence
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
from surveys.services.studies.import_tables import Table, read_table
from surveys.store import events, imports, studies
from surveys.store.asker import Asker
from surveys.store.consents import TAKE_PART, reported_text_id
from surveys.words import gettext as _

_CHUNK = 1_000


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


def import_responses(
    session: Session,
    *,
    study: Study,
    path: Path,
    asker: Asker,
    codebook: Codebook | None = None,
    agreed: AgreedElsewhere | None = None,
    again: bool = False,
) -> Imported:
    """Store every line of a table as a response of the newest version.

    Whoever is in the file agreed to take part where it was collected: that is written down as a consent event with
    the source `import`, with who says so and by which words; never with a sentence of this study, which none of them
    saw. Ids and names of people in the file are not kept.

    Raises
    ------
    FaultyData
        With every cell that does not fit.
    Invalid
        Where columns are missing or the file cannot be read.
    Conflict
        Where the same file was brought in before and `again` is not set.
    """
    version = studies.latest_version(session, study_id=study.id, asker=asker)
    if version is None:
        raise Missing(_("The study was never published."), _("Publish its study file first."))
    words = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    if not again and imports.was_imported(session, study_id=study.id, file_hash=words, asker=asker):
        raise Conflict(
            _("This file was brought into this study before."), _("To bring it in a second time, say so: --again.")
        )
    return store_table(
        session, study=study, version=version, table=read_table(path), codebook=codebook,
        agreed=agreed or AgreedElsewhere(), asker=asker, file_hash=words,
    )  # fmt: skip


def store_table(
    session: Session,
    *,
    study: Study,
    version: QuestionnaireVersion,
    table: Table,
    codebook: Codebook | None,
    agreed: AgreedElsewhere,
    asker: Asker,
    file_hash: str,
) -> Imported:
    """The same for a table that is already read."""
    questionnaire = Questionnaire.model_validate(version.definition)
    if codebook is None:
        plan = plan_by_questionnaire(questionnaire, table.columns)
    else:
        plan = plan_by_codebook(questionnaire, codebook, table.columns)
    people = read_people(table, plan)
    terms = StudyTerms.model_validate(study.terms)
    known = {purpose.name for purpose in terms.purposes}
    at = utc_now()
    texts = {name: _reported(session, study, name, agreed, at) for name in sorted(known | {TAKE_PART})}
    for chunk in _chunks(people):
        rows = [_row(study, version, questionnaire, person, at) for person in chunk]
        imports.add_responses(session, rows=rows)
        consents = [
            _consent(study, row["subject"], purpose, texts[purpose], at)
            for row, person in zip(rows, chunk, strict=True)
            for purpose in sorted(person.consents & known | {TAKE_PART})
        ]
        imports.add_consents(session, rows=consents)
    detail = {"file": file_hash, "responses": len(people), "version": version.number}
    events.add_event(session, action="import", account_id=asker.account_id, study_id=study.id, detail=detail)
    return Imported(study=study, responses=len(people), ignored=plan.ignored)


def _chunks(people: Sequence[Person]) -> Iterator[list[Person]]:
    waiting = iter(people)
    while chunk := list(islice(waiting, _CHUNK)):
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


def _reported(session: Session, study: Study, purpose: str, agreed: AgreedElsewhere, at: datetime) -> int:
    return reported_text_id(
        session, study_id=study.id, purpose=purpose, reported_by=agreed.said_by, words=agreed.words, at=at
    )


def _consent(study: Study, subject: str, purpose: str, text_id: int, at: datetime) -> dict[str, Any]:
    return {
        "study_id": study.id, "subject": subject, "purpose": purpose, "given": True,
        "text_id": text_id, "source": "import", "at": at,
    }  # fmt: skip
