"""Rows of rewards as publishing needs them: only queries."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from surveys.models import Grant, Response, Reward
from surveys.store.asker import Asker


def rows(session: Session, *, study_id: int, asker: Asker) -> Sequence[Reward]:
    query = select(Reward).where(Reward.study_id == study_id, asker.sees(study_id)).order_by(Reward.position)
    return session.scalars(query).all()


def add(session: Session, *, study_id: int, position: int, kind: str) -> Reward:
    row = Reward(study_id=study_id, position=position, kind=kind, definition={})
    session.add(row)
    session.flush()
    return row


def is_promised(session: Session, *, reward: Reward) -> bool:
    """Whether somebody may already have it: by complete answers, or by what is left of answers that are gone."""
    answered = select(Response.id).where(
        Response.study_id == reward.study_id, Response.state == "completed", Response.token_hash.is_not(None)
    )
    left = select(Grant.id).where(Grant.reward_id == reward.id)
    return session.scalar(select(or_(answered.exists(), left.exists()))) is True
