"""Compare new answers with a study's solution, in the worker: take it, read, compute, store what came out."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from research.errors import ResearchError
from research.matrix import ResponseMatrix
from research.tracking import FrozenSolution, compare_waves, plan_for_wave, tell_drift
from surveys.errors import WhyprintError
from surveys.models import Wave
from surveys.models.base import utc_now
from surveys.services.analyses.analysis_pulse import EVERY, Cancelled, Pulse
from surveys.services.analyses.build_matrix import build_matrix
from surveys.services.analyses.request_wave import window_of
from surveys.store import runs
from surveys.store.asker import Asker
from surveys.store.database import Database
from surveys.store.waves import Period

log = logging.getLogger("whyprint.wave")

READ, COMPARED = 0.1, 0.9
"""Shares of the whole that are done when the answers are there, and when the comparison is."""


@dataclass(frozen=True, kw_only=True)
class _Work:
    """What is read at the start, so that no transaction stays open while numbers are crunched."""

    frozen: FrozenSolution
    matrix: ResponseMatrix


def run_wave(
    database: Database,
    *,
    wave_id: int,
    n_jobs: int = 2,
    now: Callable[[], datetime] = utc_now,
    every: float = EVERY,
) -> None:
    """Run a queued comparison to its end; does nothing where it was taken by another worker or cancelled."""
    with database.writing() as session:
        taken = runs.claim(session, Wave, run_id=wave_id, at=now())
    if not taken:
        return
    try:
        with Pulse(database, run_id=wave_id, kind=Wave, now=now, every=every) as pulse:
            values = _compare(_read(database, wave_id), pulse, n_jobs=n_jobs)
        with database.writing() as session:
            runs.finish(session, Wave, run_id=wave_id, values=values, at=now())
    except Cancelled:
        log.info("comparison %s was cancelled", wave_id)
    except (ResearchError, WhyprintError) as error:
        _fail(database, wave_id=wave_id, error=_told(error), now=now())
    except Exception:
        log.exception("comparison %s failed", wave_id)
        _fail(database, wave_id=wave_id, error=_unexpected(), now=now())


def _read(database: Database, wave_id: int) -> _Work:
    with database.reading() as session:
        wave = session.get_one(Wave, wave_id)
        window = window_of(wave.analysis, Period(since=wave.since, until=wave.until))
        return _Work(
            frozen=FrozenSolution.from_dict(wave.analysis.frozen_solution or {}),
            matrix=build_matrix(session, study=wave.study, asker=Asker.system(), window=window),
        )


def _compare(work: _Work, pulse: Pulse, *, n_jobs: int) -> dict[str, Any]:
    pulse("wave", READ)
    drift = compare_waves(work.frozen, work.matrix, plan_for_wave(work.frozen), n_jobs=n_jobs)
    pulse("report", COMPARED)
    return {
        "result": tell_drift(work.frozen, drift),
        "verdict": drift.verdict,
        "n_responses": len(work.matrix),
    }


def _fail(database: Database, *, wave_id: int, error: dict[str, Any], now: datetime) -> None:
    with database.writing() as session:
        runs.fail(session, Wave, run_id=wave_id, error=error, at=now)


def _told(error: ResearchError | WhyprintError) -> dict[str, Any]:
    return {"code": error.code, "text": error.text, "advice": error.advice, "where": list(error.where)}


def _unexpected() -> dict[str, Any]:
    return {
        "code": "unexpected",
        "text": "The comparison stopped because of a mistake in the program, not because of your answers.",
        "advice": "Whoever runs the server finds the details in the worker's log. Your answers are safe.",
        "where": [],
    }
