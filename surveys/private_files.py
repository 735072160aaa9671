"""Files that only their owner may read: databases, queues, backups, logs of erasures. Only how they are made so."""

import os
import stat
from pathlib import Path

from surveys.errors import Unavailable

PRIVATE = 0o600
_FOLDER = 0o700
_BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps beside a database. It makes these files with the rights of the database itself."""


def keep_private(path: Path) -> None:
    """Make an empty file that only its owner may read, whatever the umask; tighten one that is there, and its log.

    Raises
    ------
    Unavailable
        Where others may read it and it is not ours to change.
    """
    path.parent.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
    if not path.exists():
        make_private(path)
    for suffix in _BESIDE:
        _tighten(path.with_name(path.name + suffix))


def make_private(path: Path) -> None:
    """An empty file with the rights it is to have from its first moment on."""
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, PRIVATE))


def _tighten(path: Path) -> None:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & ~PRIVATE:
            path.chmod(mode & PRIVATE)
    except FileNotFoundError:
        return  # SQLite takes its log away when the last connection closes
    except PermissionError:
        raise Unavailable(
            f"Other people of this machine can read {path}, and it belongs to somebody else.",
            f"Run as its owner: chmod 600 {path}",
        ) from None
