"""A place in a quota: kept for somebody who is answering, and theirs once they are complete."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from surveys.models.base import Base


class QuotaPlace(Base):
    """Goes with the response when it is erased."""

    __tablename__ = "quota_place"
    __table_args__ = (Index("ix_quota_place_study_quota", "study_id", "quota", "until"),)

    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), primary_key=True)
    quota: Mapped[str] = mapped_column(String(26), primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id"))
    until: Mapped[datetime | None]
    """When it is free again, unless the last page came before; None: taken for good."""
