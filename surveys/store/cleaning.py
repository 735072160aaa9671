"""Bytes of deleted rows go: from the log of SQLite, from the tables of PostgreSQL. Nobody who writes waits for it."""

import time

from sqlalchemy import text

from surveys.store.database import Database

WITH_WORDS = (
    "response", "page_visit", "contact", "assignment", "quotation", "analysis", "wave", "reward_grant", "download_link",
)  # fmt: skip
"""Tables from which something goes when a person does."""
_TRIES = 5
_STILL_SEEN = text(
    "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE backend_xmin IS NOT NULL AND pid <> pg_backend_pid() "
    "AND age(backend_xmin) >= (SELECT min(age(xmin)) FROM clearing))"
)
"""Whether a transaction goes on that began before the newest erasure: PostgreSQL keeps what it might still read."""


def clean(database: Database) -> bool:
    """Whether nothing is left of what was deleted before; False where somebody who reads still holds it."""
    return _empty_log(database) if database.is_sqlite else _vacuum(database)


def _empty_log(database: Database) -> bool:
    """Move SQLite's log into the database, which overwrites, and cut it to nothing.

    The most is moved while others write. Only the last step keeps them out, for an instant: it gives up at once where
    somebody reads, for waiting would hold everybody up.
    """
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.detach()  # closed at the end, and so is its way of not waiting
        connection.exec_driver_sql("PRAGMA busy_timeout=0")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").all()
        for _try in range(_TRIES):
            busy, _pages, _moved = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
            if not busy:
                return True
            time.sleep(0.01)
    return False


def _vacuum(database: Database) -> bool:
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        still_seen = connection.execute(_STILL_SEEN).scalar_one()
        for table in WITH_WORDS:
            connection.exec_driver_sql(f"VACUUM {table}")
    return not still_seen


def rewrite(database: Database) -> None:
    """PostgreSQL: write the tables anew, so that nothing of deleted rows lies in the free space of their pages.

    Plain vacuuming frees that space without overwriting it. Each table is locked while it is written; SQLite overwrites
    by itself.
    """
    if database.is_sqlite:
        return
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in WITH_WORDS:
            connection.exec_driver_sql(f"VACUUM FULL {table}")
