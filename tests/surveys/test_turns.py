"""Who writes on SQLite waits for those who came before, and for nobody else."""

import sqlite3
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from surveys.models import Team
from surveys.store import turns
from surveys.store.database import Database
from surveys.store.turns import Turns


@pytest.fixture
def database(empty_sqlite: Path, tmp_path: Path) -> Database:
    path = tmp_path / "whyprint.sqlite"
    path.write_bytes(empty_sqlite.read_bytes())
    return Database(f"sqlite:///{path}")


def test_whoever_came_first_writes_first(database: Database) -> None:
    wrote: list[int] = []

    def write(number: int) -> None:
        with database.writing() as session:
            session.add(Team(name=f"Team {number}"))
            session.flush()
            wrote.append(number)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(12)]
    with database.writing() as session:
        session.add(Team(name="The first"))
        session.flush()
        for writer in writers:
            writer.start()
            time.sleep(0.02)  # they come one after the other
    for writer in writers:
        writer.join()
    assert wrote == list(range(12))


def test_the_next_one_writes_after_whatever_went_wrong(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "WAIT", 0.5)

    def interrupted() -> None:
        with database.writing() as session:
            session.add(Team(name="Interrupted"))
            session.flush()
            raise KeyboardInterrupt

    for _time in range(2):
        with pytest.raises(IntegrityError), database.writing() as session:
            session.add_all([Team(name="Twice"), Team(name="Twice")])
        with pytest.raises(KeyboardInterrupt):
            interrupted()
    with database.writing() as session:
        session.add(Team(name="Stored"))
    with database.reading() as session:
        assert session.query(Team).filter(Team.name.in_(["Twice", "Interrupted", "Stored"])).count() == 1


def test_another_process_that_writes_for_too_long_takes_no_turn_away(database: Database) -> None:
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    other = sqlite3.connect(str(database.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"), database.writing() as session:
        session.query(Team).all()
    other.execute("ROLLBACK")
    with database.writing() as session:
        session.add(Team(name="Stored"))


def test_a_turn_that_does_not_come_is_told() -> None:
    waiting = Turns()
    assert waiting.take(seconds=0)
    assert not waiting.take(seconds=0.01)
    waiting.give()
    assert waiting.take(seconds=0), "who gave up waits no more"
