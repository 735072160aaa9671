"""Rewards and who is entitled to them. Nothing here can reach the answers.

While somebody's answers are there, they themselves entitle to the rewards of the study: no row says so a second time,
so none can be joined to them. A grant takes their place when they go, and knows only a claim.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from surveys.models.base import Base, one_of

REWARD_KINDS = ("page", "file", "code")


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
    """What was published: a `Reward` of the terms."""
    file_name: Mapped[str | None] = mapped_column(String(200))
    media_type: Mapped[str | None] = mapped_column(String(100))
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    """A file is kept in the database: served by id, never by path."""
    size: Mapped[int | None]


class Grant(Base):
    """What is left of answers that are gone: one entitlement to one reward, once per claim."""

    __tablename__ = "reward_grant"
    __table_args__ = (UniqueConstraint("reward_id", "claim_hash"), {"sqlite_with_rowid": False})
    # SQLite numbers rows in the order they came; that order would lead from a grant to the note of an erasure. On
    # PostgreSQL the worker writes all of them anew, in random order, after each erasure.

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    """Random, so that the order of grants says nothing about the order of erasures."""
    reward_id: Mapped[int] = mapped_column(ForeignKey("reward.id"))
    claim_hash: Mapped[str] = mapped_column(String(64), index=True)
    revoked: Mapped[bool] = mapped_column(default=False)


class RewardCode(Base):
    """A code of a pool, and the claim it was given to. When that was, nothing says."""

    __tablename__ = "reward_code"
    __table_args__ = (
        UniqueConstraint("reward_id", "code"),
        UniqueConstraint("reward_id", "claim_hash"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    reward_id: Mapped[int] = mapped_column(ForeignKey("reward.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(200))
    claim_hash: Mapped[str | None] = mapped_column(String(64))


class DownloadLink(Base):
    """One signed, expiring link to one file, deleted when it is used; whose it is, it does not know."""

    __tablename__ = "download_link"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  (SQLAlchemy reads it from the class)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    reward_id: Mapped[int] = mapped_column(ForeignKey("reward.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime]
