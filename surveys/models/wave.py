"""One comparison of new answers with the solution a study settled on."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.analysis import Analysis
from surveys.models.base import Base
from surveys.models.run import Run
from surveys.models.study import Study


class Wave(Base):
    """Which answers were compared with which analysis, and what came out; no person is in it."""

    __tablename__ = "wave"
    __table_args__ = (UniqueConstraint("study_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id"), index=True)
    analysis_id: Mapped[int] = mapped_column(ForeignKey("analysis.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), unique=True)
    since: Mapped[datetime]
    """Answers completed from then on count …"""
    until: Mapped[datetime | None]
    """… and before then, where it is given."""
    n_responses: Mapped[int | None]
    verdict: Mapped[str | None] = mapped_column(String(20))
    """stable, drifting or changed."""
    result: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    """From `research.tracking.tell_drift`."""
    stale_since: Mapped[datetime | None]
    """Set when somebody whose answers are in it withdrew or was erased."""

    study: Mapped[Study] = relationship()
    analysis: Mapped[Analysis] = relationship()
    run: Mapped[Run] = relationship(lazy="joined", innerjoin=True)
