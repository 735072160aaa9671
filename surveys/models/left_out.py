"""People chosen at random who are in no analysis from one on, so that nobody can tell who left the study."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from surveys.models.base import Base


class LeftOut(Base):
    """One of them; goes with the response when it is erased."""

    __tablename__ = "left_out"

    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id"), index=True)
    number: Mapped[int]
    """Of the first analysis without them."""
