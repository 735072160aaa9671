"""Many responses at once, and which files were brought in: only queries."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from surveys.models import AuditEvent, ConsentEvent, Response
from surveys.store.asker import Asker


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
