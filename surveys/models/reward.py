"""Rewards and who is entitled to them. Nothing here can reach the answers: a grant knows only a claim."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base, one_of, utc_now

REWARD_KINDS = ("page", "file")


class Reward(Base):
    __tablename__ = "reward"
    __table_args__ = (
        CheckConstraint(one_of("kind", REWARD_KINDS), name="kind"),
        UniqueConstraint("study_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    definition: Mapped[dict[str, Any]]
    """`PageReward` or `FileReward` as published."""
    file_name: Mapped[str | None] = mapped_column(String(200))
    media_type: Mapped[str | None] = mapped_column(String(100))
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    """A file is kept in the database: served by id, never by path."""
    size: Mapped[int | None]


class Grant(Base):
    """One entitlement to one reward, once per claim."""

    __tablename__ = "reward_grant"
    __table_args__ = (UniqueConstraint("reward_id", "claim_hash"), {"sqlite_with_rowid": False})
    # SQLite numbers rows in the order they came; that order would lead from a grant to the answers.

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    """Random, so that the order of grants says nothing about the order of answers."""
    reward_id: Mapped[int] = mapped_column(ForeignKey("reward.id"))
    claim_hash: Mapped[str] = mapped_column(String(64), index=True)
    granted_on: Mapped[date]
    """A day, not a moment: nothing to join by."""
    revoked: Mapped[bool] = mapped_column(default=False)

    reward: Mapped[Reward] = relationship()


class DownloadLink(Base):
    """One signed, expiring link to one granted file; counts its uses."""

    __tablename__ = "download_link"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  (SQLAlchemy reads it from the class)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    grant_id: Mapped[str] = mapped_column(ForeignKey("reward_grant.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)

    grant: Mapped[Grant] = relationship()
