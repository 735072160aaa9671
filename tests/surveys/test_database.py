"""The database: what every connection promises, and that tables are as the models say."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from surveys.errors import Unavailable
from surveys.models import Account, Base
from surveys.store import database as storage
from surveys.store.database import Database, alembic_config
from tests import factories


def test_models_and_migrations_agree(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)
    assert differences == []


def test_what_was_written_is_read_by_the_next_session(database: Database) -> None:
    with database.writing() as session:
        factories.make_account(session, email="ada@example.org")
    with database.reading() as session:
        assert session.query(Account).one().email == "ada@example.org"


def test_an_error_undoes_the_whole_transaction(database: Database) -> None:
    def half_done() -> None:
        with database.writing() as session:
            factories.make_account(session)
            raise LookupError("on purpose")

    with pytest.raises(LookupError, match="on purpose"):
        half_done()
    with database.reading() as session:
        assert session.query(Account).count() == 0


def test_a_reading_session_cannot_write(database: Database) -> None:
    with database.reading() as session, pytest.raises(DBAPIError, match=r"read-?only"):
        factories.make_account(session)


def test_a_session_may_write_after_another_has_read_on_the_same_connection(database: Database) -> None:
    with database.reading() as session:
        session.execute(text("SELECT 1"))
    with database.writing() as session:
        factories.make_account(session)
    with database.reading() as session:
        assert session.query(Account).count() == 1


@pytest.mark.parametrize("table", ["consent_event", "consent_text", "audit_event", "questionnaire_version"])
def test_what_is_only_ever_added_to_can_be_neither_changed_nor_deleted(database: Database, table: str) -> None:
    with database.writing() as session:
        factories.make_response(session, factories.publish_study(session))
    for statement in (f"UPDATE {table} SET id = id + 1000", f"DELETE FROM {table}"):  # noqa: S608
        with (
            database.writing_session() as session,
            pytest.raises(IntegrityError, match=f"{table} is append-only"),
        ):
            session.execute(text(statement))


def test_every_sqlite_connection_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new' / 'x.sqlite'}")
    with database.reading() as first, database.writing() as second:
        for session in (first, second):
            found = {pragma: session.execute(text(f"PRAGMA {pragma}")).scalar_one() for pragma in storage.PRAGMAS}
            assert found == {pragma: expected for pragma, (_, expected) in storage.PRAGMAS.items()}
    database.close()


def test_a_database_that_cannot_keep_a_promise_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(storage.PRAGMAS, "synchronous", ("NORMAL", 2))
    database = Database(f"sqlite:///{tmp_path / 'x.sqlite'}")
    with pytest.raises(Unavailable, match="does not keep synchronous"), database.reading() as session:
        session.execute(text("SELECT 1"))


def test_a_database_in_memory_is_refused() -> None:
    with pytest.raises(Unavailable, match="keeps nothing"):
        Database("sqlite:///:memory:")


def test_migrations_can_be_undone_and_done_again(database: Database) -> None:
    with database.engine.connect() as connection:
        command.downgrade(alembic_config(connection), "base")
        connection.commit()
        left = set(inspect(connection).get_table_names()) - {"alembic_version"}
    assert left == set()
    with pytest.raises(Unavailable, match="not up to date"):
        database.check_upgraded()
    database.upgrade()
    database.check_upgraded()
    with database.writing() as session:
        factories.make_account(session)


_OPENED_AND_CLOSED = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT 1 FROM account")
connection.close()
"""


def test_another_program_that_closes_the_database_takes_nothing_away(tmp_path: Path) -> None:
    """The last to close empties the log and takes it away: nobody is the last while this process has it open."""
    path = tmp_path / "whyprint.sqlite"
    database = Database(f"sqlite:///{path}")
    database.upgrade()
    database.check_upgraded()
    with database.writing() as session:
        factories.make_account(session, email="ada@example.org")
    subprocess.run([sys.executable, "-c", _OPENED_AND_CLOSED, path], check=True)
    with database.writing() as session:
        factories.make_account(session, email="bob@example.org")
    with closing(sqlite3.connect(path)) as apart:
        assert apart.execute("SELECT count(*) FROM account").fetchone() == (2,)
    database.close()
