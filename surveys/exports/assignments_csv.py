"""Where each respondent of an analysis landed, as CSV: by random name, never an identity."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy.orm import Session

from surveys.exports.file import File, csv_text, text_file
from surveys.exports.record import Record
from surveys.models import Analysis
from surveys.questionnaire.terms import purposes_of_analysis
from surveys.services.analyses.results_of import results_of
from surveys.store import analyses
from surveys.store.analyses import AssignedRow
from surveys.store.asker import Asker


def assignments_csv(session: Session, *, analysis: Analysis, asker: Asker) -> File:
    """Everybody whose consent stands today; asking for it is written down."""
    purposes = purposes_of_analysis(analysis.study.mode)
    rows = list(analyses.assigned_rows(session, analysis=analysis, purposes=purposes, asker=asker))
    detail = {"number": analysis.number, "rows": len(rows)}
    record = Record(action="assignments.exported", asker=asker, study_id=analysis.study_id, detail=detail)
    name = f"{analysis.study.slug}-analysis-{analysis.number}-assignments.csv"
    text = csv_text(_lines(rows, results_of(analysis).factors.names))
    return text_file(name, "text/csv; charset=utf-8", text, record=record)


def _lines(rows: Iterable[AssignedRow], factors: list[str]) -> Iterator[list[Any]]:
    yield ["respondent", "segment", "probability", *factors, "flagged"]
    for row in rows:
        scores = [row.scores.get(name) for name in factors]
        yield [row.subject, row.segment, row.probability, *scores, int(row.flagged)]
