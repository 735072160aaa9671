"""One comparison of new answers with the solution a study settled on."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.account import Account
from surveys.models.analysis import ANALYSIS_STATES, Analysis
from surveys.models.base import Base, one_of, utc_now
from surveys.models.study import Study


class Wave(Base):
    """Which answers were compared with which analysis, how far that is, and what came out; no person is in it."""

    __tablename__ = "wave"
    __table_args__ = (
        CheckConstraint(one_of("state", ANALYSIS_STATES), name="state"),
        CheckConstraint("share_done >= 0 AND share_done <= 1", name="share_done"),
        UniqueConstraint("study_id", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id"), index=True)
    analysis_id: Mapped[int] = mapped_column(ForeignKey("analysis.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    since: Mapped[datetime]
    """Answers completed from then on count …"""
    until: Mapped[datetime | None]
    """… and before then, where it is given."""
    state: Mapped[str] = mapped_column(String(20), default="queued")
    stage: Mapped[str] = mapped_column(String(40), default="queued")
    share_done: Mapped[float] = mapped_column(default=0.0)
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    requested_at: Mapped[datetime] = mapped_column(default=utc_now)
    started_at: Mapped[datetime | None]
    heartbeat_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    n_responses: Mapped[int | None]
    error: Mapped[dict[str, Any] | None]
    """`{code, text, advice, where}` when it failed."""
    verdict: Mapped[str | None] = mapped_column(String(20))
    """stable, drifting or changed."""
    result: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    """From `research.tracking.tell_drift`."""

    study: Mapped[Study] = relationship()
    analysis: Mapped[Analysis] = relationship()
    requested_by: Mapped[Account | None] = relationship()
