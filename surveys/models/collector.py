"""A way into a study: an address of its own, by which is known who came by it."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from surveys.models.base import Base, one_of, utc_now

CollectorKind = Literal["open", "panel", "invitations", "embed", "test"]
COLLECTOR_KINDS: tuple[CollectorKind, ...] = ("open", "panel", "invitations", "embed", "test")


class Collector(Base):
    __tablename__ = "collector"
    __table_args__ = (CheckConstraint(one_of("kind", COLLECTOR_KINDS), name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id"), index=True)
    kind: Mapped[CollectorKind] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(80))
    token: Mapped[str] = mapped_column(String(22), unique=True)
    """Random; the address has it as `c`. It says by which way somebody came, and opens nothing else."""
    is_open: Mapped[bool] = mapped_column(default=True)
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What only this kind has, such as the addresses a panel is sent back to."""
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
