"""The worker: every kind of background work loaded, and the queue worked off.

Web processes never load this file: what it loads are the statistics.
"""

from surveys.config import Settings
from surveys.jobs import life
from surveys.jobs.queue import Jobs
from surveys.models import Run
from surveys.services.analyses import run_analysis, run_wave
from surveys.store.database import Database

KINDS = (run_analysis, run_wave)
"""The files that register a kind of work; a new one is added here."""


def run_worker(settings: Settings, database: Database, *, at_once: int) -> None:
    """Work until stopped."""
    jobs = Jobs(settings.jobs, database, secret_key=settings.secret_key, scheduler=settings.scheduler)
    jobs.recover()
    jobs.huey.create_consumer(workers=at_once, worker_type="thread", initial_delay=0.1, max_delay=1.0).run()


def work_off_here(database: Database, run: Run) -> None:
    """Work off one run in this process, without a queue; it must be committed."""
    life.work_off(database, run_id=run.id)
