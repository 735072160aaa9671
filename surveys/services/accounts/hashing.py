"""Hashing passwords beside people who answer: few wait for it, one at a time is hashed, and others go first.

Every hash takes a processor for some 20 ms on purpose. A flood of sign-ins must take neither the processors nor the
threads of the server from those who answer; who finds no room is told to try again in a moment.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from surveys.errors import Unavailable
from surveys.words import gettext as _

MOST_AT_ONCE = 4
"""Requests of one process that may wait for a hash; the server has two to four times as many threads."""
_BEHIND_OTHERS = 10
"""Added to the niceness of the thread that hashes."""
_T = TypeVar("_T")
_room = threading.BoundedSemaphore(MOST_AT_ONCE)


class TooManyAtOnce(Unavailable):
    code = "too_many_at_once"


@contextmanager
def room_to_hash() -> Iterator[None]:
    """A place among the few who may wait for a hash.

    Raises
    ------
    TooManyAtOnce
        Where all places are taken.
    """
    if not _room.acquire(blocking=False):
        raise TooManyAtOnce(
            _("Too many people sign in at this moment."), _("Wait a few seconds and try again. Nothing was changed.")
        )
    try:
        yield
    finally:
        _room.release()


def hashed(work: Callable[[], _T]) -> _T:
    """What the work gives, done where it slows nobody who answers."""
    return _thread.submit(work).result()


def _step_back() -> None:
    """On Linux every thread has a niceness of its own."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _BEHIND_OTHERS)


_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="hashing", initializer=_step_back)
