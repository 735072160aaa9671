"""Published versions of a questionnaire. A row never changes once written (the database refuses)."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base, utc_now
from surveys.models.told_terms import ToldTerms


class QuestionnaireVersion(Base):
    __tablename__ = "questionnaire_version"
    __table_args__ = (UniqueConstraint("study_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id"), index=True)
    number: Mapped[int]
    definition: Mapped[dict[str, Any]]
    definition_hash: Mapped[str] = mapped_column(String(64))
    change: Mapped[str] = mapped_column(String(20), default="first")
    """What kind of change it was against the version before: first, cosmetic, comparable, breaking."""
    published_at: Mapped[datetime] = mapped_column(default=utc_now)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    told: Mapped[ToldTerms | None] = relationship(viewonly=True, uselist=False)
    """What people are told who begin with it; None of versions from before this was kept."""
