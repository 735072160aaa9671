"""A kind of background work that does whatever a test wants, and runs of it."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from surveys.jobs import registry
from surveys.jobs.registry import Task
from surveys.models import Run
from surveys.models.base import utc_now
from surveys.store import runs
from surveys.store.database import Database

Does = Callable[[Callable[[Task], None]], None]


@pytest.fixture
def stored_by() -> list[int]:
    """Ids of the runs whose results were stored."""
    return []


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch, stored_by: list[int]) -> Does:
    """Says what is done when a run of the kind "toy" is worked off."""

    def put(does: Callable[[Task], None]) -> None:
        def toy(task: Task) -> Callable[[Session], None]:
            does(task)
            return lambda _session: stored_by.append(task.run_id)

        monkeypatch.setitem(registry._KINDS, "toy", toy)

    put(lambda _task: None)
    return put


@pytest.fixture
def queued(database: Database) -> int:
    """A run that waits."""
    with database.writing() as session:
        run = runs.new_run(kind="toy", requested_by_id=None, at=utc_now())
        session.add(run)
        session.flush()
        return run.id


def stored(database: Database, run_id: int) -> Run:
    with database.reading() as session:
        return session.get_one(Run, run_id)
