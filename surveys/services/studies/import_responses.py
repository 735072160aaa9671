"""Bringing answers in from a file: all of them or none, every fault listed by line and column."""

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
from surveys.errors import Conflict, Invalid, Missing
from surveys.models import QuestionnaireVersion, Study
from surveys.models.base import utc_now
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.question_types import Stored
from surveys.questionnaire.terms import StudyTerms
from surveys.services.studies.csv_cells import arm
from surveys.services.studies.import_columns import BadCell, option_reader
from surveys.services.studies.import_plan import ImportPlan, plan_by_codebook, plan_by_questionnaire
from surveys.services.studies.import_tables import Line, Table, read_table
from surveys.store import events, imports, studies
from surveys.store.asker import Asker
from surveys.words import gettext as _
from surveys.words import ngettext

MOST_FAULTS = 1_000
_CHUNK = 1_000
_SHOWN = 40


@dataclass(frozen=True, kw_only=True)
class CellFault:
    """One cell that is no answer."""

    line: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        return _("line %(line)s, column %(column)s: %(value)s %(reason)s",
                 line=self.line, column=self.column, value=repr(self.value), reason=self.reason)  # fmt: skip


class FaultyData(Invalid):
    """Some cells are no answers; `faults` has them all, up to a thousand."""

    code = "faulty_data"

    def __init__(self, faults: Sequence[CellFault]) -> None:
        count = len(faults)
        super().__init__(
            ngettext(
                "%(count)s cell of the data does not fit, and nothing was stored.",
                "%(count)s cells of the data do not fit, and nothing was stored.",
                count,
                count=f"{count}+" if count >= MOST_FAULTS else count,
            ),
            _("Mend the data, or describe the codes in the codebook, and import again."),
            where=tuple(map(str, faults)),
        )
        self.faults = tuple(faults)


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What was stored."""

    study: Study
    responses: int
    ignored: tuple[str, ...]
    """Columns of the data that nothing was taken from."""


@dataclass(frozen=True, kw_only=True)
class _Person:
    line: int
    answers: dict[str, Stored]
    language: str | None
    is_complete: bool
    seconds: float | None
    consents: frozenset[str]


def import_responses(
    session: Session,
    *,
    study: Study,
    path: Path,
    asker: Asker,
    codebook: Codebook | None = None,
    again: bool = False,
) -> Imported:
    """Store every line of a table as a response of the newest version.

    Whoever is in the file agreed to take part where it was collected: that is written down as a consent event with
    the source `import`. Ids and names of people in the file are not kept.

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
        asker=asker, file_hash=words,
    )  # fmt: skip


def store_table(
    session: Session,
    *,
    study: Study,
    version: QuestionnaireVersion,
    table: Table,
    codebook: Codebook | None,
    asker: Asker,
    file_hash: str,
) -> Imported:
    """The same for a table that is already read."""
    questionnaire = Questionnaire.model_validate(version.definition)
    if codebook is None:
        plan = plan_by_questionnaire(questionnaire, table.columns)
    else:
        plan = plan_by_codebook(questionnaire, codebook, table.columns)
    people = _read_people(table, plan)
    terms = StudyTerms.model_validate(study.terms)
    known = {purpose.name for purpose in terms.purposes}
    at = utc_now()
    texts = imports.newest_texts(session, study_id=study.id, asker=asker)
    for chunk in _chunks(people):
        rows = [_row(study, version, questionnaire, person, at) for person in chunk]
        imports.add_responses(session, rows=rows)
        consents = [
            _consent(study, row["subject"], texts, purpose, row["language"], questionnaire.language, at)
            for row, person in zip(rows, chunk, strict=True)
            for purpose in sorted(person.consents & known | {"take_part"})
        ]
        imports.add_consents(session, rows=consents)
    detail = {"file": file_hash, "responses": len(people), "version": version.number}
    events.add_event(session, action="import", account_id=asker.account_id, study_id=study.id, detail=detail)
    return Imported(study=study, responses=len(people), ignored=plan.ignored)


def _read_people(table: Table, plan: ImportPlan) -> list[_Person]:
    faults: list[CellFault] = []
    people = [person for line in table.lines if (person := _read_line(line, table, plan, faults)) is not None]
    faults += _repeated_people(table, plan)
    if faults:
        raise FaultyData(sorted(faults, key=lambda fault: fault.line)[:MOST_FAULTS])
    return people


