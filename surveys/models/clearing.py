"""What was just erased or taken back, until nothing of it is left anywhere: only that row."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from surveys.models.base import Base, utc_now

EVERYTHING = "everything"
"""Instead of a purpose: the person was erased."""


class Clearing(Base):
    """Stored with the erasure itself; the worker deletes it when the log has it and all files are clean."""

    __tablename__ = "clearing"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(36))
    """The random name, which leads to nothing once its answers are gone."""
    what: Mapped[str] = mapped_column(String(30))
    """`everything`, or the purpose whose consent was taken back."""
    at: Mapped[datetime] = mapped_column(default=utc_now)
    logged: Mapped[bool] = mapped_column(default=False)
