"""That a file leaves is written down: before it does, and in a short write of its own.

A file of many answers takes a while to make; nobody who answers meanwhile waits for the lock of its record.
"""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from surveys.exports.file import Tally
from surveys.store import events
from surveys.store.asker import Asker
from surveys.store.database import Database


@dataclass(frozen=True, kw_only=True)
class Record:
    """Who takes what."""

    action: str
    asker: Asker
    study_id: int
    detail: Mapping[str, Any] = field(default_factory=dict)


def write_down(database: Database, record: Record) -> None:
    with database.writing() as session:
        events.add_event(
            session,
            action=record.action,
            account_id=record.asker.account_id,
            study_id=record.study_id,
            detail=record.detail,
        )


def counted(parts: Generator[bytes], tally: Tally, *, database: Database, record: Record) -> Generator[bytes]:
    """The parts of a file, and at its end how many rows left: whoever stops in the middle took those until then."""
    try:
        yield from parts
        tally.whole = True
    finally:
        detail = {**record.detail, "rows": tally.rows, "whole": tally.whole}
        write_down(database, replace(record, action=f"{record.action}.ended", detail=detail))
