"""The container: one purpose, one mode, one questionnaire with versions, and all that follows from it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.account import Account, Team
from surveys.models.base import Base, one_of, utc_now
from surveys.models.questionnaire import QuestionnaireVersion

MODES = ("research", "profiling")
STATES = ("open", "closed")


class Study(Base):
    __tablename__ = "study"
    __table_args__ = (
        CheckConstraint(one_of("mode", MODES), name="mode"),
        CheckConstraint(one_of("state", STATES), name="state"),
        CheckConstraint("smallest_group >= 10", name="smallest_group"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    """Its public address is /s/<slug>."""
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    mode: Mapped[str] = mapped_column(String(20))
    anonymous: Mapped[bool]
    state: Mapped[str] = mapped_column(String(20), default="open")
    terms: Mapped[dict[str, Any]]
    """`StudyTerms` as published last."""
    words_version: Mapped[int] = mapped_column(default=1, server_default="1")
    """Number of the version with which the words of a consent were changed last."""
    smallest_group: Mapped[int] = mapped_column(default=10)
    ends_on: Mapped[date]
    erase_on: Mapped[date]
    simulated: Mapped[bool] = mapped_column(default=False)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)

    team: Mapped[Team] = relationship()
    owner: Mapped[Account | None] = relationship()
    versions: Mapped[list[QuestionnaireVersion]] = relationship(order_by=QuestionnaireVersion.number)
