"""The background queue: work is kept until the worker takes it, and a killed worker loses nothing."""

from datetime import timedelta
from pathlib import Path

import pytest

from surveys.errors import BadSettings
from surveys.jobs.queue import Jobs
from surveys.jobs.registry import Task
from surveys.models.base import utc_now
from surveys.store import runs
from surveys.store.database import Database
from tests.surveys.jobs.conftest import Does


def work_off(jobs: Jobs) -> None:
    """What the worker does with everything that waits."""
    while (task := jobs.huey.dequeue()) is not None:
        jobs.huey.execute(task)


def test_work_waits_in_the_file_until_a_worker_takes_it(
    database: Database, tmp_path: Path, work: Does, queued: int, stored_by: list[int]
) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'jobs.sqlite'}"
    Jobs(url, database).enqueue(queued)
    assert stored_by == []
    work_off(Jobs(url, database))
    assert stored_by == [queued]
    work_off(Jobs(url, database))
    assert stored_by == [queued]


def test_what_a_killed_worker_left_is_handed_over_again(
    database: Database, tmp_path: Path, work: Does, queued: int, stored_by: list[int]
) -> None:
    with database.writing() as session:
        assert runs.claim(session, run_id=queued, at=utc_now() - timedelta(minutes=10)) == "toy"
    jobs = Jobs(f"sqlite:///{tmp_path / 'jobs.sqlite'}", database)
    jobs.recover()
    work_off(jobs)
    assert stored_by == [queued]


def test_an_unknown_kind_of_queue_is_refused(database: Database) -> None:
    with pytest.raises(BadSettings, match="WHYPRINT_JOBS_URL"):
        Jobs("amqp://localhost", database)


@pytest.mark.parametrize(("scheduler", "given"), [("", None), ("tcp://dask.example:8786", "tcp://dask.example:8786")])
def test_the_worker_is_told_of_the_cluster(
    database: Database, tmp_path: Path, work: Does, queued: int, scheduler: str, given: str | None
) -> None:
    told: list[str | None] = []

    def listen(task: Task) -> None:
        told.append(task.scheduler)

    work(listen)
    jobs = Jobs(f"sqlite:///{tmp_path / 'jobs.sqlite'}", database, scheduler=scheduler)
    jobs.enqueue(queued)
    work_off(jobs)
    assert told == [given]
