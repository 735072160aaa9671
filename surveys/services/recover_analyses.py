"""Analyses whose worker was killed: put back once, then given up with advice. The worker calls it now and then."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from surveys.models import Analysis
from surveys.store import analyses
from surveys.store.database import Database

SILENT_AFTER = timedelta(seconds=30)
"""A worker says every two seconds that it is at it."""
FORGOTTEN_AFTER = timedelta(minutes=2)
"""A queued analysis that nobody took by then may have been lost with the queue; taking it twice does no harm."""
INTERRUPTED = "interrupted"


def recover_analyses(database: Database, *, now: datetime) -> list[int]:
    """Put interrupted analyses back and return the ids to hand to the queue again."""
    with database.writing() as session:
        again = [
            analysis.id
            for analysis in analyses.silent_analyses(session, before=now - SILENT_AFTER)
            if _recover(session, analysis, now=now)
        ]
        waiting = analyses.queued_analyses(session, before=now - FORGOTTEN_AFTER)
    return list(dict.fromkeys([*again, *waiting]))


def _recover(session: Session, analysis: Analysis, *, now: datetime) -> bool:
    if (analysis.error or {}).get("code") == INTERRUPTED:
        analyses.fail_analysis(session, analysis_id=analysis.id, error=_given_up(), at=now)
        return False
    return analyses.requeue_analysis(session, analysis_id=analysis.id, error=_interrupted())


def _interrupted() -> dict[str, object]:
    return {
        "code": INTERRUPTED,
        "text": "The worker stopped in the middle of this analysis.",
        "advice": "It was started again by itself.",
        "where": [],
    }


def _given_up() -> dict[str, object]:
    return {
        "code": "interrupted_twice",
        "text": "The worker stopped twice in the middle of this analysis.",
        "advice": "The machine may have too little memory for it. Try fewer bootstrap pairs or fewer items, "
        "or ask whoever runs the server; then start it again.",
        "where": [],
    }
