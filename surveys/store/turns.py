"""Writers of one process take turns, in the order in which they came."""

import sqlite3
import threading
from collections import deque
from typing import Any, cast

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

WAIT = 10
"""Seconds after which who waits for others to write is told to come back."""


class Turns:
    """A lock that nobody overtakes.

    SQLite lets one write at a time, and the others ask again and again: who asks at the right moment goes first, and of
    many writers on a busy machine one now and then asked in vain until its time was over.
    """

    def __init__(self) -> None:
        self._taken = False
        self._waiting: deque[threading.Event] = deque()
        self._lock = threading.Lock()

    def take(self, *, seconds: float) -> bool:
        """Wait for one's turn; False where it did not come in time."""
        with self._lock:
            if not self._taken:
                self._taken = True
                return True
            mine = threading.Event()
            self._waiting.append(mine)
        return mine.wait(seconds) or self._came_too_late(mine)

    def _came_too_late(self, mine: threading.Event) -> bool:
        with self._lock:
            if mine.is_set():  # it came while we gave up: it is ours
                return True
            self._waiting.remove(mine)
            return False

    def give(self) -> None:
        """Let the next one write."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False


class InTurn(sqlite3.Connection):
    """One that writes only when it is its turn among those of this process, and then until all of it is stored."""

    def __init__(self, *args: Any, turns: Turns, **named: Any) -> None:
        super().__init__(*args, **named)
        self._turns = turns
        self._has_turn = False

    def take_turn(self) -> bool:
        self._has_turn = self._has_turn or self._turns.take(seconds=WAIT)
        return self._has_turn

    def commit(self) -> None:
        try:
            super().commit()
        finally:
            if not self.in_transaction:
                self.end_turn()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self.end_turn()

    def close(self) -> None:
        try:
            super().close()
        finally:
            self.end_turn()

    def end_turn(self) -> None:
        if self._has_turn:
            self._has_turn = False
            self._turns.give()


def begin_writing(connection: Connection) -> None:
    """Take the lock of the database, once it is this connection's turn.

    Raises
    ------
    OperationalError
        Where others, in this process or another, wrote for longer than anybody should wait.
    """
    if connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT":
        return
    mine = cast("InTurn", connection.connection.dbapi_connection)
    if not mine.take_turn():
        raise OperationalError("BEGIN IMMEDIATE", None, sqlite3.OperationalError("database is locked"))
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except BaseException:  # another process writes for too long
        mine.end_turn()
        raise
