"""A copy of the SQLite database while it is in use: only that, with a check of the copy."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from surveys.errors import Conflict, Unavailable
from surveys.private_files import make_private
from surveys.store.database import Database


def back_up(database: Database, target: Path) -> None:
    """Write a complete, checked copy; it has the name only when it is whole and on the disk.

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
    unfinished = target.with_name(f"{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    make_private(unfinished)
    try:
        _copy(Path(str(make_url(database.url).database)), unfinished)
        _sync(unfinished)
        unfinished.replace(target)
        _sync(target.parent)
    except (sqlite3.Error, OSError) as error:
        raise Unavailable(f"The copy could not be written: {error}.", "Make room, then back up again.") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(target)) as copy:
        original.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        found = copy.execute("PRAGMA integrity_check").fetchone()
    if found != ("ok",):
        raise Unavailable("The copy is not whole.", "Check the disk, then back up again.")


def _sync(path: Path) -> None:
    """What has a name is on the disk: the content of a file, or the names in a folder."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
