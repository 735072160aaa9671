"""Reading formats whose readers may crash or never end: a process of its own does it, within limits.

The other process (`convert.py`) sends plain JSON lines and nothing else; nothing of it is believed unseen, and whatever
becomes of it, the one who asked goes on.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Timer
from typing import IO

import orjson

from research.errors import BadData
from research.reading.text_lines import Row

PROGRAM = Path(__file__).with_name("convert.py")
LONGEST_LINE = 64 * 1024 * 1024
GOODBYE = 10
"""Seconds that a process which says nothing more may take to end."""
MEGABYTE = 1024 * 1024
SECONDS, MEMORY = "WHYPRINT_READING_SECONDS", "WHYPRINT_READING_MEMORY"
Labels = Mapping[str, Mapping[int, str]]


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What reading one file may cost; more for larger files.

    Parameters
    ----------
    seconds : int
        Of a processor.
    memory : int
        Bytes of address space.
    unpacked : int
        Bytes that all parts of a packed file may have together.
    """

    seconds: int
    memory: int
    unpacked: int

    @classmethod
    def for_file(cls, size: int) -> "Limits":
        """For a file of so many bytes; the environment may allow more seconds, and more megabytes of memory."""
        seconds, memory = _allowed(SECONDS, 10), _allowed(MEMORY, 1024)
        return cls(
            seconds=seconds + 20 * size // MEGABYTE,
            memory=memory * MEGABYTE + 40 * size,
            unpacked=64 * MEGABYTE + 40 * size,
        )

    @property
    def patience(self) -> float:
        """Seconds by the clock: other processes want the processor too."""
        return 6.0 * self.seconds


def _allowed(name: str, usual: int) -> int:
    """A limit as the environment sets it."""
    written = os.environ.get(name) or str(usual)
    if not written.isascii() or not written.isdigit():
        raise BadData("limit_no_number", name=name, value=written)
    return int(written)


@contextmanager
def read_apart(
    path: Path, *, wanted: Collection[str] | None, keep: Collection[float], limits: Limits | None = None
) -> Iterator[tuple[Iterator[Row], Labels]]:
    """The rows of an XLSX or SPSS file (its first row names the columns), and the labels of its codes.

    Parameters
    ----------
    path : Path
    wanted : collection of str, optional
        Columns; of others nothing need be read.
    keep : collection of float
        Codes that stay although the file declares them as missing.
    limits : Limits, optional
        By the size of the file, where none are given.

    Raises
    ------
    BadData
        The file is damaged, or takes more than the limits.
    """
    limits = limits or Limits.for_file(path.stat().st_size)
    request = {
        "path": str(path.resolve()),
        "wanted": None if wanted is None else sorted(wanted),
        "keep": sorted(keep),
        "limits": asdict(limits),
    }
    child = _start()
    timer = Timer(limits.patience, child.kill)
    timer.start()
    try:
        answer = _Answer(child, path.name)
        answer.ask(orjson.dumps(request))
        labels = answer.labels()
        yield answer.rows(), labels
    finally:
        timer.cancel()
        child.kill()
        _open(child.stdout).close()
        child.wait()


def try_apart(path: Path, *, wanted: Collection[str] | None, limits: Limits | None = None) -> None:
    """Have a Parquet file read through by the other process, before this one reads it.

    A table of a million people would take too long as lines; a file that crashes its reader or takes more than the
    limits does so there.

    Raises
    ------
    BadData
        The file is damaged, or takes more than the limits.
    """
    with read_apart(path, wanted=wanted, keep=(), limits=limits) as (rows, _labels):
        for _row in rows:
            pass


def _start() -> subprocess.Popen[bytes]:
    """With an empty environment: a process that meets a stranger's file knows no secret of ours."""
    return subprocess.Popen(  # noqa: S603  (our own program; what it reads is not on its command line)
        [sys.executable, "-I", str(PROGRAM)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"},
    )


class _Answer:
    """What the other process says, line by line, until it has said that this was all."""

    def __init__(self, child: subprocess.Popen[bytes], name: str) -> None:
        self._child, self._name = child, name

    def ask(self, request: bytes) -> None:
        stdin = _open(self._child.stdin)
        try:
            stdin.write(request)
            stdin.close()
        except OSError as error:
            raise self._ended() from error

    def labels(self) -> Labels:
        told = self._next()
        if not isinstance(told, dict):
            raise self._broken()
        return {
            str(column): {int(code): str(words) for code, words in labels.items()} for column, labels in told.items()
        }

    def rows(self) -> Iterator[Row]:
        while (told := self._next()) is not None:
            if not isinstance(told, list) or not told or not isinstance(told[0], int):
                raise self._broken()
            yield told[0], [str(cell) for cell in told[1:]]

    def _next(self) -> object:
        """The next line; None only where it said that nothing follows."""
        line = _open(self._child.stdout).readline(LONGEST_LINE)
        if not line.endswith(b"\n"):
            raise self._ended()
        try:
            told = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise self._broken() from error
        if isinstance(told, dict) and "refused" in told:
            raise BadData("file_not_read", file=self._name, why=str(told["refused"])[:200])
        if isinstance(told, dict) and "too_large" in told:
            raise BadData("file_too_dear", file=self._name)
        return told

    def _ended(self) -> BadData:
        """Without a word: it was stopped by a limit, or it crashed."""
        with suppress(subprocess.TimeoutExpired):
            if self._child.wait(GOODBYE) in (-signal.SIGXCPU, -signal.SIGKILL):
                return BadData("file_too_dear", file=self._name)
        return self._broken()

    def _broken(self) -> BadData:
        return BadData("file_crashed_reader", file=self._name)


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:  # both are pipes, as `_start` asks
        raise RuntimeError("the reading process has no pipe")
    return pipe
