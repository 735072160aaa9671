"""What the team did: rows that are only ever added."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import AuditEvent
from surveys.store.asker import Asker


def add_event(
    session: Session,
    *,
    action: str,
    account_id: int | None = None,
    study_id: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write down an action. `detail` holds numbers and names of things, never anything a respondent said."""
    session.add(AuditEvent(action=action, account_id=account_id, study_id=study_id, detail=dict(detail or {})))
    session.flush()


def events_of_study(session: Session, *, study_id: int, asker: Asker, limit: int = 100) -> Sequence[AuditEvent]:
    """Newest first."""
    return session.scalars(
        select(AuditEvent)
        .where(AuditEvent.study_id == study_id, asker.sees(study_id))
        .order_by(AuditEvent.id.desc())
        .limit(limit)
    ).all()
