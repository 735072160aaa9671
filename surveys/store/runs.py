"""SQL only: the life of a row that a worker works off, be it an analysis or a comparison of waves.

A row is changed only where it is still in the state that was expected, so that two workers never both win.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from surveys.models import Analysis, Study, Wave

Run = Analysis | Wave
Kind = type[Analysis] | type[Wave]


def next_number(session: Session, kind: Kind, *, study_id: int) -> int:
    """The study's next number; two people who ask at once wait for each other."""
    session.execute(select(Study.id).where(Study.id == study_id).with_for_update())
    last = session.scalar(select(func.max(kind.number)).where(kind.study_id == study_id))
    return (last or 0) + 1


def claim(session: Session, kind: Kind, *, run_id: int, at: datetime) -> bool:
    """Take a queued one to run it; False where somebody else has it or it was cancelled."""
    values = {"state": "running", "stage": "answers", "started_at": at, "heartbeat_at": at}
    return _change(session, kind, run_id, from_states=("queued",), values=values)


def beat(session: Session, kind: Kind, *, run_id: int, stage: str, share: float, at: datetime) -> bool:
    """Write down how far it is; False where it is no longer to be run."""
    values = {"stage": stage[:40], "share_done": min(max(share, 0.0), 1.0), "heartbeat_at": at}
    return _change(session, kind, run_id, from_states=("running",), values=values)


def finish(session: Session, kind: Kind, *, run_id: int, values: dict[str, Any], at: datetime) -> bool:
    """Store what came out; False where it was cancelled meanwhile."""
    done = {"state": "done", "stage": "done", "share_done": 1.0, "finished_at": at, "error": None}
    return _change(session, kind, run_id, from_states=("running",), values=done | values)


def fail(session: Session, kind: Kind, *, run_id: int, error: dict[str, Any], at: datetime) -> bool:
    """Store why it did not come to an end."""
    values = {"state": "failed", "error": error, "finished_at": at}
    return _change(session, kind, run_id, from_states=("queued", "running"), values=values)


def cancel(session: Session, kind: Kind, *, run_id: int, at: datetime) -> bool:
    """Stop one that has not come to an end; its worker notices at the next beat."""
    values = {"state": "cancelled", "finished_at": at}
    return _change(session, kind, run_id, from_states=("queued", "running"), values=values)


def requeue(session: Session, kind: Kind, *, run_id: int, error: dict[str, Any]) -> bool:
    """Put an interrupted one back; `error` remembers that it was interrupted once."""
    values = {"state": "queued", "stage": "queued", "share_done": 0.0, "heartbeat_at": None, "error": error}
    return _change(session, kind, run_id, from_states=("running",), values=values)


def silent(session: Session, kind: Kind, *, before: datetime) -> list[Run]:
    """Running ones whose worker has not said anything since, oldest first."""
    quiet = or_(kind.heartbeat_at.is_(None), kind.heartbeat_at < before)
    return list(session.scalars(select(kind).where(kind.state == "running", quiet).order_by(kind.id)))


def queued(session: Session, kind: Kind, *, before: datetime) -> list[int]:
    """Ids of those that have waited since before this moment, oldest first."""
    query = select(kind.id).where(kind.state == "queued", kind.requested_at < before).order_by(kind.id)
    return list(session.scalars(query))


def _change(session: Session, kind: Kind, run_id: int, *, from_states: Sequence[str], values: dict[str, Any]) -> bool:
    result = session.execute(
        update(kind)
        .where(kind.id == run_id, kind.state.in_(from_states))
        .values(**values)
        .execution_options(synchronize_session="fetch")
    )
    return isinstance(result, CursorResult) and result.rowcount == 1
