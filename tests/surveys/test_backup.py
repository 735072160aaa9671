"""A backup taken while people answer holds every answer as it was sent; one that is cut is never taken for a backup."""

import hashlib
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson
import pytest
from sqlalchemy import make_url, select

from surveys.errors import Conflict, Unavailable
from surveys.models import Response
from surveys.store import backup
from surveys.store.backup import back_up
from surveys.store.database import Database
from tests import factories
from tests.surveys.postgres import Cluster
from tests.surveys.respondents.join_attack import answer_all

needs_pg_dump = pytest.mark.skipif(shutil.which("pg_dump") is None, reason="pg_dump is not on this machine")


def hashes(database: Database) -> dict[str, str]:
    """Random name of whoever is done -> SHA-256 of their answers."""
    with database.reading() as session:
        rows = session.execute(select(Response.subject, Response.answers).where(Response.state == "completed")).all()
    option = orjson.OPT_SORT_KEYS
    return {subject: hashlib.sha256(orjson.dumps(answers, option=option)).hexdigest() for subject, answers in rows}


@contextmanager
def people_answering(database: Database) -> Iterator[None]:
    """They go on for as long as the block runs."""
    with database.writing() as session:
        study_id = factories.publish_study(session).id
    answer_all(database, study_id, 20)
    ended = threading.Event()

    def go_on() -> None:
        while not ended.is_set():
            answer_all(database, study_id, 1)

    threads = [threading.Thread(target=go_on) for _ in range(4)]
    for thread in threads:
        thread.start()
    yield
    ended.set()
    for thread in threads:
        thread.join()


@contextmanager
def restored(copy: Path, database: Database, request: pytest.FixtureRequest) -> Iterator[Database]:
    if database.is_sqlite:
        url = f"sqlite:///{shutil.copy(copy, copy.with_suffix('.restored'))}"
    else:
        cluster: Cluster = request.getfixturevalue("postgres")
        url = cluster.create(f"restored_{copy.stem}")
        plain = make_url(url).set(drivername="postgresql").render_as_string()
        subprocess.run(["pg_restore", "--exit-on-error", "-d", plain, copy], check=True, capture_output=True)
    found = Database(url)
    found.check_upgraded()
    yield found
    found.close()


@needs_pg_dump
def test_every_answer_is_in_the_copy_as_it_was_sent(
    database: Database, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    copy = tmp_path / f"copy{threading.get_ident()}.backup"
    with people_answering(database):
        acknowledged = hashes(database)
        back_up(database, copy)
    with restored(copy, database, request) as again:
        found = hashes(again)
    assert len(acknowledged) >= 20
    assert acknowledged.items() <= found.items()  # all that was kept before
    assert found.items() <= hashes(database).items()  # and nothing half
    assert oct(copy.stat().st_mode)[-3:] == "600"
    with pytest.raises(Conflict, match="exists"):
        back_up(database, copy)


@needs_pg_dump
def test_a_copy_that_is_cut_while_it_is_written_gets_no_name(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(url: str, target: Path) -> None:
        write(url, target)
        with target.open("r+b") as opened:
            opened.truncate(target.stat().st_size * 2 // 3)
        check(target)

    def check(target: Path) -> None:
        if database.is_sqlite:
            sqlite3.connect(target).execute("PRAGMA integrity_check").fetchone()
        else:
            subprocess.run(["pg_restore", "-f", "/dev/null", target], check=True, capture_output=True, text=True)

    name = "_copy" if database.is_sqlite else "_dump"
    write = getattr(backup, name)
    monkeypatch.setattr(backup, name, cut)
    with pytest.raises(Unavailable, match="could not be written"):
        back_up(database, tmp_path / "copy.backup")
    assert list(tmp_path.glob("copy*")) == []


def test_a_full_disk_leaves_no_copy_behind(empty_sqlite: Path, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{shutil.copy(empty_sqlite, tmp_path / 'whyprint.sqlite')}")
    script = (
        "import resource, sys; from pathlib import Path; from surveys.store.backup import back_up; "
        "from surveys.store.database import Database; "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)); "
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "back_up(Database(sys.argv[1]), Path(sys.argv[2]))"
    )
    target = tmp_path / "copy.sqlite"
    command = [sys.executable, "-c", script, database.url, str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "The copy could not be written" in done.stderr
    assert list(tmp_path.glob("copy*")) == []
    database.close()


@pytest.mark.parametrize("kept", [99, 100, 4096, 5000, 8192, 0.3, 0.5, 0.9, -4096, -1])
def test_a_cut_copy_is_not_taken_for_a_database(empty_sqlite: Path, tmp_path: Path, kept: float) -> None:
    whole = empty_sqlite.read_bytes()
    size = int(kept * len(whole)) if isinstance(kept, float) else kept % len(whole)
    path = tmp_path / "cut.sqlite"
    path.write_bytes(whole[:size])
    database = Database(f"sqlite:///{path}")
    with pytest.raises(Unavailable, match="not a whole database"):
        database.check_upgraded()
    database.close()
