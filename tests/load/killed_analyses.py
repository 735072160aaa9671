"""A worker killed at any moment of an analysis: no run stays stuck, and what comes out at last is the same."""

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from research.plan import AnalysisPlan
from surveys.jobs.life import FORGOTTEN_AFTER, recover
from surveys.models import Analysis, Assignment, Run, Study
from surveys.models.base import utc_now
from surveys.services.analyses.request_analysis import request_analysis
from surveys.store.database import Database
from tests.load.trials import Ground, Row, none_of, trial
from tests.reproducing import COFFEE_PLANS, SHORT, coffee

WORKER = """
import sys
from surveys.jobs import life
from surveys.store.database import Database
import surveys.working
life.work_off(Database(sys.argv[1]), run_id=int(sys.argv[2]), means=life.Means(n_jobs=1, every=0.2))
"""
ROOT = Path(__file__).resolve().parents[2]
PLAN = AnalysisPlan.from_dict({**SHORT, **COFFEE_PLANS["classes without factors"]})
Came = tuple[str, int]
"""The hash of summary and report figures, and how many assignments there are."""


@trial("killed-analyses")
def killed_analyses(ground: Ground) -> Iterator[Row]:
    """kill -9 of the worker at 50 moments of an analysis, and again from the start: nothing stuck, the same report."""
    with tempfile.TemporaryDirectory() as folder:
        found = killed_at(Path(folder), points=ground.many(50, 3))
    wanted, came = found[0], found[1:]
    yield none_of("killed analyses that stay stuck", sum(each is None for each in came), len(came))
    yield none_of("killed analyses with another report", sum(each not in (None, wanted) for each in came), len(came))


def killed_at(folder: Path, *, points: int) -> list[Came | None]:
    """What came of an analysis that nobody disturbed, then of each that was killed on its way; None: stuck."""
    database = Database(f"sqlite:///{folder / 'whyprint.sqlite'}")
    database.upgrade()
    study = coffee(database, completed=200)
    begin = time.monotonic()
    undisturbed = _worked_off(database, study, after=None)
    whole = time.monotonic() - begin
    moments = (whole * (point + 0.5) / points for point in range(points))
    return [undisturbed, *(_worked_off(database, study, after=moment) for moment in moments)]


def _worked_off(database: Database, study: Study, *, after: float | None) -> Came | None:
    with database.writing() as session:
        asked = request_analysis(session, study=study, plan=PLAN, account_id=None, now=utc_now())
    _work(database, asked.run_id, kill_after=after)
    for run_id in recover(database, now=utc_now() + FORGOTTEN_AFTER + timedelta(seconds=10)):
        _work(database, run_id, kill_after=None)
    return _came(database, asked.id)


def _work(database: Database, run_id: int, *, kill_after: float | None) -> None:
    """A worker in a process group of its own, so that a kill takes its helpers too."""
    command = [sys.executable, "-c", WORKER, str(database.engine.url), str(run_id)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    worker = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        worker.wait(timeout=kill_after)
    except subprocess.TimeoutExpired:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


def _came(database: Database, analysis_id: int) -> Came | None:
    with database.reading() as session:
        analysis = session.get_one(Analysis, analysis_id)
        if session.get_one(Run, analysis.run_id).state != "done" or analysis.published_summary is None:
            return None
        people = session.query(Assignment).filter_by(analysis_id=analysis_id).count()
        told = (analysis.summary or analysis.published_summary).to_bytes() + analysis.published_summary.to_bytes()
        return hashlib.sha256(told).hexdigest(), people
