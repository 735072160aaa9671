"""Pools of codes: how many are left, who has which, and giving one. Nothing here knows a response."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, inspect, select, text, update
from sqlalchemy.orm import Session

from surveys.models import RewardCode


@dataclass(frozen=True, kw_only=True)
class Pool:
    """How a pool stands."""

    left: int
    given: int


def add(session: Session, *, reward_id: int, codes: Sequence[str]) -> None:
    """Random names, so that the order of a list says nothing about who has which code."""
    rows = [{"id": str(uuid.uuid4()), "reward_id": reward_id, "code": code} for code in codes]
    session.execute(insert(RewardCode), rows)


def known(session: Session, *, reward_id: int, codes: Iterable[str]) -> set[str]:
    """Those of these codes that are in the pool already."""
    there = session.scalars(select(RewardCode.code).where(RewardCode.reward_id == reward_id))
    return set(there) & set(codes)


def pool(session: Session, *, reward_id: int) -> Pool:
    counted = select(func.count(), func.count(RewardCode.claim_hash)).where(RewardCode.reward_id == reward_id)
    every, given = session.execute(counted).one()
    return Pool(left=every - given, given=given)


def code_of(session: Session, *, reward_id: int, claims: Sequence[str]) -> str | None:
    """The code that was given to one of these names."""
    had = select(RewardCode.code).where(RewardCode.reward_id == reward_id, RewardCode.claim_hash.in_(claims))
    return session.scalar(had)


def give(session: Session, *, reward_id: int, claims: Sequence[str]) -> str | None:
    """The code of a claim, always the same one; None where none is left.

    Which one is drawn at random: in order, codes would tell who came after whom. On PostgreSQL two requests of one
    claim wait for each other, and those of different claims pass by what others hold; on SQLite all wait.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:claim, 0))"), {"claim": claims[0]})
    had = code_of(session, reward_id=reward_id, claims=claims)
    return had or _give_another(session, reward_id, claims[0])


def _give_another(session: Session, reward_id: int, claim: str) -> str | None:
    free = select(RewardCode.id).where(RewardCode.reward_id == reward_id, RewardCode.claim_hash.is_(None))
    one = session.scalar(free.order_by(func.random()).limit(1).with_for_update(skip_locked=True))
    if one is None:
        return None
    giving = update(RewardCode).where(RewardCode.id == one).values(claim_hash=claim).returning(RewardCode.code)
    return session.scalar(giving)


def tell_order(session: Session) -> bool:
    """Whether rows say in which order codes were given: on PostgreSQL each knows the transaction that gave it."""
    if session.get_bind().dialect.name != "postgresql":
        return False
    givings = text("SELECT count(DISTINCT xmin::text) FROM reward_code WHERE claim_hash IS NOT NULL")
    return (session.scalar(givings) or 0) > 1


def shuffle(session: Session) -> None:
    """Write all codes anew, in random order and one transaction; who wants one meanwhile waits."""
    session.execute(text("LOCK TABLE reward_code IN EXCLUSIVE MODE"))
    names = [column.name for column in inspect(RewardCode).columns]
    gone = delete(RewardCode).returning(*inspect(RewardCode).columns).cte("gone")
    session.execute(insert(RewardCode).from_select(names, select(gone).order_by(func.random())))
