"""What the team did: rows that are only ever added."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from surveys.models import AuditEvent


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
