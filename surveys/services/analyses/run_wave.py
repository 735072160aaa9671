"""New answers compared with a study's solution, in the worker: read, compute, store what came out."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from research.matrix import ResponseMatrix
from research.summary.given_names import drift_with_names
from research.tracking import FrozenSolution, compare_waves, plan_for_wave, tell_drift
from surveys.jobs.pulse import Pulse
from surveys.jobs.registry import Store, Task, kind_of_work
from surveys.models.base import utc_now
from surveys.questionnaire.terms import purposes_of_analysis
from surveys.services.analyses.build_matrix import build_matrix
from surveys.services.analyses.name_personas import names_told
from surveys.services.analyses.request_wave import window_of
from surveys.store import waves
from surveys.store.answers import hold_consenting
from surveys.store.asker import Asker
from surveys.store.waves import Period

READ, COMPARED = 0.1, 0.9
"""Shares of the whole that are done when the answers are there, and when the comparison is."""


@dataclass(frozen=True, kw_only=True)
class _Work:
    """What is read at the start, so that no transaction stays open while numbers are crunched."""

    wave_id: int
    study_id: int
    purposes: tuple[str, ...]
    frozen: FrozenSolution
    names: Mapping[str, str]
    matrix: ResponseMatrix


@kind_of_work(waves.KIND)
def run_wave(task: Task) -> Store:
    """What came out of the comparison that this run is about."""
    work = _read(task)
    values = _compare(work, task.pulse, n_jobs=task.n_jobs)
    return partial(_store, work=work, values=values)


def _read(task: Task) -> _Work:
    with task.database.reading() as session:
        wave = waves.wave_of_run(session, run_id=task.run_id)
        frozen, told = FrozenSolution.from_dict(wave.analysis.frozen_solution or {}), wave.analysis.summary
        window = window_of(wave.analysis, Period(since=wave.since, until=wave.until))
        return _Work(
            wave_id=wave.id,
            study_id=wave.study_id,
            purposes=purposes_of_analysis(wave.study.mode),
            frozen=frozen,
            names=names_told(told) if told else {each.code: each.name for each in frozen.segments},
            matrix=build_matrix(
                session, study=wave.study, asker=Asker.system(), numbers=wave.analysis.versions, window=window
            ),
        )


def _store(session: Session, *, work: _Work, values: dict[str, Any]) -> None:
    """What came out; marked as out of date where somebody left while it was computed."""
    ids = [int(row) for row in work.matrix.values.index]
    standing = hold_consenting(session, study_id=work.study_id, response_ids=ids, purposes=work.purposes)
    if len(standing) < len(ids):
        values = {**values, "stale_since": utc_now()}
    waves.keep_results(session, wave_id=work.wave_id, values=values)


def _compare(work: _Work, pulse: Pulse, *, n_jobs: int) -> dict[str, Any]:
    pulse("wave", READ)
    drift = compare_waves(work.frozen, work.matrix, plan_for_wave(work.frozen), n_jobs=n_jobs)
    pulse("report", COMPARED)
    return {
        "result": drift_with_names(tell_drift(work.frozen, drift), work.names).model_dump(),
        "verdict": drift.verdict,
        "n_responses": len(work.matrix),
    }
