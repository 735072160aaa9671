"""A copy of the database while it is in use: it has its name only when it is whole, checked and on the disk."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from surveys.errors import Conflict, Unavailable
from surveys.private_files import make_private
from surveys.store.database import Database

Failed = sqlite3.Error, OSError, subprocess.SubprocessError
_AGAIN = "Look at what was said and at the room on the disk, then back up again."


def back_up(database: Database, target: Path) -> None:
    """Write a complete, checked copy: a SQLite file, or what `pg_restore` takes.

    Raises
    ------
    Unavailable
        Where the copy could not be written as a whole; nothing with its name is left behind.
    Conflict
        Where the target exists.
    """
    if target.exists():
        raise Conflict(f"{target} exists.", "Name a file that does not exist.")
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        make_private(unfinished)
        (_copy if database.is_sqlite else _dump)(database.url, unfinished)
        _sync(unfinished)
        unfinished.replace(target)
        _sync(target.parent)
    except Failed as error:
        raise Unavailable(f"The copy could not be written: {_said(error)}", _AGAIN) from None
    finally:
        unfinished.unlink(missing_ok=True)


def _copy(url: str, target: Path) -> None:
    source = str(make_url(url).database)
    with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(target)) as copy:
        original.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        found = copy.execute("PRAGMA integrity_check").fetchone()
    if found != ("ok",):
        raise OSError(str(found[0]))


def _dump(url: str, target: Path) -> None:
    """Dump, and read the whole dump again as restoring would: a cut one ends there."""
    address = make_url(url)
    plain = address.set(drivername="postgresql", password=None).render_as_string()
    environment = os.environ | ({"PGPASSWORD": address.password} if address.password else {})
    for command in (["pg_dump", "-Fc", "-d", plain, "-f", str(target)], ["pg_restore", "-f", os.devnull, str(target)]):
        subprocess.run(command, env=environment, check=True, capture_output=True, text=True)  # noqa: S603


def _said(error: Exception) -> str:
    return str(getattr(error, "stderr", "") or error).strip()


def _sync(path: Path) -> None:
    """What has a name is on the disk: the content of a file, or the names in a folder."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
