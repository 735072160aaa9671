"""The two processes of the demonstration: a worker beside the server, and both stopped together."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from surveys.config import Settings
from surveys.demo.folder import as_environment

_START = "from surveys.cli import main; main()"
LOG = "worker.log"
_PATIENCE = 20
"""Seconds a worker gets to put its work down."""


@contextmanager
def worker_beside(settings: Settings) -> Iterator[None]:
    """A worker as `whyprint worker` starts it, for as long as the block runs. It writes to a log in the folder."""
    with (settings.data_dir / LOG).open("ab") as log:
        worker = subprocess.Popen(  # noqa: S603  (our own program, no words of anybody else)
            [sys.executable, "-c", _START, "worker"],
            env=as_environment(settings),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C reaches us alone; we tell the worker
        )
    try:
        yield
    finally:
        worker.terminate()
        try:
            worker.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()


@contextmanager
def stopping_as_by_hand() -> Iterator[None]:
    """Take SIGTERM for Ctrl-C, so that whoever stops us stops the worker, too."""
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
