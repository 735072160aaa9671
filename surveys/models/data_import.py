"""A file that is being brought in, or was: what came with it is seen once all of it is there."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from surveys.models.base import Base, utc_now


class Arriving:
    """A row that may come with a file."""

    import_id: Mapped[int | None] = mapped_column()
    """Of a `DataImport`. No reference the database checks: SQLite would have to write the whole table anew for it."""


class DataImport(Base):
    __tablename__ = "data_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id"), index=True)
    file_hash: Mapped[str] = mapped_column(String(64))
    begun_at: Mapped[datetime] = mapped_column(default=utc_now)
    heartbeat_at: Mapped[datetime] = mapped_column(default=utc_now)
    """When the last lines were stored: one that did not arrive and stands still was killed."""
    given_up_at: Mapped[datetime | None]
    """Set when what was left of it is cleared away. The row stays: nothing else may ever come under its number."""
    arrived_at: Mapped[datetime | None]
    """Set once, when everything is there: the switch that makes all of it seen."""
