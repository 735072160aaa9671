"""SQL only: the life of a row that a worker works off, whatever kind of work it is.

A row is changed only where it is still in the state that was expected, so that two workers never both win.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from surveys.models import Run


def new_run(*, kind: str, requested_by_id: int | None, at: datetime) -> Run:
    """A queued run; it is added with the row that refers to it."""
    return Run(kind=kind, state="queued", requested_by_id=requested_by_id, requested_at=at)


def claim(session: Session, *, run_id: int, at: datetime) -> str | None:
    """Take a queued one to run it, and say of which kind it is; None where it is no longer to be had."""
    values = {"state": "running", "stage": "answers", "started_at": at, "heartbeat_at": at}
    if not _change(session, run_id, from_states=("queued",), values=values):
        return None
    return session.scalar(select(Run.kind).where(Run.id == run_id))


def beat(session: Session, *, run_id: int, stage: str, share: float, at: datetime) -> bool:
    """Write down how far it is; False where it is no longer to be run."""
    values = {"stage": stage[:40], "share_done": min(max(share, 0.0), 1.0), "heartbeat_at": at}
    return _change(session, run_id, from_states=("running",), values=values)


def finish(session: Session, *, run_id: int, at: datetime) -> bool:
    """Say that it came to its end; False where it was cancelled meanwhile."""
    values = {"state": "done", "stage": "done", "share_done": 1.0, "finished_at": at, "error": None}
    return _change(session, run_id, from_states=("running",), values=values)


def fail(session: Session, *, run_id: int, error: dict[str, Any], at: datetime) -> bool:
    """Store why it did not come to an end."""
    values = {"state": "failed", "error": error, "finished_at": at}
    return _change(session, run_id, from_states=("queued", "running"), values=values)


def cancel(session: Session, *, run_id: int, at: datetime) -> bool:
    """Stop one that has not come to an end; its worker notices at the next beat."""
    values = {"state": "cancelled", "finished_at": at}
    return _change(session, run_id, from_states=("queued", "running"), values=values)


def requeue(session: Session, *, run_id: int, error: dict[str, Any]) -> bool:
    """Put an interrupted one back; `error` remembers that it was interrupted once."""
    values = {"state": "queued", "stage": "queued", "share_done": 0.0, "heartbeat_at": None, "error": error}
    return _change(session, run_id, from_states=("running",), values=values)


def silent(session: Session, *, before: datetime) -> list[Run]:
    """Running ones whose worker has not said anything since, oldest first."""
    quiet = or_(Run.heartbeat_at.is_(None), Run.heartbeat_at < before)
    return list(session.scalars(select(Run).where(Run.state == "running", quiet).order_by(Run.id)))


def queued(session: Session, *, before: datetime) -> list[int]:
    """Ids of those that have waited since before this moment, oldest first."""
    query = select(Run.id).where(Run.state == "queued", Run.requested_at < before).order_by(Run.id)
    return list(session.scalars(query))


def _change(session: Session, run_id: int, *, from_states: Sequence[str], values: dict[str, Any]) -> bool:
    result = session.execute(
        update(Run)
        .where(Run.id == run_id, Run.state.in_(from_states))
        .values(**values)
        .execution_options(synchronize_session="fetch")
    )
    return isinstance(result, CursorResult) and result.rowcount == 1
