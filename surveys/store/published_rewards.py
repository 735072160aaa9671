"""Rows of rewards as publishing needs them: only queries."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Grant, Reward
from surveys.store.asker import Asker


def rows(session: Session, *, study_id: int, asker: Asker) -> Sequence[Reward]:
    query = select(Reward).where(Reward.study_id == study_id, asker.sees(study_id)).order_by(Reward.position)
    return session.scalars(query).all()


def add(session: Session, *, study_id: int, position: int, kind: str) -> Reward:
    row = Reward(study_id=study_id, position=position, kind=kind, definition={})
    session.add(row)
    session.flush()
    return row


def is_granted(session: Session, *, reward_id: int) -> bool:
    return session.scalar(select(Grant.id).where(Grant.reward_id == reward_id).limit(1)) is not None
