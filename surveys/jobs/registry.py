"""Which kinds of background work there are.

A kind registers itself from the one file that does it:

    @kind_of_work("analysis")
    def run_analysis(task: Task) -> Store: ...

and `surveys.working` loads those files, in the worker alone: most of them load the statistics, which no web process
does. So a page hands over the id of a run; its row says which kind it is.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from surveys.jobs.pulse import Pulse
from surveys.store.database import Database

Store = Callable[[Session], None]
"""Stores what came out, in the transaction that marks the run as done; not called where it was cancelled."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """What a kind of work is given: its run, and what it may use."""

    run_id: int
    database: Database
    pulse: Pulse
    """Told the stage and the share done; stops the work by `Cancelled` where somebody stopped the run."""
    n_jobs: int
    """Processes on this machine."""
    scheduler: str | None
    """Address of a Dask cluster that shares the work."""


Work = Callable[[Task], Store]
_KINDS: dict[str, Work] = {}


def kind_of_work(name: str) -> Callable[[Work], Work]:
    """Register a function as the one that works off runs of this kind."""

    def register(work: Work) -> Work:
        if _KINDS.setdefault(name, work) is not work:
            raise ValueError(f"Two functions work off runs of the kind {name}.")
        return work

    return register


def work_of(kind: str) -> Work:
    """Whoever works off runs of this kind; a KeyError where that file was not loaded."""
    return _KINDS[kind]


def registered() -> frozenset[str]:
    """The kinds that this process can work off."""
    return frozenset(_KINDS)
