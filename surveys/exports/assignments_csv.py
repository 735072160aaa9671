"""Where each respondent of an analysis landed, as CSV: by random name, never an identity."""

from collections.abc import Generator, Iterator

from surveys.exports.file import File, Tally, csv_text
from surveys.exports.record import Record, counted
from surveys.exports.stream import reading
from surveys.models import Analysis
from surveys.questionnaire.terms import purposes_of_analysis
from surveys.services.analyses.results_of import results_of
from surveys.store import analyses
from surveys.store.analyses import AssignedRow
from surveys.store.asker import Asker
from surveys.store.database import Database


def assignments_csv(database: Database, *, analysis: Analysis, asker: Asker) -> File:
    """Everybody whose consent stands when their line leaves, made while it is read.

    That it leaves is written down, and at its end how many lines were in it.
    """
    record = Record(
        action="assignments.exported", asker=asker, study_id=analysis.study_id, detail={"number": analysis.number}
    )
    tally = Tally()
    pieces = analyses.assigned_rows(
        database,
        study_id=analysis.study_id,
        analysis_id=analysis.id,
        purposes=purposes_of_analysis(analysis.study.mode),
        asker=asker,
    )
    parts = _parts(pieces, results_of(analysis).factors.names, tally)
    return File(
        name=f"{analysis.study.slug}-analysis-{analysis.number}-assignments.csv",
        media_type="text/csv; charset=utf-8",
        content=reading(counted(parts, tally, database=database, record=record)),
        record=record,
        tally=tally,
    )


def _parts(pieces: Iterator[list[AssignedRow]], factors: list[str], tally: Tally) -> Generator[bytes]:
    yield csv_text([["respondent", "segment", "probability", *factors, "flagged"]]).encode()
    for rows in pieces:
        lines = (
            [row.subject, row.segment, row.probability, *map(row.scores.get, factors), int(row.flagged)] for row in rows
        )
        yield csv_text(lines).encode()
        tally.rows += len(rows)