def _read_line(line: Line, table: Table, plan: ImportPlan, faults: list[CellFault]) -> _Person | None:
    before = len(faults)
    cells = [arm(cell) for cell in line.cells] if plan.is_own_export else line.cells
    answers: dict[str, Stored] = {}
    for place, (name, read) in plan.readers.items():
        value = _try(read, line, cells, place, table, faults)
        if value is not None:
            answers[name] = value
    answers.update(_read_options(line, cells, table, plan, faults))
    person = _Person(
        line=line.number,
        answers=answers,
        language=_about(plan, cells, "language") or None,
        is_complete=_about(plan, cells, "state") != "started",
        seconds=_seconds(line, cells, table, plan, faults),
        consents=frozenset(name for place, name in plan.consents.items() if cells[place].strip() == "1"),
    )
    return person if len(faults) == before else None


def _try(read: Any, line: Line, cells: Sequence[str], place: int, table: Table, faults: list[CellFault]) -> Any:
    try:
        return read(cells[place])
    except BadCell as wrong:
        if len(faults) < MOST_FAULTS:
            faults.append(_fault(line.number, table.columns[place], cells[place], str(wrong)))
        return None


def _fault(line: int, column: str, value: str, reason: str) -> CellFault:
    short = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
    return CellFault(line=line, column=column, value=short, reason=reason)


def _read_options(
    line: Line, cells: Sequence[str], table: Table, plan: ImportPlan, faults: list[CellFault]
) -> dict[str, Stored]:
    """The 0/1 columns of multiple choices, put together again."""
    read = option_reader(plan.rules)
    found: dict[str, list[tuple[int, object]]] = {}
    for column in plan.options:
        value = _try(read, line, cells, column.place, table, faults)
        if value is not None:
            found.setdefault(column.variable, []).append((column.code, value))
    answers: dict[str, Stored] = {}
    for name, values in found.items():
        codes = [value for _code, value in values if not isinstance(value, bool)]
        chosen = [code for code, value in values if value is True]
        if chosen or not codes:
            answers[name] = chosen
        elif isinstance(codes[0], int):
            answers[name] = codes[0]
    return answers


def _about(plan: ImportPlan, cells: Sequence[str], name: str) -> str:
    place = plan.about.get(name)
    return "" if place is None else cells[place].strip()


def _seconds(line: Line, cells: Sequence[str], table: Table, plan: ImportPlan, faults: list[CellFault]) -> float | None:
    text = _about(plan, cells, "duration").replace(",", ".")
    if not text or text.casefold() in ("na", "nan"):
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if 0 <= seconds < 1e9:
        return seconds
    faults.append(_fault(line.number, table.columns[plan.about["duration"]], text, _("is no number of seconds")))
    return None


def _repeated_people(table: Table, plan: ImportPlan) -> Iterator[CellFault]:
    """Two lines with one id: somebody would count twice."""
    place = plan.about.get("respondent")
    if place is None:
        return
    first: dict[str, int] = {}
    for line in table.lines:
        name = line.cells[place].strip()
        if name and name in first:
            reason = _("is also on line %(line)s", line=first[name])
            yield _fault(line.number, table.columns[place], name, reason)
        first.setdefault(name, line.number)


def _chunks(people: Sequence[_Person]) -> Iterator[list[_Person]]:
    waiting = iter(people)
    while chunk := list(islice(waiting, _CHUNK)):
        yield chunk


def _row(
    study: Study, version: QuestionnaireVersion, questionnaire: Questionnaire, person: _Person, at: datetime
) -> dict[str, Any]:
    is_known = person.language in questionnaire.all_languages
    return {
        "study_id": study.id,
        "version_id": version.id,
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


def _consent(
    study: Study,
    subject: str,
    texts: Mapping[tuple[str, str], int],
    purpose: str,
    language: str,
    default: str,
    at: datetime,
) -> dict[str, Any]:
    text_id = texts.get((purpose, language)) or texts[purpose, default]
    return {
        "study_id": study.id, "subject": subject, "purpose": purpose, "given": True,
        "text_id": text_id, "source": "import", "at": at,
    }  # fmt: skip
