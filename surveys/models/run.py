"""One piece of background work, of whatever kind: who wanted it, how far it is, how it ended.

What it is about (an analysis, a comparison) refers to its run; the run knows nothing of it.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.account import Account
from surveys.models.base import Base, one_of, utc_now

RUN_STATES = ("queued", "running", "done", "failed", "cancelled")


class Run(Base):
    __tablename__ = "run"
    __table_args__ = (
        CheckConstraint(one_of("state", RUN_STATES), name="state"),
        CheckConstraint("share_done >= 0 AND share_done <= 1", name="share_done"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    """By which name the work is registered in `surveys.jobs.registry`."""
    state: Mapped[str] = mapped_column(String(20), default="queued")
    """Whoever cancels it sets the state; the worker notices at its next beat."""
    stage: Mapped[str] = mapped_column(String(40), default="queued")
    share_done: Mapped[float] = mapped_column(default=0.0)
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    requested_at: Mapped[datetime] = mapped_column(default=utc_now)
    started_at: Mapped[datetime | None]
    heartbeat_at: Mapped[datetime | None]
    """When the worker last said that it is at it: a run in progress without a pulse was killed."""
    finished_at: Mapped[datetime | None]
    error: Mapped[dict[str, Any] | None]
    """`{code, text, advice, where}` when it failed; a code of `surveys.jobs.life` has no text, pages know its words."""

    requested_by: Mapped[Account | None] = relationship()
