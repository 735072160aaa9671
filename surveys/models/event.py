"""What the team did, for whoever must answer for it later: append-only."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from surveys.models.base import Base, utc_now


class AuditEvent(Base):
    __tablename__ = "audit_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=utc_now)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    """Empty when the command line or the system did it."""
    action: Mapped[str] = mapped_column(String(60))
    study_id: Mapped[int | None] = mapped_column(ForeignKey("study.id"), index=True)
    detail: Mapped[dict[str, Any]]
