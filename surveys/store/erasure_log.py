"""The log of erasures, a file beside the database: it outlives a restored backup, which has forgotten them.

One line for each: when, the random name, and what was erased or taken back. Nobody can be found by it, except in a
database that still holds their answers.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from surveys.private_files import keep_private


@dataclass(frozen=True, kw_only=True)
class ErasureLine:
    at: datetime
    subject: str
    what: str
    """`everything`, or the purpose whose consent was taken back."""

    def written(self) -> str:
        return f"{self.at.isoformat()} {self.subject} {self.what}\n"


class ErasureLog:
    """Only ever added to. One worker writes; a line that a power cut tore is written once more."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, lines: Iterable[ErasureLine]) -> None:
        """Returns when they are on the disk."""
        keep_private(self.path)
        with self.path.open("a+b") as log:
            if not _ends_with_a_line(log.tell(), self.path):
                log.write(b"\n")
            log.write("".join(line.written() for line in lines).encode("ascii"))
            log.flush()
            os.fsync(log.fileno())

    def lines(self) -> Iterator[ErasureLine]:
        """All that can be read, oldest first; none where there is no log."""
        if not self.path.exists():
            return
        with self.path.open(encoding="ascii", errors="replace") as log:
            for line in log:
                with suppress(ValueError):
                    yield _read(line)


def _ends_with_a_line(size: int, path: Path) -> bool:
    if size == 0:
        return True
    with path.open("rb") as log:
        log.seek(-1, os.SEEK_END)
        return log.read(1) == b"\n"


def _read(line: str) -> ErasureLine:
    """A ValueError where it is not a whole line."""
    at, subject, what = line.removesuffix("\n").split(" ")
    if not line.endswith("\n"):
        raise ValueError("a torn line")
    return ErasureLine(at=datetime.fromisoformat(at), subject=subject, what=what)
