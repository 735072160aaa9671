"""The background queue: work is kept until the worker takes it, and a killed worker loses nothing."""

import sys
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest

from surveys import jobs as queue
from surveys.errors import BadSettings
from surveys.jobs import Jobs
from surveys.models import Analysis
from surveys.models.base import utc_now
from surveys.store.database import Database
from tests import factories


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Ids of the analyses that were run, instead of running them."""
    seen: list[int] = []
    stand_in = ModuleType("stand_in")
    stand_in.run = lambda _database, *, analysis_id, **_more: seen.append(analysis_id)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "stand_in", stand_in)
    monkeypatch.setattr(queue, "RUN_ANALYSIS", "stand_in:run")
    return seen


def work_off(jobs: Jobs) -> None:
    """What the worker does with everything that waits."""
    while (task := jobs.huey.dequeue()) is not None:
        jobs.huey.execute(task)


def test_work_waits_in_the_file_until_a_worker_takes_it(database: Database, tmp_path: Path, ran: list[int]) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'jobs.sqlite'}"
    Jobs(url, database).enqueue_analysis(7)
    assert ran == []
    work_off(Jobs(url, database))
    assert ran == [7]
    work_off(Jobs(url, database))
    assert ran == [7]


def test_what_a_killed_worker_left_is_handed_over_again(database: Database, tmp_path: Path, ran: list[int]) -> None:
    long_ago = utc_now() - timedelta(minutes=10)
    with database.writing() as session:
        study = factories.publish_study(session)
        analysis = Analysis(study_id=study.id, number=1, plan={}, acknowledged=[], state="running")
        analysis.started_at = analysis.heartbeat_at = analysis.requested_at = long_ago
        session.add(analysis)
        session.flush()
        number = analysis.id
    jobs = Jobs(f"sqlite:///{tmp_path / 'jobs.sqlite'}", database)
    jobs.recover()
    work_off(jobs)
    assert ran == [number]


def test_an_unknown_kind_of_queue_is_refused(database: Database) -> None:
    with pytest.raises(BadSettings, match="WHYPRINT_JOBS_URL"):
        Jobs("amqp://localhost", database)


def test_the_worker_is_told_of_the_cluster(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str | None] = []
    stand_in = ModuleType("stand_in")
    stand_in.run = lambda _database, **given: told.append(given["scheduler"])  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "stand_in", stand_in)
    monkeypatch.setattr(queue, "RUN_ANALYSIS", "stand_in:run")
    for scheduler in ("", "tcp://dask.example:8786"):
        jobs = Jobs(f"sqlite:///{tmp_path / 'jobs.sqlite'}", database, scheduler=scheduler)
        jobs.enqueue_analysis(7)
        work_off(jobs)
    assert told == [None, "tcp://dask.example:8786"]
