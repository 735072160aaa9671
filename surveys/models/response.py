"""One sitting of one person with one version, and what happened page by page."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base, one_of, utc_now
from surveys.models.data_import import Arriving
from surveys.models.questionnaire import QuestionnaireVersion
from surveys.models.tested import MaybeTest
from surveys.questionnaire.endings import ENDING_KINDS, EndingKind

RESPONSE_STATES = ("started", "completed", "ended")
SOURCES = ("web", "import", "simulated")


class Contact(Base):
    """Who a respondent is, apart from the answers; only in studies that are not anonymous."""

    __tablename__ = "contact"
    __table_args__ = (UniqueConstraint("study_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class Response(Arriving, MaybeTest, Base):
    __tablename__ = "response"
    __table_args__ = (
        CheckConstraint(one_of("state", RESPONSE_STATES), name="state"),
        CheckConstraint(one_of("source", SOURCES), name="source"),
        CheckConstraint(one_of("ending", ENDING_KINDS), name="ending"),
        CheckConstraint(
            "(state = 'started') = (ending IS NULL) AND (state = 'completed') = (coalesce(ending, '') = 'complete')",
            name="ending_tells_state",
        ),
        CheckConstraint("NOT (anonymous AND contact_id IS NOT NULL)", name="anonymous_has_no_contact"),
        CheckConstraint("(state = 'completed') = (completed_at IS NOT NULL)", name="completed_at"),
        Index("ix_response_study_state", "study_id", "state", "id", "import_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("questionnaire_version.id"), index=True)
    signed_version: Mapped[int] = mapped_column(default=0, server_default="0")
    """Number of the version whose terms this respondent was asked about last; 0 where that is not known."""
    subject: Mapped[str] = mapped_column(String(36), unique=True)
    """Random name of this respondent, in consent events and exports; says nothing about the person."""
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    """SHA-256 of the private link; the link itself is only in the respondent's hands."""
    anonymous: Mapped[bool]
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    source: Mapped[str] = mapped_column(String(20), default="web")
    language: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(20), default="started")
    """`ended`: over without being complete; `ending` says how."""
    ending: Mapped[EndingKind | None] = mapped_column(String(20))
    collector_id: Mapped[int | None]
    """By which way somebody came; None: by the study's public address. No reference, as in `Arriving`."""
    seed: Mapped[int | None]
    """What orders are drawn from; none where everything comes as it is written."""
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Question name -> option code, number, text or list of codes."""
    seconds: Mapped[float | None]
    """Time spent on pages, from shown to answered."""
    started_at: Mapped[datetime] = mapped_column(default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)
    completed_at: Mapped[datetime | None]

    version: Mapped[QuestionnaireVersion] = relationship()
    visits: Mapped[list["PageVisit"]] = relationship(back_populates="response", order_by="PageVisit.id")

    @property
    def is_over(self) -> bool:
        """Whether it takes no more answers, however it ended."""
        return self.state != "started"


class PageVisit(Base):
    """One answered page: append-only. The key makes a repeated post harmless."""

    __tablename__ = "page_visit"
    __table_args__ = (UniqueConstraint("response_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"))
    page: Mapped[str] = mapped_column(String(26))
    key: Mapped[str] = mapped_column(String(36))
    body_hash: Mapped[str] = mapped_column(String(64))
    order_shown: Mapped[list[Any]]
    shown_at: Mapped[datetime]
    answered_at: Mapped[datetime] = mapped_column(default=utc_now)

    response: Mapped[Response] = relationship(back_populates="visits")
