"""Analyses and comparisons whose worker was killed: put back once, then given up with advice.

The worker calls it now and then.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from surveys.models import Analysis, Wave
from surveys.store import runs
from surveys.store.database import Database

SILENT_AFTER = timedelta(seconds=30)
"""A worker says every two seconds that it is at it."""
FORGOTTEN_AFTER = timedelta(minutes=2)
"""A queued one that nobody took by then may have been lost with the queue; taking it twice does no harm."""
INTERRUPTED = "interrupted"
_CALLED: Mapping[runs.Kind, str] = {Analysis: "this analysis", Wave: "this comparison"}


def recover_analyses(database: Database, *, now: datetime) -> list[int]:
    """Put interrupted analyses back and return the ids to hand to the queue again."""
    return _recover_all(database, Analysis, now=now)


def recover_waves(database: Database, *, now: datetime) -> list[int]:
    """The same for comparisons of new answers with a solution."""
    return _recover_all(database, Wave, now=now)


def _recover_all(database: Database, kind: runs.Kind, *, now: datetime) -> list[int]:
    with database.writing() as session:
        again = [
            run.id
            for run in runs.silent(session, kind, before=now - SILENT_AFTER)
            if _recover(session, kind, run, now=now)
        ]
        waiting = runs.queued(session, kind, before=now - FORGOTTEN_AFTER)
    return list(dict.fromkeys([*again, *waiting]))


def _recover(session: Session, kind: runs.Kind, run: runs.Run, *, now: datetime) -> bool:
    if (run.error or {}).get("code") == INTERRUPTED:
        runs.fail(session, kind, run_id=run.id, error=_given_up(_CALLED[kind]), at=now)
        return False
    return runs.requeue(session, kind, run_id=run.id, error=_interrupted(_CALLED[kind]))


def _interrupted(called: str) -> dict[str, object]:
    return {
        "code": INTERRUPTED,
        "text": f"The worker stopped in the middle of {called}.",
        "advice": "It was started again by itself.",
        "where": [],
    }


def _given_up(called: str) -> dict[str, object]:
    return {
        "code": "interrupted_twice",
        "text": f"The worker stopped twice in the middle of {called}.",
        "advice": "The machine may have too little memory for it. Try fewer bootstrap pairs or fewer items, "
        "or ask whoever runs the server; then start it again.",
        "where": [],
    }
