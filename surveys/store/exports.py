"""Responses for export: only of people whose last word on taking part is yes, piece by piece.

Each piece is read in a moment of its own: a reader that stayed for the whole would keep the write-ahead log from being
emptied for as long, and somebody who takes their consent back meanwhile is not in what is read later.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select

from surveys.models import Response
from surveys.store.answers import standing_purposes
from surveys.store.asker import Asker
from surveys.store.database import Database

TAKE_PART = "take_part"
_CHUNK = 2_000


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportRow:
    subject: str
    version_id: int
    state: str
    ending: str | None
    language: str
    started_at: datetime
    completed_at: datetime | None
    seconds: float | None
    answers: Mapping[str, Any]
    consents: frozenset[str]


def last_id(database: Database, *, study_id: int, asker: Asker) -> int:
    """Where an export that begins now ends: what comes in while it runs is for the next one."""
    newest = select(func.max(Response.id)).where(Response.study_id == study_id, asker.sees(study_id))
    with database.reading() as session:
        return session.scalar(newest) or 0


def rows(
    database: Database, *, study_id: int, version_ids: Sequence[int], asker: Asker, last: int
) -> Iterator[list[ExportRow]]:
    """Every response to these versions, up to the last, whose consent stands: oldest first, never all at once."""
    query = _query(study_id, version_ids).where(asker.sees(study_id), Response.id <= last)
    after = 0
    while after < last:
        with database.reading() as session:
            found = session.execute(query.where(Response.id > after)).all()
            consents = standing_purposes(session, study_id=study_id, subjects=[row.subject for row in found])
        if not found:
            return
        after = found[-1].id
        yield [_export_row(row, consents[row.subject]) for row in found if TAKE_PART in consents.get(row.subject, ())]


def _query(study_id: int, version_ids: Sequence[int]) -> Select[Any]:
    return (
        select(
            Response.id, Response.subject, Response.version_id, Response.state, Response.ending, Response.language,
            Response.started_at, Response.completed_at, Response.seconds, Response.answers,
        )
        .where(Response.study_id == study_id, Response.version_id.in_(version_ids))
        .order_by(Response.id)
        .limit(_CHUNK)
    )  # fmt: skip


def _export_row(row: Row[Any], consents: set[str]) -> ExportRow:
    values = row._asdict()
    del values["id"]
    return ExportRow(**values, consents=frozenset(consents))
