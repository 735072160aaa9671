"""What has been kept for long enough: only queries."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from surveys.models import Response, SignIn, Study
from surveys.store.set_apart import ALSO_TESTS


def studies(session: Session, *, today: date) -> Sequence[Study]:
    return session.scalars(select(Study).where(Study.erase_on < today).order_by(Study.id)).all()


def count_responses(session: Session, *, study_id: int) -> int:
    query = select(func.count(Response.id)).where(Response.study_id == study_id)
    return session.scalar(query.execution_options(**ALSO_TESTS)) or 0


def responses(session: Session, *, study_id: int, limit: int) -> Sequence[Response]:
    query = select(Response).where(Response.study_id == study_id).order_by(Response.id).limit(limit)
    return session.scalars(query.execution_options(**ALSO_TESTS)).all()


def forget_sign_ins(session: Session, *, before: datetime) -> None:
    session.execute(delete(SignIn).where(SignIn.created_at < before))
