"""The background queue: work is kept until the worker takes it, and a killed worker loses nothing."""

import pickle
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from surveys.errors import BadSettings
from surveys.jobs.queue import Jobs
from surveys.jobs.registry import Task
from surveys.models.base import utc_now
from surveys.store import runs
from surveys.store.database import Database
from tests.factories import SECRET_KEY
from tests.surveys.jobs.conftest import Does


def work_off(jobs: Jobs) -> None:
    """What the worker does with everything that waits."""
    while (task := jobs.huey.dequeue()) is not None:
        jobs.huey.execute(task)


def test_work_waits_in_the_file_until_a_worker_takes_it(
    database: Database, tmp_path: Path, work: Does, queued: int, stored_by: list[int]
) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'jobs.sqlite'}"
    Jobs(url, database, secret_key=SECRET_KEY).enqueue(queued)
    assert stored_by == []
    work_off(Jobs(url, database, secret_key=SECRET_KEY))
    assert stored_by == [queued]
    work_off(Jobs(url, database, secret_key=SECRET_KEY))
    assert stored_by == [queued]


def test_what_a_killed_worker_left_is_handed_over_again(
    database: Database, tmp_path: Path, work: Does, queued: int, stored_by: list[int]
) -> None:
    with database.writing() as session:
        assert runs.claim(session, run_id=queued, at=utc_now() - timedelta(minutes=10)) == "toy"
    jobs = Jobs(f"sqlite:///{tmp_path / 'jobs.sqlite'}", database, secret_key=SECRET_KEY)
    jobs.recover()
    work_off(jobs)
    assert stored_by == [queued]


def test_an_unknown_kind_of_queue_is_refused(database: Database) -> None:
    with pytest.raises(BadSettings, match="WHYPRINT_JOBS_URL"):
        Jobs("amqp://localhost", database, secret_key=SECRET_KEY)


@pytest.mark.parametrize(("scheduler", "given"), [("", None), ("tcp://dask.example:8786", "tcp://dask.example:8786")])
def test_the_worker_is_told_of_the_cluster(
    database: Database, tmp_path: Path, work: Does, queued: int, scheduler: str, given: str | None
) -> None:
    told: list[str | None] = []

    def listen(task: Task) -> None:
        told.append(task.scheduler)

    work(listen)
    jobs = Jobs(f"sqlite:///{tmp_path / 'jobs.sqlite'}", database, secret_key=SECRET_KEY, scheduler=scheduler)
    jobs.enqueue(queued)
    work_off(jobs)
    assert told == [given]


class _Break:
    """What runs code of somebody else where it is unpickled."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.target,))


def put_unsigned(path: Path, message: bytes) -> None:
    with closing(sqlite3.connect(path)) as queue:
        queue.execute("INSERT INTO task (queue, data, priority) VALUES ('whyprint', ?, 0)", (message,))
        queue.commit()


def signed_with_another_key(tmp_path: Path, database: Database, run_id: int) -> bytes:
    path = tmp_path / "theirs.sqlite"
    Jobs(f"sqlite:///{path}", database, secret_key=SECRET_KEY[::-1]).enqueue(run_id)
    with closing(sqlite3.connect(path)) as queue:
        return bytes(queue.execute("SELECT data FROM task").fetchone()[0])


def test_what_was_put_into_the_queue_by_somebody_else_is_thrown_away_unread(
    database: Database, tmp_path: Path, work: Does, queued: int, stored_by: list[int]
) -> None:
    path, broken = tmp_path / "jobs.sqlite", tmp_path / "broken"
    jobs = Jobs(f"sqlite:///{path}", database, secret_key=SECRET_KEY)
    for message in (pickle.dumps(_Break(broken)), signed_with_another_key(tmp_path, database, queued)):
        put_unsigned(path, message)
        with pytest.raises(ValueError, match=r"Signature|Separator"):
            jobs.huey.dequeue()
    assert not broken.exists()
    jobs.enqueue(queued)  # ours comes after theirs, and is not held up
    work_off(jobs)
    assert stored_by == [queued]
