"""The life of a run in the worker: taken, worked off, ended in one of four ways, or found again after a kill.

Every step is a small transaction of its own, so that pages see the progress and a killed worker leaves a row that
says where it was. How the work itself is done is the business of its kind.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from research.errors import ResearchError
from surveys.errors import WhyprintError
from surveys.jobs.pulse import EVERY, Cancelled, Pulse
from surveys.jobs.registry import Store, Task, work_of
from surveys.models import Run
from surveys.models.base import utc_now
from surveys.store import runs
from surveys.store.database import Database
from surveys.words import refusal

log = logging.getLogger("whyprint.jobs")

SILENT_AFTER = timedelta(seconds=30)
"""A worker says every two seconds that it is at it."""
FORGOTTEN_AFTER = timedelta(minutes=2)
"""A queued one that nobody took by then may have been lost with the queue; taking it twice does no harm."""
UNEXPECTED, INTERRUPTED, GIVEN_UP = "unexpected", "interrupted", "interrupted_twice"
"""How a run fails that is not the fault of what was asked; pages have the words."""


@dataclass(frozen=True, kw_only=True)
class Means:
    """What a worker works with; the results do not depend on it."""

    n_jobs: int = 2
    scheduler: str | None = None
    every: float = EVERY
    now: Callable[[], datetime] = utc_now


def work_off(database: Database, *, run_id: int, means: Means | None = None) -> None:
    """Bring a queued run to its end; does nothing where it was taken by another worker or cancelled."""
    means = means or Means()
    with database.writing() as session:
        kind = runs.claim(session, run_id=run_id, at=means.now())
    if kind is None:
        return
    try:
        store = _work(database, run_id, kind, means)
        _finish(database, run_id, store, at=means.now())
    except Cancelled:
        log.info("%s of run %s was cancelled", kind, run_id)
    except (ResearchError, WhyprintError) as error:
        told = refusal(error)
        _fail(
            database,
            run_id,
            {"code": told.name, "text": told.text, "advice": told.advice, "where": list(told.where)},
            at=means.now(),
        )
    except Exception:
        log.exception("%s of run %s failed", kind, run_id)
        _fail(database, run_id, _of_ours(UNEXPECTED), at=means.now())


def recover(database: Database, *, now: datetime) -> list[int]:
    """Put back once what a killed worker left behind, then give it up; the ids to hand to the queue again."""
    with database.writing() as session:
        again = []
        for run in runs.silent(session, before=now - SILENT_AFTER):
            if _was_interrupted(run):
                runs.fail(session, run_id=run.id, error=_of_ours(GIVEN_UP), at=now)
            elif runs.requeue(session, run_id=run.id, error=_of_ours(INTERRUPTED)):
                again.append(run.id)
        waiting = runs.queued(session, before=now - FORGOTTEN_AFTER)
    return list(dict.fromkeys([*again, *waiting]))


def _work(database: Database, run_id: int, kind: str, means: Means) -> Store:
    with Pulse(database, run_id=run_id, now=means.now, every=means.every) as pulse:
        return work_of(kind)(
            Task(run_id=run_id, database=database, pulse=pulse, n_jobs=means.n_jobs, scheduler=means.scheduler)
        )


def _finish(database: Database, run_id: int, store: Store, *, at: datetime) -> None:
    with database.writing() as session:
        if runs.finish(session, run_id=run_id, at=at):
            store(session)


def _fail(database: Database, run_id: int, error: dict[str, Any], *, at: datetime) -> None:
    with database.writing() as session:
        runs.fail(session, run_id=run_id, error=error, at=at)


def _was_interrupted(run: Run) -> bool:
    return run.error is not None and run.error["code"] == INTERRUPTED


def _of_ours(code: str) -> dict[str, Any]:
    return {"code": code, "text": "", "advice": "", "where": []}
