"""Rewards, grants and download links: all SQL about them. Nothing here knows a response."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, Executable, String, bindparam, cast, delete, false, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from surveys.models import DownloadLink, Grant, Reward

SLICE = 4 * 1024 * 1024
"""Bytes read at a time. SQLite walks through a value from its start for each slice, so slices are not small."""


def rewards_of_study(session: Session, *, study_id: int) -> list[Reward]:
    return list(session.scalars(select(Reward).where(Reward.study_id == study_id).order_by(Reward.position)))


def grant_all(session: Session, *, study_id: int, claim_hash: str, on: date) -> None:
    """Entitle a claim to every reward of a study; what it was entitled to before stays as it is."""
    values = {"study_id": study_id, "claim_hash": claim_hash, "granted_on": on}
    session.execute(_GRANT[session.get_bind().dialect.name], values)


def _grant(insert: Any, random_id: ColumnElement[str]) -> Executable:
    """A grant for each reward, all in one statement. Random ids, so that their order says nothing."""
    claim, day = bindparam("claim_hash", type_=String), bindparam("granted_on", type_=Date)
    values: list[ColumnElement[Any]] = [random_id, Reward.__table__.c.id, claim, day, false()]
    each = select(*values).where(Reward.study_id == bindparam("study_id"))
    columns = ["id", "reward_id", "claim_hash", "granted_on", "revoked"]
    granting: Executable = insert(Grant.__table__).from_select(columns, each).on_conflict_do_nothing()
    return granting


_GRANT = {
    "sqlite": _grant(sqlite.insert, func.lower(func.hex(func.randomblob(16)))),
    "postgresql": _grant(postgresql.insert, cast(func.gen_random_uuid(), String)),
}


def grants_of_claim(session: Session, *, study_id: int, claim_hash: str) -> list[Grant]:
    """What a claim is entitled to in one study, in the order the study names its rewards."""
    return list(
        session.scalars(
            select(Grant)
            .join(Reward)
            .where(Reward.study_id == study_id, Grant.claim_hash == claim_hash, Grant.revoked.is_(False))
            .order_by(Reward.position)
        )
    )


def grant_of(session: Session, *, study_id: int, reward_id: int, claim_hash: str) -> Grant | None:
    """One entitlement, found by study, reward and claim together."""
    return session.scalar(
        select(Grant)
        .join(Reward)
        .where(
            Reward.id == reward_id,
            Reward.study_id == study_id,
            Grant.claim_hash == claim_hash,
            Grant.revoked.is_(False),
        )
    )


def add_link(session: Session, *, grant_id: str, expires_at: datetime, now: datetime) -> str:
    """A new link to a granted file. Expired ones are forgotten: their times could say who answered when."""
    session.execute(delete(DownloadLink).where(DownloadLink.expires_at <= now))
    link = DownloadLink(id=str(uuid.uuid4()), grant_id=grant_id, expires_at=expires_at, used_at=None, created_at=now)
    session.add(link)
    session.flush()
    return link.id


def use_link(session: Session, *, link_id: str, now: datetime) -> Reward | None:
    """Use a link up and say what it opens; of many at the same moment one succeeds.

    A used link is deleted, not marked, so that no time of use stays behind.
    """
    grant_id = session.scalar(
        delete(DownloadLink)
        .where(DownloadLink.id == link_id, DownloadLink.used_at.is_(None), DownloadLink.expires_at > now)
        .returning(DownloadLink.grant_id)
    )
    if grant_id is None:
        return None
    return session.scalar(select(Reward).join(Grant).where(Grant.id == grant_id, Grant.revoked.is_(False)))


def slice_of_file(session: Session, *, reward_id: int, start: int) -> bytes:
    """Some bytes of a file, so that a large one is never in memory as a whole."""
    found = session.scalar(select(func.substr(Reward.content, start + 1, SLICE)).where(Reward.id == reward_id))
    return bytes(found or b"")
