"""The worker: every kind of background work loaded, and the queue worked off.

Web processes never load this file: what it loads are the statistics.
"""

import logging
import threading

from sqlalchemy.exc import SQLAlchemyError

from surveys.config import Settings
from surveys.jobs import life
from surveys.jobs.queue import Jobs
from surveys.models import Run
from surveys.models.base import utc_now
from surveys.services.analyses import run_analysis, run_wave
from surveys.services.answers.clear_away import clear_away
from surveys.store.database import Database
from surveys.store.erasure_log import ErasureLog

KINDS = (run_analysis, run_wave)
"""The files that register a kind of work; a new one is added here."""


CLEAR_EVERY, SELDOM = 2.0, 60.0
"""Seconds between two looks for what was erased; after tries that somebody's reading held up, longer and longer."""
log = logging.getLogger("whyprint.worker")


class Clearer(threading.Thread):
    """Clears away what was erased, beside whatever the worker works on: an analysis must not hold it up."""

    def __init__(self, database: Database, erasures: ErasureLog, *, every: float = CLEAR_EVERY) -> None:
        super().__init__(name="clearer", daemon=True)
        self._database, self._erasures, self._every = database, erasures, every
        self._ended = threading.Event()

    def run(self) -> None:
        pause = self._every
        while not self._ended.wait(pause):
            pause = self._every if self._once() else min(pause * 2, SELDOM)

    def stop(self) -> None:
        self._ended.set()
        self.join()

    def _once(self) -> bool:
        try:
            return clear_away(self._database, self._erasures, now=utc_now())
        except (SQLAlchemyError, OSError):
            log.exception("what was erased could not be cleared away; it is tried again")
            return False


def run_worker(settings: Settings, database: Database, *, at_once: int) -> None:
    """Work until stopped."""
    jobs = Jobs(settings.jobs, database, secret_key=settings.secret_key, scheduler=settings.scheduler)
    jobs.recover()
    clearer = Clearer(database, ErasureLog(settings.erasures))
    clearer.start()
    jobs.huey.create_consumer(workers=at_once, worker_type="thread", initial_delay=0.1, max_delay=1.0).run()
    clearer.stop()


def work_off_here(database: Database, run: Run) -> None:
    """Work off one run in this process, without a queue; it must be committed."""
    life.work_off(database, run_id=run.id)
