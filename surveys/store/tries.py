"""How often something was tried: counted in a small file of its own, over all threads and processes of this machine.

Apart from the database on purpose. Counting must be exact, and need not outlive a power cut: nobody who answers waits
for the disk because somebody guesses passwords. Several machines count together with Redis.
"""

import hashlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from limits.storage import Storage

from surveys.private_files import keep_private

SCHEME = "tries"
_SECONDS_TO_WAIT = 5
_TABLE = "CREATE TABLE IF NOT EXISTS tries (what TEXT PRIMARY KEY, count INTEGER NOT NULL, until REAL NOT NULL)"
_COUNT = """
    INSERT INTO tries (what, count, until) VALUES (:what, :amount, :now + :seconds)
    ON CONFLICT (what) DO UPDATE SET
        count = CASE WHEN until <= :now THEN 0 ELSE count END + excluded.count,
        until = CASE WHEN until <= :now THEN excluded.until ELSE until END
    RETURNING count
"""


def tries_url(folder: Path) -> str:
    return f"{SCHEME}://{folder / 'tries.sqlite'}"


class TryFile(Storage):
    """What `limits` counts in. Each count is one statement, so that no try slips past another."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012  (the library asks for a list)

    def __init__(self, uri: str, **options: Any) -> None:
        super().__init__(uri, **options)
        self._path = Path(uri.removeprefix(f"{SCHEME}://"))

    @property
    def base_exceptions(self) -> type[Exception]:
        return sqlite3.Error

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count, and say how often it was tried since the window began."""
        about = {"what": _hidden(key), "amount": amount, "now": time.time(), "seconds": expiry}
        with self._open() as file:
            count = int(file.execute(_COUNT, about).fetchone()[0])
            if count == amount:  # a new window: the time to forget old ones
                file.execute("DELETE FROM tries WHERE until <= ?", (about["now"],))
        return count

    def get(self, key: str) -> int:
        found = self._find(key)
        return found[0] if found is not None and found[1] > time.time() else 0

    def get_expiry(self, key: str) -> float:
        found = self._find(key)
        return time.time() if found is None else found[1]

    def check(self) -> bool:
        with self._open():
            return True

    def reset(self) -> int | None:
        with self._open() as file:
            return file.execute("DELETE FROM tries").rowcount

    def clear(self, key: str) -> None:
        with self._open() as file:
            file.execute("DELETE FROM tries WHERE what = ?", (_hidden(key),))

    def _find(self, key: str) -> tuple[int, float] | None:
        with self._open() as file:
            found = file.execute("SELECT count, until FROM tries WHERE what = ?", (_hidden(key),)).fetchone()
        return None if found is None else (int(found[0]), float(found[1]))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        keep_private(self._path)
        with closing(sqlite3.connect(self._path, timeout=_SECONDS_TO_WAIT, isolation_level=None)) as file:
            file.execute("PRAGMA synchronous=OFF")
            file.execute(_TABLE)
            yield file


def _hidden(key: str) -> str:
    """Addresses of people are not written down."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
