"""Rows of rewards as publishing needs them: only queries."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Grant, Response, Reward
from surveys.questionnaire.endings import EndingKind
from surveys.questionnaire.terms import read_reward
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
    """Whether somebody may already have it: by how their answers ended, or by what is left of answers that are gone."""
    left = select(Grant.id).where(Grant.reward_id == reward.id).limit(1)
    earning: tuple[EndingKind, ...] = ("complete", *read_reward(reward.definition).also_for)
    return session.scalar(left) is not None or is_earned(session, reward=reward, endings=earning)


def is_earned(session: Session, *, reward: Reward, endings: Sequence[EndingKind]) -> bool:
    """Whether the part of somebody who can come back ended in one of these ways."""
    found = select(Response.id).where(
        Response.study_id == reward.study_id, Response.ending.in_(endings), Response.token_hash.is_not(None)
    )
    return session.scalar(found.limit(1)) is not None
