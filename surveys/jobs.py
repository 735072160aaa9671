"""The background queue: only how work is handed over and which function does it.

Web processes enqueue; the worker (`whyprint worker`) runs. The function is named as text and loaded by the worker, so
that no web process ever loads the statistics.
"""

import importlib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from huey import Huey, MemoryHuey, SqliteHuey, crontab

from surveys.errors import BadSettings
from surveys.models.base import utc_now
from surveys.store.database import Database

RUN_ANALYSIS = "surveys.services.analyses.run_analysis:run_analysis"
"""Called as `run_analysis(database, analysis_id=…, scheduler=…)`; opens its own transactions, to show progress."""
RUN_WAVE = "surveys.services.analyses.run_wave:run_wave"
"""Called as `run_wave(database, wave_id=…)`."""
RECOVER_ANALYSES = "surveys.services.analyses.recover_analyses:recover_analyses"
RECOVER_WAVES = "surveys.services.analyses.recover_analyses:recover_waves"


class Jobs:
    """The queue of one application.

    Parameters
    ----------
    url : str
        Where work is left.
    database : Database
    scheduler : str
        Of a Dask cluster that shares the work; empty: the worker does it alone.
    """

    def __init__(self, url: str, database: Database, *, scheduler: str = "") -> None:
        self.huey = _open(url)
        self._database = database
        self._scheduler = scheduler
        self._analysis = self.huey.task(name="run_analysis")(self._run_analysis)
        self._wave = self.huey.task(name="run_wave")(self._run_wave)
        self.huey.periodic_task(crontab(minute="*"), name="recover")(self.recover)

    def enqueue_analysis(self, analysis_id: int) -> None:
        """Hand an analysis to the worker. Call it after the row is committed."""
        self._analysis(analysis_id)

    def enqueue_wave(self, wave_id: int) -> None:
        """Hand a comparison of new answers to the worker. Call it after the row is committed."""
        self._wave(wave_id)

    def recover(self) -> None:
        """Hand over again what a killed worker left behind; the worker does so at its start and every minute."""
        for analysis_id in _load(RECOVER_ANALYSES)(self._database, now=utc_now()):
            self.enqueue_analysis(analysis_id)
        for wave_id in _load(RECOVER_WAVES)(self._database, now=utc_now()):
            self.enqueue_wave(wave_id)

    def _run_analysis(self, analysis_id: int) -> None:
        _load(RUN_ANALYSIS)(self._database, analysis_id=analysis_id, scheduler=self._scheduler or None)

    def _run_wave(self, wave_id: int) -> None:
        _load(RUN_WAVE)(self._database, wave_id=wave_id)


def _load(name: str) -> Any:
    module, function = name.split(":")
    return getattr(importlib.import_module(module), function)


def _open(url: str) -> Huey:
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        path = Path(url.removeprefix("sqlite:///"))
        path.parent.mkdir(parents=True, exist_ok=True)
        return SqliteHuey("whyprint", filename=str(path), results=False, fsync=True)
    if scheme in ("redis", "rediss"):
        redis_huey = _load("huey:RedisHuey")
        return redis_huey("whyprint", url=url, results=False)
    if scheme == "memory":
        return MemoryHuey("whyprint", immediate=True, results=False)
    raise BadSettings(f"WHYPRINT_JOBS_URL has an unknown kind of address: {scheme}.", "Use sqlite:/// or redis://.")
