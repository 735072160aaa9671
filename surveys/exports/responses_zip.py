"""Answers as a file for other programs: only of people who agree today to take part, by random names.

A zip with `responses.csv` (one line per response), `codebook.yaml` (what every column means; `whyprint analyse` and
`whyprint import` read both) and `README.txt`.
"""

import csv
import io
import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from sqlalchemy.orm import Session

from surveys.exports.columns import Columns, codebook_of, columns_of
from surveys.exports.file import File, codebook_text, csv_cell
from surveys.models import Study
from surveys.questionnaire.codebook import wide_value
from surveys.questionnaire.missing import ENGLISH
from surveys.services.studies.csv_cells import ABOUT, CONSENT
from surveys.store import events, exports, studies
from surveys.store.asker import Asker
from surveys.store.exports import ExportRow

_IN_MEMORY = 8 * 1024 * 1024


def responses_zip(session: Session, *, study: Study, asker: Asker) -> File:
    """All answers of a study whose consent stands, with their codebook; asking for it is written down."""
    columns = columns_of(study, studies.versions_of(session, study_id=study.id, asker=asker))
    content: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  (given to the caller)
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("responses.csv", "w", force_zip64=True) as raw:
            rows = _write_rows(raw, columns, exports.rows(session, study_id=study.id, asker=asker))
        archive.writestr("codebook.yaml", codebook_text(codebook_of(columns)))
        archive.writestr("README.txt", _readme(study, columns, rows))
    content.seek(0)
    detail = {"kind": "responses", "rows": rows}
    events.add_event(session, action="export", account_id=asker.account_id, study_id=study.id, detail=detail)
    return File(name=f"{study.slug}-responses.zip", media_type="application/zip", content=content, rows=rows)


def _write_rows(raw: IO[bytes], columns: Columns, rows: Iterator[ExportRow]) -> int:
    written = 0
    with io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([*ABOUT, *(f"{CONSENT}{name}" for name in columns.consents), *columns.names])
        for row in rows:
            writer.writerow(_cells(columns, row))
            written += 1
    return written


def _cells(columns: Columns, row: ExportRow) -> list[Any]:
    known = columns.by_version[row.version_id]
    answers = (csv_cell(wide_value(known[name], row.answers)) if name in known else "" for name in columns.names)
    return [*_about(columns, row), *(int(name in row.consents) for name in columns.consents), *answers]


def _about(columns: Columns, row: ExportRow) -> tuple[Any, ...]:
    completed = "" if row.completed_at is None else row.completed_at.date().isoformat()
    seconds = "" if row.seconds is None else round(row.seconds, 1)
    version = columns.numbers[row.version_id]
    return row.subject, version, row.state, row.language, row.started_at.date().isoformat(), completed, seconds


def _readme(study: Study, columns: Columns, rows: int) -> str:
    missing = "\n".join(f"  {code}  {words}" for code, words in sorted(ENGLISH.items()))
    history = "\n".join(f"  {version.number}  {version.change}" for version in columns.versions)
    return (
        f"{study.title}\n\n{rows} responses of people who agree to take part as of this export.\n"
        "responses.csv: UTF-8, commas, one line per response. Text that begins like a formula has an\n"
        "apostrophe in front, so that no spreadsheet runs it. A multiple choice has one 0/1 column per option.\n"
        f"`respondent` is a random name. Questionnaire: {columns.newest.name}.\n\n"
        f"Codes for a missing answer:\n{missing}\n\nVersions and the kind of change each brought:\n{history}\n"
    )
