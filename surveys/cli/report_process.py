"""The report of `whyprint analyse`, made in a process of its own.

Templates and the drawing engine need a second to warm up. They do it here, while the figures are computed. As a
program: read what is published from standard input, write the page to standard output.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from importlib import import_module
from types import TracebackType
from typing import Any, Self

import orjson

from surveys.paths import PACKAGE

PROGRAM = "surveys.cli.report_process"
DRAWING = "surveys.cli.report_drawing"


class ReportProcess:
    """Starts to warm up on entering; a process that fails costs time, never the report."""

    def __enter__(self) -> Self:
        self._process = _started()
        self._waiter = ThreadPoolExecutor(max_workers=1)
        return self

    def __exit__(self, *_error: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._process is None:
            return
        self._process.kill()  # does nothing where it has ended by itself
        self._waiter.shutdown()
        with self._process:
            """Leaving closes its pipes."""

    def draw(self, published: Mapping[str, Any], *, title: str) -> "Future[bytes]":
        """The page as bytes, drawn while the caller does something else.

        Parameters
        ----------
        published : mapping
            A summary that passed `research.disclosure.suppress`.
        title : str
            Of the study.
        """
        return self._waiter.submit(self._page, published, title)

    def _page(self, published: Mapping[str, Any], title: str) -> bytes:
        asked = orjson.dumps({"published": published, "title": title})
        if self._process is not None:
            page, _ = self._process.communicate(b"%d\n" % len(asked) + asked)
            if self._process.returncode == 0:
                return page
        return drawn(asked)  # here, where an error can be told


def drawn(asked: bytes) -> bytes:
    """The page; what draws it is loaded only where it is drawn."""
    page: bytes = import_module(DRAWING).page(orjson.loads(asked))
    return page


def _started() -> "subprocess.Popen[bytes] | None":
    """The process; None where this system lets us start none."""
    paths = [str(PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        return subprocess.Popen(  # noqa: S603  (our own program)
            [sys.executable, "-P", "-m", PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
    except OSError:
        return None


def _serve() -> None:
    import_module(DRAWING).warm_up()
    length = sys.stdin.buffer.readline()
    if length:  # told beforehand: other processes may hold the other end of this pipe open
        sys.stdout.buffer.write(drawn(sys.stdin.buffer.read(int(length))))


if __name__ == "__main__":
    _serve()
