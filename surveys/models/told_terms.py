"""What people were told who began with a version of a study."""

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from surveys.models.base import Base


class ToldTerms(Base):
    """The terms a version was published with, so that receipts say what was said then; a row never changes."""

    __tablename__ = "told_terms"

    version_id: Mapped[int] = mapped_column(ForeignKey("questionnaire_version.id"), primary_key=True)
    terms: Mapped[dict[str, Any]]
    """`StudyTerms` in their plain form."""
