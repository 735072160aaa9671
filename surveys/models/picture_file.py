"""Pictures of a study, drawn anew from what was sent: they go with the study, and with its backup."""

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from surveys.models.base import Base


class PictureFile(Base):
    """One size of one picture that a published version uses, or used."""

    __tablename__ = "picture_file"

    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of the content."""
    content: Mapped[bytes] = mapped_column(LargeBinary)
