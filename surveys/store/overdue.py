"""What has been kept for long enough: only queries."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from surveys.models import Response, SignIn, Study


def studies(session: Session, *, today: date) -> Sequence[Study]:
    return session.scalars(select(Study).where(Study.erase_on < today).order_by(Study.id)).all()


def count_responses(session: Session, *, study_id: int) -> int:
    return session.scalar(select(func.count(Response.id)).where(Response.study_id == study_id)) or 0


def responses(session: Session, *, study_id: int, limit: int) -> Sequence[Response]:
    return session.scalars(
        select(Response).where(Response.study_id == study_id).order_by(Response.id).limit(limit)
    ).all()


def forget_sign_ins(session: Session, *, before: datetime) -> None:
    session.execute(delete(SignIn).where(SignIn.created_at < before))
