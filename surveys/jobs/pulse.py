"""What a run says about itself while it is worked off: progress and pulse, in small transactions beside it."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Self

from sqlalchemy.exc import SQLAlchemyError

from surveys.store import runs
from surveys.store.database import Database

log = logging.getLogger("whyprint.jobs")

EVERY = 2.0
"""Seconds between two beats."""


class Cancelled(Exception):
    """Somebody stopped it."""


class Pulse:
    """Call it with stage and share; a thread writes the newest down now and then and notices a cancellation.

    The computation never waits for the database, and a long stage still has a pulse: one that stops was killed.
    """

    def __init__(self, database: Database, *, run_id: int, now: Callable[[], datetime], every: float = EVERY) -> None:
        self._database = database
        self._run_id = run_id
        self._now = now
        self._every = every
        self._newest = ("answers", 0.0)
        self._cancelled = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat_on, name="pulse", daemon=True)

    def __call__(self, stage: str, share: float) -> None:
        self._newest = (stage, share)
        self.stop_if_cancelled()

    def stop_if_cancelled(self) -> None:
        if self._cancelled.is_set():
            raise Cancelled

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _beat_on(self) -> None:
        while not self._ended.wait(self._every):
            try:
                self._beat()
            except SQLAlchemyError:
                log.warning("progress of run %s could not be written", self._run_id, exc_info=True)

    def _beat(self) -> None:
        stage, share = self._newest
        with self._database.writing() as session:
            goes_on = runs.beat(session, run_id=self._run_id, stage=stage, share=share, at=self._now())
        if not goes_on:
            self._cancelled.set()
