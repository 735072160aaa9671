"""What the team did: rows that are only ever added."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import AuditEvent

ANSWERS_TAKEN = ("export", "assignments.exported", "analysis.exported")
"""Actions by which a file with a line for each person was handed to somebody of the team."""


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


def answers_taken(session: Session, *, study_id: int, since: datetime) -> list[datetime]:
    """When files with a line for each person were taken, from a moment on."""
    taken = select(AuditEvent.at, AuditEvent.detail).where(
        AuditEvent.study_id == study_id, AuditEvent.action.in_(ANSWERS_TAKEN), AuditEvent.at >= since
    )
    rows = session.execute(taken.order_by(AuditEvent.at))
    return [at for at, detail in rows if detail.get("kind") != "codebook"]
