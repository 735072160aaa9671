"""Answers as a file for other programs: only of people who agree today to take part, by random names.

A zip with `responses.csv` (one line per response), `codebook.yaml` (what every column means; `whyprint analyse` and
`whyprint import` read both) and `README.txt`. Answers of versions that mean something else stand in folders of their
own, each with its codebook.
"""

import csv
import io
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import IO, Any

from sqlalchemy.orm import Session

from surveys.exports.columns import Columns, columns_apart
from surveys.exports.file import File, codebook_text, csv_cell
from surveys.exports.responses_readme import readme
from surveys.models import Study
from surveys.questionnaire.codebook import wide_value
from surveys.store import events, exports, studies
from surveys.store.asker import Asker
from surveys.store.exports import ExportRow

_IN_MEMORY = 8 * 1024 * 1024


def responses_zip(session: Session, *, study: Study, asker: Asker) -> File:
    """All answers of a study whose consent stands, with their codebooks; asking for it is written down."""
    apart = columns_apart(study, studies.versions_of(session, study_id=study.id, asker=asker))
    content: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  (given to the caller)
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        written = [_write_group(session, archive, folder, columns, study, asker) for folder, columns in apart.items()]
        archive.writestr("README.txt", readme(study, dict(zip(apart, written, strict=True)), apart))
    content.seek(0)
    rows = sum(counts.total() for counts in written)
    detail = {"kind": "responses", "rows": rows}
    events.add_event(session, action="export", account_id=asker.account_id, study_id=study.id, detail=detail)
    return File(name=f"{study.slug}-responses.zip", media_type="application/zip", content=content, rows=rows)


def _write_group(
    session: Session, archive: zipfile.ZipFile, folder: str, columns: Columns, study: Study, asker: Asker
) -> Counter[int]:
    """The files of versions that stand side by side; how many responses each version has."""
    found = exports.rows(session, study_id=study.id, version_ids=list(columns.numbers), asker=asker)
    with archive.open(f"{folder}responses.csv", "w", force_zip64=True) as raw:
        counts = _write_rows(raw, columns, found)
    archive.writestr(f"{folder}codebook.yaml", codebook_text(columns.codebook))
    return counts


def _write_rows(raw: IO[bytes], columns: Columns, rows: Iterator[ExportRow]) -> Counter[int]:
    counts: Counter[int] = Counter()
    with io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(columns.header)
        for row in rows:
            writer.writerow(_cells(columns, row))
            counts[columns.numbers[row.version_id]] += 1
    return counts


def _cells(columns: Columns, row: ExportRow) -> list[Any]:
    known = columns.by_version[row.version_id]
    answers = (csv_cell(wide_value(known[name], row.answers)) if name in known else "" for name in columns.names)
    spoken = [columns.languages.get(row.language, "")] if columns.languages else []
    return [*_about(columns, row), *(int(name in row.consents) for name in columns.consents), *answers, *spoken]


def _about(columns: Columns, row: ExportRow) -> tuple[Any, ...]:
    completed = "" if row.completed_at is None else row.completed_at.date().isoformat()
    seconds = "" if row.seconds is None else round(row.seconds, 1)
    version = columns.numbers[row.version_id]
    return row.subject, version, row.state, row.language, row.started_at.date().isoformat(), completed, seconds
