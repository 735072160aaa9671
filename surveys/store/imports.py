"""Many responses at once, and which files were brought in: only queries."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from surveys.models import AuditEvent, ConsentEvent, DataImport, Response
from surveys.store.arrivals import ALSO_ARRIVING
from surveys.store.asker import Asker


def begin(session: Session, *, study_id: int, file_hash: str, at: datetime) -> int:
    """Announce a file; what is added under this id is not seen before it has arrived."""
    found = DataImport(study_id=study_id, file_hash=file_hash, begun_at=at, heartbeat_at=at)
    session.add(found)
    session.flush()
    return found.id


def beat(session: Session, *, import_id: int, at: datetime) -> bool:
    """Say that lines were added; False where somebody cleared the file away meanwhile."""
    is_this = DataImport.id == import_id, DataImport.given_up_at.is_(None)
    query = update(DataImport).where(*is_this).values(heartbeat_at=at)
    return bool(session.execute(query.returning(DataImport.id)).first())


def arrive(session: Session, *, import_id: int, at: datetime) -> None:
    """From the end of this transaction on everything that came with the file is seen."""
    session.execute(update(DataImport).where(DataImport.id == import_id).values(arrived_at=at))


def given_up(session: Session, *, before: datetime) -> Sequence[int]:
    """Files that did not arrive and stand still."""
    is_open = DataImport.arrived_at.is_(None), DataImport.given_up_at.is_(None)
    query = select(DataImport.id).where(*is_open, DataImport.heartbeat_at < before)
    return session.scalars(query).all()


def give_up(session: Session, *, import_id: int, at: datetime) -> None:
    """Nothing more is added to a file that did not arrive."""
    is_this = DataImport.id == import_id, DataImport.arrived_at.is_(None)
    session.execute(update(DataImport).where(*is_this).values(given_up_at=at))


def clear(session: Session, *, import_id: int, limit: int) -> bool:
    """Take away some of the responses of a file that was given up; False when none is left.

    Events of consent are only ever added: those that came with it stay, and are never seen.
    """
    some = select(Response.id).where(Response.import_id == import_id).limit(limit)
    ids = session.scalars(some.execution_options(**ALSO_ARRIVING)).all()
    session.execute(delete(Response).where(Response.id.in_(ids)))
    return bool(ids)


def add_responses(session: Session, *, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(Response), rows)


def add_consents(session: Session, *, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(ConsentEvent), rows)


def was_imported(session: Session, *, study_id: int, file_hash: str, asker: Asker) -> bool:
    """Whether a file with this content was brought into this study."""
    details = session.scalars(
        select(AuditEvent.detail).where(
            AuditEvent.study_id == study_id, AuditEvent.action == "import", asker.sees(study_id)
        )
    )
    return any(detail.get("file") == file_hash for detail in details)
