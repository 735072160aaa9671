"""The background queue: only how work is handed over and which function does it.

Web processes enqueue; the worker (`whyprint worker`) runs. The function is named as text and loaded by the worker, so
that no web process ever loads the statistics.
"""

import importlib
from typing import Any
from urllib.parse import urlsplit

from huey import Huey, MemoryHuey, SqliteHuey

from surveys.errors import BadSettings
from surveys.store.database import Database

RUN_ANALYSIS = "surveys.services.run_analysis:run_analysis"
"""Called as `run_analysis(database, analysis_id=…)`: opens its own transactions, so that progress can be seen."""


class Jobs:
    """The queue of one application."""

    def __init__(self, url: str, database: Database) -> None:
        self.huey = _open(url)
        self._database = database
        self._analysis = self.huey.task(name="run_analysis")(self._run_analysis)

    def enqueue_analysis(self, analysis_id: int) -> None:
        """Hand an analysis to the worker. Call it after the row is committed."""
        self._analysis(analysis_id)

    def _run_analysis(self, analysis_id: int) -> None:
        _load(RUN_ANALYSIS)(self._database, analysis_id=analysis_id)


def _load(name: str) -> Any:
    module, function = name.split(":")
    return getattr(importlib.import_module(module), function)


def _open(url: str) -> Huey:
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        return SqliteHuey("whyprint", filename=url.removeprefix("sqlite:///"), results=False, fsync=True)
    if scheme in ("redis", "rediss"):
        redis_huey = _load("huey:RedisHuey")
        return redis_huey("whyprint", url=url, results=False)
    if scheme == "memory":
        return MemoryHuey("whyprint", immediate=True, results=False)
    raise BadSettings(f"WHYPRINT_JOBS_URL has an unknown kind of address: {scheme}.", "Use sqlite:/// or redis://.")
