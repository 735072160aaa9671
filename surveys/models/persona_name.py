"""What the team called the personas of an analysis, and why: every name there ever was, by whom and when."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.account import Account
from surveys.models.base import Base, utc_now


class PersonaName(Base):
    """One naming; rows are only ever added, and the last one of a persona counts."""

    __tablename__ = "persona_name"

    id: Mapped[int] = mapped_column(primary_key=True)
    analysis_id: Mapped[int] = mapped_column(ForeignKey("analysis.id", ondelete="CASCADE"), index=True)
    segment: Mapped[str] = mapped_column(String(4))
    name: Mapped[str | None] = mapped_column(String(40))
    """None: the team took its name back."""
    reason: Mapped[str] = mapped_column(String(300), default="")
    carried_from: Mapped[int | None]
    """Number of the analysis with the same plan from which the name was carried over."""
    named_at: Mapped[datetime] = mapped_column(default=utc_now)
    named_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    named_by: Mapped[Account | None] = relationship(lazy="joined")
