"""One analysis of a study: the plan as it was, what came out, who belongs where; its run says how far it is."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from research.summary.schema import Summary
from surveys.models.account import Account
from surveys.models.base import Base, utc_now
from surveys.models.run import Run
from surveys.models.stored_summary import StoredSummary
from surveys.models.study import Study


class Analysis(Base):
    __tablename__ = "analysis"
    __table_args__ = (UniqueConstraint("study_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id"), index=True)
    number: Mapped[int]
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), unique=True)
    plan: Mapped[dict[str, Any]]
    """`research.plan.AnalysisPlan` in its plain form."""
    versions: Mapped[list[Any] | None]
    """Numbers of the versions beside whose answers it reads; None: the newest, when it was asked for."""
    n_responses: Mapped[int | None]
    summary: Mapped[Summary | None] = mapped_column(StoredSummary, deferred=True)
    """Everything, for the research team."""
    published_summary: Mapped[Summary | None] = mapped_column(StoredSummary, deferred=True)
    """The summary after the disclosure gate: the only figures a marketer sees."""
    charts: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    """Charts drawn from the published summary: name -> {wide, narrow} SVG."""
    team_charts: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    """Charts drawn from the whole summary, for the research team alone: {drawn: {name: {wide, narrow}}, figures}."""
    frozen_solution: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    """`research.tracking.FrozenSolution` in its plain form: types new people, and holds nobody's answers."""
    acknowledged: Mapped[list[Any]] = mapped_column(default=list)
    """Codes of the stop rules that somebody accepted before publishing."""
    published_at: Mapped[datetime | None]
    """When it became the study's persona report."""
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    stale_since: Mapped[datetime | None]
    """Set when somebody whose answers are in it withdrew or was erased."""

    study: Mapped[Study] = relationship()
    run: Mapped[Run] = relationship(lazy="joined", innerjoin=True)


class Assignment(Base):
    """Where one respondent landed; goes with the response when it is erased."""

    __tablename__ = "assignment"
    __table_args__ = (Index("ix_assignment_response_id", "response_id"),)

    analysis_id: Mapped[int] = mapped_column(ForeignKey("analysis.id", ondelete="CASCADE"), primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), primary_key=True)
    segment: Mapped[str | None] = mapped_column(String(4))
    probability: Mapped[float | None]
    scores: Mapped[dict[str, Any]]
    flagged: Mapped[bool] = mapped_column(default=False)


class Solution(Base):
    """The analysis a study settled on; while it stands, no other becomes the persona report."""

    __tablename__ = "solution"

    study_id: Mapped[int] = mapped_column(ForeignKey("study.id"), primary_key=True)
    analysis_id: Mapped[int] = mapped_column(ForeignKey("analysis.id", ondelete="CASCADE"), index=True)
    locked_at: Mapped[datetime] = mapped_column(default=utc_now)
    locked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    analysis: Mapped[Analysis] = relationship()
    locked_by: Mapped[Account | None] = relationship()
