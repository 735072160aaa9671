"""What was erased leaves every byte, in the worker, however long somebody reads; and is written down for restoring."""

import secrets
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from surveys.models import Clearing, Response, Study
from surveys.models.base import utc_now
from surveys.services.answers.erase_respondent import erase_respondent
from surveys.store.cleaning import rewrite
from surveys.store.database import Database
from surveys.store.erasure_log import ErasureLine, ErasureLog
from surveys.working import Clearer
from tests import factories
from tests.surveys.clearing import clear
from tests.surveys.postgres import Cluster

CANARY = secrets.token_hex(20)
AT = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture
def subject(database: Database) -> str:
    """The random name of somebody who wrote the canary, among others."""
    with database.writing() as session:
        study = factories.publish_study(session)
        for _other in range(5):
            factories.make_response(session, study)
        answers = {**factories.COMPLETE, "why": CANARY}
        return factories.make_response(session, study, answers=answers, token_hash="a" * 64).subject


def erase(database: Database, subject: str) -> None:
    with database.writing() as session:
        response = session.scalars(select(Response).where(Response.subject == subject)).one()
        erase_respondent(session, factories.LINKS, response=response, now=utc_now())


def files_with_canary(folder: Path) -> list[str]:
    found = [path for path in folder.rglob("*") if path.is_file()]
    assert found
    return [path.name for path in found if CANARY.encode() in path.read_bytes()]


def left_to_do(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count(Clearing.id))) or 0


def test_whoever_reads_holds_it_up_and_nobody_else_waits(database: Database, subject: str) -> None:
    with database.reading() as reader:
        reader.scalars(select(Study)).all()
        erase(database, subject)
        assert not clear(database)
        assert left_to_do(database) == 1
        with database.writing() as session:  # others go on writing meanwhile
            factories.make_account(session)
    assert clear(database)
    assert left_to_do(database) == 0


def test_every_file_of_sqlite_is_clean_once_the_reader_went(database: Database, subject: str, tmp_path: Path) -> None:
    if not database.is_sqlite:
        pytest.skip("the files of PostgreSQL are looked at below")
    with database.reading() as reader:
        reader.scalars(select(Study)).all()
        erase(database, subject)
        assert not clear(database)
        assert files_with_canary(tmp_path) != []
    assert clear(database)
    assert files_with_canary(tmp_path) == []


def test_a_worker_that_comes_after_a_killed_one_goes_on(database: Database, subject: str, tmp_path: Path) -> None:
    erase(database, subject)
    successor = Database(database.url)
    clearer = Clearer(successor, ErasureLog(tmp_path / "erasures.log"), every=0.02)
    clearer.start()
    for _try in range(500):
        if not left_to_do(database):
            break
        time.sleep(0.02)
    clearer.stop()
    successor.close()
    assert left_to_do(database) == 0
    assert [line.subject for line in ErasureLog(tmp_path / "erasures.log").lines()] == [subject]


def test_tables_of_postgresql_hold_no_dead_row_and_after_rewriting_no_byte(
    database: Database, subject: str, request: pytest.FixtureRequest
) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite overwrites what it deletes")
    cluster: Cluster = request.getfixturevalue("postgres")
    erase(database, subject)
    assert clear(database)
    with database.engine.connect() as connection:
        kept = connection.execute(text("SELECT pg_relation_size('response')")).scalar_one()
        assert kept > 0
        last = connection.execute(text("SELECT count(*) FROM response WHERE answers::text LIKE :it"), {"it": CANARY})
        assert last.scalar_one() == 0
    rewrite(database)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CHECKPOINT")
    found = subprocess.run(["grep", "-rla", CANARY, cluster.data / "base"], capture_output=True, text=True, check=False)
    assert found.stdout == ""


@pytest.mark.parametrize("torn", ["", "2026-11-30T12:0", "2026-11-30T12:00:00+00:00 torn everything"])
def test_the_log_outlives_a_torn_line(tmp_path: Path, torn: str) -> None:
    log = ErasureLog(tmp_path / "new" / "erasures.log")
    first = ErasureLine(at=AT, subject="first", what="everything")
    second = ErasureLine(at=AT, subject="second", what="quote")
    log.add([first])
    with log.path.open("a") as opened:
        opened.write(torn)
    assert list(log.lines()) == [first]
    log.add([second])
    assert [line for line in log.lines() if line.subject != "torn"] == [first, second]
    assert oct(log.path.stat().st_mode)[-3:] == "600"


def test_no_log_is_no_erasure(tmp_path: Path) -> None:
    assert list(ErasureLog(tmp_path / "none.log").lines()) == []
