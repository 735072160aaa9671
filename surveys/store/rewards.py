"""Rewards, grants and download links: all SQL about them. Nothing here knows a response."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    String,
    bindparam,
    cast,
    delete,
    false,
    func,
    insert,
    inspect,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from surveys.models import DownloadLink, Grant, Reward

SLICE = 4 * 1024 * 1024
"""Bytes read at a time. SQLite walks through a value from its start for each slice, so slices are not small."""


def rewards_of_study(session: Session, *, study_id: int) -> list[Reward]:
    return list(session.scalars(select(Reward).where(Reward.study_id == study_id).order_by(Reward.position)))


def grant(session: Session, *, reward_ids: Sequence[int], claim_hash: str) -> None:
    """Entitle a claim to these rewards; what it was entitled to before stays as it is."""
    values = {"reward_ids": list(reward_ids), "claim_hash": claim_hash}
    session.execute(_GRANT[session.get_bind().dialect.name], values)


def _grant(insert: Any, random_id: ColumnElement[str]) -> Executable:
    """A grant for each reward, all in one statement. Random ids, so that their order says nothing."""
    claim = bindparam("claim_hash", type_=String)
    values: list[ColumnElement[Any]] = [random_id, Reward.__table__.c.id, claim, false()]
    each = select(*values).where(Reward.id.in_(bindparam("reward_ids", expanding=True)))
    columns = ["id", "reward_id", "claim_hash", "revoked"]
    granting: Executable = insert(Grant.__table__).from_select(columns, each).on_conflict_do_nothing()
    return granting


_GRANT = {
    "sqlite": _grant(sqlite.insert, func.lower(func.hex(func.randomblob(16)))),
    "postgresql": _grant(postgresql.insert, cast(func.gen_random_uuid(), String)),
}


def granted(session: Session, *, study_id: int, claims: Sequence[str]) -> list[Reward]:
    """The rewards of a study that a grant under one of these names is left for."""
    left = select(Grant.reward_id).where(Grant.claim_hash.in_(claims), Grant.revoked.is_(False))
    query = select(Reward).where(Reward.study_id == study_id, Reward.id.in_(left))
    return list(session.scalars(query.order_by(Reward.position)))


def shuffle_grants(session: Session) -> None:
    """Write all grants anew, in random order and one transaction.

    PostgreSQL keeps with each row which transaction wrote it and where it lies; both would say which grant was left by
    which erasure. In SQLite rows lie by their random name and know no transaction.
    """
    if session.get_bind().dialect.name == "postgresql":
        names = [column.name for column in inspect(Grant).columns]
        gone = delete(Grant).returning(*inspect(Grant).columns).cte("gone")
        session.execute(insert(Grant).from_select(names, select(gone).order_by(func.random())))


def add_link(session: Session, *, reward_id: int, expires_at: datetime, now: datetime) -> str:
    """A new link to a file. Expired ones are forgotten: their times could say who answered when."""
    forget_expired_links(session, now=now)
    link = DownloadLink(id=str(uuid.uuid4()), reward_id=reward_id, expires_at=expires_at)
    session.add(link)
    session.flush()
    return link.id


def has_expired_links(session: Session, *, now: datetime) -> bool:
    return session.scalar(select(DownloadLink.id).where(DownloadLink.expires_at <= now).limit(1)) is not None


def forget_expired_links(session: Session, *, now: datetime) -> None:
    session.execute(delete(DownloadLink).where(DownloadLink.expires_at <= now))


def use_link(session: Session, *, link_id: str, now: datetime) -> Reward | None:
    """Use a link up and say what it opens; of many at the same moment one succeeds.

    A used link is deleted, not marked, so that no time of use stays behind.
    """
    reward_id = session.scalar(
        delete(DownloadLink)
        .where(DownloadLink.id == link_id, DownloadLink.expires_at > now)
        .returning(DownloadLink.reward_id)
    )
    return None if reward_id is None else session.get(Reward, reward_id)


def slice_of_file(session: Session, *, reward_id: int, start: int) -> bytes:
    """Some bytes of a file, so that a large one is never in memory as a whole."""
    found = session.scalar(select(func.substr(Reward.content, start + 1, SLICE)).where(Reward.id == reward_id))
    return bytes(found or b"")
