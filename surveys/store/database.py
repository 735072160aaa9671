"""The database: connections as we insist on them, and sessions that read or write; no query lives here.

On SQLite every connection is checked: an answer that was acknowledged must survive a power cut (WAL with FULL
sync lost nothing in simulated cuts, NORMAL lost a third), and erased text must really be gone.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import orjson
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from surveys.errors import Unavailable
from surveys.paths import MIGRATIONS
from surveys.private_files import keep_private
from surveys.store import arrivals, set_apart  # noqa: F401  (no session without them)
from surveys.store.turns import WAIT, InTurn, Turns, begin_writing

PRAGMAS: dict[str, tuple[str, str | int]] = {
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),
    "foreign_keys": ("ON", 1),
    "secure_delete": ("ON", 1),
    "trusted_schema": ("OFF", 0),
    "busy_timeout": (str(1000 * WAIT), 1000 * WAIT),
}
"""Pragma -> (what we ask for, what it must answer)."""
POOL_SIZE = 20
"""More than the server has threads, so that a request never waits for a connection."""


class Database:
    """One database of Whyprint, SQLite or PostgreSQL."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        if self.is_sqlite:
            self.engine, self.reader = _sqlite_engine(url, writes=True), _sqlite_engine(url, writes=False)
        else:
            self.engine = _postgresql_engine(url)
            self.reader = self.engine.execution_options(postgresql_readonly=True, isolation_level="REPEATABLE READ")

    def reading_session(self) -> Session:
        """A session whose transaction sees one moment and cannot write."""
        return Session(self.reader, expire_on_commit=False)

    def writing_session(self) -> Session:
        """A session that takes the write lock at its first statement. Whoever opens it commits."""
        return Session(self.engine, expire_on_commit=False)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with self.reading_session() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction: committed at the end, rolled back on any error."""
        with self.writing_session() as session:
            yield session
            session.commit()

    def upgrade(self, revision: str = "head") -> None:
        """Bring the tables up to date, from empty or from any earlier state."""
        with self.engine.connect() as connection:
            if self.is_sqlite:
                _let_tables_be_made_anew(connection)
            command.upgrade(alembic_config(connection), revision)
            if self.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise Unavailable("The tables do not fit together after the upgrade.", "Nothing was changed.")
            connection.commit()

    def check_upgraded(self) -> None:
        """Refuse to work on tables of another release, or on a file that was cut."""
        try:
            with self.reader.connect() as connection:
                found = MigrationContext.configure(connection).get_current_revision()
                wanted = ScriptDirectory.from_config(alembic_config(connection)).get_current_head()
                cut = self.is_sqlite and _ends_within_a_page(connection)
        except (sqlite3.DatabaseError, DatabaseError) as error:
            if isinstance(error, sqlite3.OperationalError | OperationalError) or not self.is_sqlite:
                raise
            raise _not_whole(self.url) from None
        if cut:
            raise _not_whole(self.url)
        if found != wanted:
            raise Unavailable("The database is not up to date.", "Run: whyprint db upgrade")

    def close(self) -> None:
        self.engine.dispose()
        self.reader.dispose()


def _not_whole(url: str) -> Unavailable:
    return Unavailable(f"{make_url(url).database} is not a whole database.", "Restore another backup.")


def _ends_within_a_page(connection: Connection) -> bool:
    """What SQLite does not mind: it takes the missing end of the last page for zeros.

    The file is never opened here: closing it would drop the locks of every connection of this process (POSIX locks
    belong to processes), and another process that closes would then take the log away under them.
    """
    page_size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
    return bool(Path(str(connection.engine.url.database)).stat().st_size % page_size)


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings without a file: our scripts, over a connection that is already open."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _to_json(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()


_ENGINE: dict[str, Any] = {
    "json_serializer": _to_json,
    "json_deserializer": orjson.loads,
    "hide_parameters": True,  # an error in the log must not quote an answer
    "pool_size": POOL_SIZE,
    "max_overflow": 0,
}


def _postgresql_engine(url: str) -> Engine:
    return create_engine(url, **_ENGINE, pool_pre_ping=True)


def _sqlite_engine(url: str, *, writes: bool) -> Engine:
    """Connections that read apart from those that write: none has to be told before each use what it is for."""
    path = make_url(url).database
    if not path or path == ":memory:":
        raise Unavailable("A database in memory keeps nothing.", "Give WHYPRINT_DATABASE_URL a file name.")
    engine = create_engine(url, **_ENGINE, connect_args={"factory": partial(InTurn, turns=Turns())})
    event.listen(engine, "do_connect", lambda *_about: keep_private(Path(path)))
    event.listen(engine, "connect", _harden)
    if not writes:
        event.listen(engine, "connect", _forbid_writing)
    event.listen(engine, "begin", begin_writing if writes else _begin_reading)
    return engine


def _harden(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Set what we rely on and read it back: a file system without it must be noticed before the first answer."""
    connection.isolation_level = None  # we say BEGIN ourselves, see begin_writing
    cursor = connection.cursor()
    for pragma, (wanted, expected) in PRAGMAS.items():
        cursor.execute(f"PRAGMA {pragma}={wanted}")
        row = cursor.execute(f"PRAGMA {pragma}").fetchone()
        if row is None or row[0] != expected:
            raise Unavailable(
                f"SQLite does not keep {pragma}={wanted} here (it answers {row[0] if row else 'nothing'!r}).",
                "Put the database on a local disk, or use PostgreSQL.",
            )
    cursor.close()


def _let_tables_be_made_anew(connection: Connection) -> None:
    """Stop checking references on this connection, which is closed and not used again.

    SQLite changes a table by making it anew and dropping the old one; checked, that would delete whatever refers to it.
    The pragma does nothing within a transaction, so it goes around SQLAlchemy, which begins one.
    """
    connection.detach()
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    cursor.close()


def _forbid_writing(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.cursor().execute("PRAGMA query_only=ON")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
