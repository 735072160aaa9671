"""A copy of the SQLite database while it is in use: only that, with a check of the copy."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from surveys.errors import Conflict, Unavailable
from surveys.store.database import Database


def back_up(database: Database, target: Path) -> None:
    """Write a complete, checked copy.

    Raises
    ------
    Unavailable
        For PostgreSQL, which has its own tools, or where the copy is not whole.
    Conflict
        Where the target exists.
    """
    if not database.is_sqlite:
        raise Unavailable("This database is PostgreSQL.", "Use pg_dump; the manual says how.")
    if target.exists():
        raise Conflict(f"{target} exists.", "Name a file that does not exist.")
    source = make_url(database.url).database
    unfinished = target.with_name(f"{target.name}.unfinished")
    with closing(sqlite3.connect(str(source))) as original, closing(sqlite3.connect(unfinished)) as copy:
        original.backup(copy)
        found = copy.execute("PRAGMA integrity_check").fetchone()
        copy.execute("PRAGMA journal_mode=DELETE")
    if found != ("ok",):
        raise Unavailable("The copy is not whole.", "Check the disk, then back up again.")
    unfinished.replace(target)
