"""What was erased and still has to be cleared away: all SQL about it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from surveys.models import Clearing


def add(session: Session, *, subject: str, what: str, at: datetime) -> None:
    session.add(Clearing(subject=subject, what=what, at=at))
    session.flush()


def waiting(session: Session) -> Sequence[Clearing]:
    """Oldest first."""
    return session.scalars(select(Clearing).order_by(Clearing.id)).all()


def mark_logged(session: Session, *, up_to: Sequence[int]) -> None:
    session.execute(update(Clearing).where(Clearing.id.in_(up_to)).values(logged=True))


def done(session: Session, *, ids: Sequence[int]) -> None:
    session.execute(delete(Clearing).where(Clearing.id.in_(ids)))
