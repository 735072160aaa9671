"""Answers as a file for other programs: only of people who agree today to take part, by random names.

A zip with `responses.csv` (one line per response), `codebook.yaml` (what every column means; `whyprint analyse` and
`whyprint import` read both) and `README.txt`. Answers of versions that mean something else stand in folders of their
own, each with its codebook.
"""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from surveys.exports.columns import Columns, columns_apart
from surveys.exports.file import File, Tally, codebook_text, csv_cell
from surveys.exports.record import Record, counted
from surveys.exports.responses_readme import readme
from surveys.exports.stream import Pipe, reading
from surveys.models import Study
from surveys.presentation.ways import ways_of
from surveys.questionnaire.codebook import wide_value
from surveys.services.quality.flags import flags_of
from surveys.services.studies.csv_cells import tenths
from surveys.store import exports, studies
from surveys.store.asker import Asker
from surveys.store.database import Database
from surveys.store.exports import ExportRow
from surveys.store.fieldwork import count_consents

WAY_COLUMNS = ("way_in", "kind", "open", "started", "completed", "turned_away")
CONSENT_COLUMNS = ("purpose", "language", "version", "text", "reported_by", "agree_today", "asked")


def responses_zip(database: Database, *, study: Study, asker: Asker) -> File:
    """All answers of a study whose consent stands, with their codebooks, made while they are read.

    It is written down before the first byte leaves, and at the end how many responses were in what left.
    """
    with database.reading() as session:
        apart = columns_apart(study, studies.versions_of(session, study_id=study.id, asker=asker))
    last = exports.last_id(database, study_id=study.id, asker=asker)
    record = Record(action="export", asker=asker, study_id=study.id, detail={"kind": "responses"})
    export = _Export(database=database, title=study.title, apart=apart, last=last, record=record)
    return File(
        name=f"{study.slug}-responses.zip",
        media_type="application/zip",
        content=reading(counted(export.parts(), export.tally, database=database, record=record)),
        record=record,
        tally=export.tally,
    )


@dataclass(frozen=True, kw_only=True)
class _Export:
    """One export on its way out."""

    database: Database
    title: str
    apart: dict[str, Columns]
    last: int
    record: Record
    tally: Tally = field(default_factory=Tally)
    pipe: Pipe = field(default_factory=Pipe)

    def parts(self) -> Generator[bytes]:
        """The zip in pieces."""
        written: dict[str, Counter[int]] = {}
        with zipfile.ZipFile(self.pipe, "w", zipfile.ZIP_DEFLATED) as archive:
            for folder, columns in self.apart.items():
                written[folder] = Counter()
                with archive.open(f"{folder}responses.csv", "w", force_zip64=True) as raw:
                    for text in self._table(columns, written[folder]):
                        raw.write(text.encode())
                        yield self.pipe.take()
                archive.writestr(f"{folder}codebook.yaml", codebook_text(columns.codebook))
            archive.writestr("consents.csv", self._consents())
            archive.writestr("ways_in.csv", self._ways())
            archive.writestr("README.txt", readme(self.title, written, self.apart))
        yield self.pipe.take()

    def _consents(self) -> str:
        """By which words how many people agree today: who signed earlier ones agreed to nothing else."""
        with self.database.reading() as session:
            counts = count_consents(session, study_id=self.record.study_id, asker=self.record.asker)
        rows = (
            [csv_cell(cell) for cell in (text.purpose, text.language, text.version, text.text, text.reported_by)]
            + [count.given, count.asked]
            for count in counts
            for text in (count.text,)
        )
        return "\ufeff" + _csv([CONSENT_COLUMNS, *rows])

    def _ways(self) -> str:
        """By which ways people came; tests are nobody's answers."""
        with self.database.reading() as session:
            found = ways_of(session, study_id=self.record.study_id, asker=self.record.asker)
        rows = (
            [csv_cell(way.name), way.kind, way.is_open, way.count.started, way.count.completed, way.count.turned_away]
            for way in found
            if not way.is_test
        )
        return "\ufeff" + _csv([WAY_COLUMNS, *rows])

    def _table(self, columns: Columns, counts: Counter[int]) -> Iterator[str]:
        """The table of versions that stand side by side as text, a piece at a time; `counts` by version."""
        yield "\ufeff" + _csv([columns.header])
        pieces = exports.rows(
            self.database,
            study_id=self.record.study_id,
            version_ids=list(columns.numbers),
            asker=self.record.asker,
            last=self.last,
        )
        for rows in pieces:
            yield _csv(_cells(columns, row) for row in rows)
            counts.update(columns.numbers[row.version_id] for row in rows)
            self.tally.rows += len(rows)


def _csv(rows: Iterable[Sequence[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _cells(columns: Columns, row: ExportRow) -> list[Any]:
    known = columns.by_version[row.version_id]
    answers = (csv_cell(wide_value(known[name], row.answers)) if name in known else "" for name in columns.names)
    spoken = [columns.languages.get(row.language, "")] if columns.languages else []
    agreed = (int(name in row.consents) for name in columns.consents)
    return [*_about(columns, row), *agreed, *answers, *_outcome(columns, row), *spoken]


def _outcome(columns: Columns, row: ExportRow) -> list[int | str]:
    """The result of the quiz, for whoever completed it and agreed to what it needs."""
    if not columns.outcomes:
        return []
    results = columns.results[row.version_id]
    found = results.for_answers(row.answers, consents=row.consents) if row.state == "completed" else None
    return ["" if found is None else columns.outcomes[found.outcome.name]]


def _about(columns: Columns, row: ExportRow) -> tuple[Any, ...]:
    completed = "" if row.completed_at is None else row.completed_at.date().isoformat()
    seconds = "" if row.seconds is None else tenths(row.seconds)
    version = columns.numbers[row.version_id]
    sitting = row.subject, version, row.state, row.ending or "", row.language
    return *sitting, row.started_at.date().isoformat(), completed, seconds, _flags(columns, row)


def _flags(columns: Columns, row: ExportRow) -> str:
    """Reasons to look at a response that is over; of one that goes on nothing can be said."""
    if row.ending is None:
        return ""
    return " ".join(flag.code for flag in flags_of(columns.asked[row.version_id], row.answers, row.seconds))
