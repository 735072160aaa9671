"""What people agreed to: texts by version, and events that are only ever added."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base, one_of, utc_now
from surveys.models.data_import import Arriving
from surveys.models.tested import MaybeTest

CONSENT_SOURCES = ("introduction", "my_data", "import", "simulated", "retention")


class ConsentText(Base):
    """The words beside one box, as they stood, or as an import reports them; a row never changes."""

    __tablename__ = "consent_text"
    __table_args__ = (UniqueConstraint("study_id", "purpose", "language", "text_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(30))
    version: Mapped[int]
    """Counts the words of a purpose in one language; 0 where an import reports them."""
    language: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(Text())
    text_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    reported_by: Mapped[str | None] = mapped_column(String(200))
    """Who says that people agreed by these words (empty: not known), where nobody saw them here; else None."""


class ConsentEvent(Arriving, MaybeTest, Base):
    """One purpose given or withdrawn by one respondent, by random name, so that events outlive erasure."""

    __tablename__ = "consent_event"
    __table_args__ = (
        CheckConstraint(one_of("source", CONSENT_SOURCES), name="source"),
        Index("ix_consent_event_study_purpose", "study_id", "purpose", "subject", "id", "import_id"),
        Index("ix_consent_event_subject", "subject"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id"))
    subject: Mapped[str] = mapped_column(String(36))
    purpose: Mapped[str] = mapped_column(String(30))
    given: Mapped[bool]
    text_id: Mapped[int] = mapped_column(ForeignKey("consent_text.id"))
    source: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(default=utc_now)

    text: Mapped[ConsentText] = relationship()


class Erasure(Base):
    """The tombstone of an erased respondent: that it happened, never who or what."""

    __tablename__ = "erasure"

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id"), index=True)
    subject: Mapped[str] = mapped_column(String(36), unique=True)
    reason: Mapped[str] = mapped_column(String(30), default="asked")
    at: Mapped[datetime] = mapped_column(default=utc_now)
