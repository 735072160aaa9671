"""Answers as a file for other programs: only of people who agree today to take part, by random names.

A zip with `responses.csv` (one line per response), `codebook.yaml` (what every column means; `whyprint analyse` and
`whyprint import` read both) and `README.txt`.
"""

import csv
import io
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

import yaml
from sqlalchemy.orm import Session

from research.codebook import Codebook
from surveys.models import QuestionnaireVersion, Study
from surveys.questionnaire.codebook import build_codebook, wide_columns, wide_value
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.missing import ENGLISH
from surveys.questionnaire.question_types import WideColumn
from surveys.questionnaire.terms import StudyTerms
from surveys.services.studies.csv_cells import defuse
from surveys.store import events, exports, studies
from surveys.store.asker import Asker
from surveys.store.exports import ExportRow

ABOUT = ("respondent", "version", "state", "language", "started", "completed", "duration")
"""Columns about the sitting, before the answers; days, not moments."""
CONSENT = "consent_"
_IN_MEMORY = 8 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class ExportFile:
    """A file to hand over; `content` stands at its beginning and closes itself when it is let go."""

    name: str
    media_type: str
    content: IO[bytes]
    rows: int = 0


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """Which columns there are, and how each version fills them."""

    newest: Questionnaire
    columns: tuple[str, ...]
    by_version: dict[int, dict[str, WideColumn]]
    numbers: dict[int, int]
    consents: tuple[str, ...]


def export_responses(session: Session, *, study: Study, asker: Asker) -> ExportFile:
    """All answers of a study whose consent stands, with their codebook; asking for it is written down."""
    versions = studies.versions_of(session, study_id=study.id, asker=asker)
    plan = _plan(study, versions)
    content: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  (given to the caller)
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("responses.csv", "w", force_zip64=True) as raw:
            rows = _write_rows(raw, plan, exports.rows(session, study_id=study.id, asker=asker))
        archive.writestr("codebook.yaml", _codebook_text(plan, versions))
        archive.writestr("README.txt", _readme(study, plan, versions, rows))
    content.seek(0)
    _write_down(session, study, asker.account_id, kind="responses", rows=rows)
    return ExportFile(name=f"{study.slug}-responses.zip", media_type="application/zip", content=content, rows=rows)


def export_codebook(session: Session, *, study: Study, asker: Asker) -> ExportFile:
    """What every column of the export means, as YAML."""
    versions = studies.versions_of(session, study_id=study.id, asker=asker)
    text = _codebook_text(_plan(study, versions), versions)
    _write_down(session, study, asker.account_id, kind="codebook", rows=0)
    return ExportFile(
        name=f"{study.slug}-codebook.yaml", media_type="application/yaml", content=io.BytesIO(text.encode())
    )


def _plan(study: Study, versions: Sequence[QuestionnaireVersion]) -> _Plan:
    """Columns of the newest version first, then those that only older versions had."""
    questionnaires = {version.id: Questionnaire.model_validate(version.definition) for version in versions}
    by_version = {
        version_id: {column.name: column for column in wide_columns(questionnaire)}
        for version_id, questionnaire in questionnaires.items()
    }
    names = dict.fromkeys(name for version in reversed(versions) for name in by_version[version.id])
    purposes = (purpose.name for purpose in StudyTerms.model_validate(study.terms).purposes)
    return _Plan(
        newest=questionnaires[versions[-1].id],
        columns=tuple(names),
        by_version=by_version,
        numbers={version.id: version.number for version in versions},
        consents=tuple(name for name in purposes if name != exports.TAKE_PART and f"{CONSENT}{name}" not in names),
    )


def _write_rows(raw: IO[bytes], plan: _Plan, rows: Iterator[ExportRow]) -> int:
    written = 0
    with io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([*ABOUT, *(f"{CONSENT}{name}" for name in plan.consents), *plan.columns])
        for row in rows:
            writer.writerow(_cells(plan, row))
            written += 1
    return written


def _cells(plan: _Plan, row: ExportRow) -> list[Any]:
    known = plan.by_version[row.version_id]
    answers = (_cell(wide_value(known[name], row.answers)) if name in known else "" for name in plan.columns)
    return [*_about(plan, row), *(int(name in row.consents) for name in plan.consents), *answers]


def _about(plan: _Plan, row: ExportRow) -> tuple[Any, ...]:
    completed = "" if row.completed_at is None else row.completed_at.date().isoformat()
    seconds = "" if row.seconds is None else round(row.seconds, 1)
    version = plan.numbers[row.version_id]
    return row.subject, version, row.state, row.language, row.started_at.date().isoformat(), completed, seconds


def _cell(value: int | float | str | None) -> int | float | str:
    if value is None:
        return ""
    return defuse(value) if isinstance(value, str) else value


def _codebook_text(plan: _Plan, versions: Sequence[QuestionnaireVersion]) -> str:
    newest = build_codebook(plan.newest)
    items = {item.name: item for item in newest}
    for version in reversed(versions[:-1]):
        for item in build_codebook(Questionnaire.model_validate(version.definition)):
            items.setdefault(item.name, item)
    whole = Codebook(
        name=newest.name,
        items=tuple(items.values()),
        scales=newest.scales,
        missing_codes=newest.missing_codes,
        id="respondent",
        duration="duration",
        attention=newest.attention,
    )
    return yaml.safe_dump(whole.to_dict(), sort_keys=False, allow_unicode=True, width=110)


def _readme(study: Study, plan: _Plan, versions: Sequence[QuestionnaireVersion], rows: int) -> str:
    missing = "\n".join(f"  {code}  {words}" for code, words in sorted(ENGLISH.items()))
    history = "\n".join(f"  {version.number}  {version.change}" for version in versions)
    return (
        f"{study.title}\n\n{rows} responses of people who agree to take part as of this export.\n"
        "responses.csv: UTF-8, commas, one line per response. Text that begins like a formula has an\n"
        "apostrophe in front, so that no spreadsheet runs it. A multiple choice has one 0/1 column per option.\n"
        f"`respondent` is a random name. Questionnaire: {plan.newest.name}.\n\n"
        f"Codes for a missing answer:\n{missing}\n\nVersions and the kind of change each brought:\n{history}\n"
    )


def _write_down(session: Session, study: Study, account_id: int | None, *, kind: str, rows: int) -> None:
    detail = {"kind": kind, "rows": rows}
    events.add_event(session, action="export", account_id=account_id, study_id=study.id, detail=detail)
