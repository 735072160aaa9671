"""Rewards, grants and download links: all SQL about them. Nothing here knows a response."""

import secrets
import uuid
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from surveys.models import DownloadLink, Grant, Reward
from surveys.store.insert_once import insert_once

SLICE = 4 * 1024 * 1024
"""Bytes read at a time. SQLite walks through a value from its start for each slice, so slices are not small."""


def rewards_of_study(session: Session, *, study_id: int) -> list[Reward]:
    return list(session.scalars(select(Reward).where(Reward.study_id == study_id).order_by(Reward.position)))


def add_grant(session: Session, *, reward_id: int, claim_hash: str, on: date) -> bool:
    """Entitle a claim to a reward; False where it was entitled before."""
    values = {
        "id": str(uuid.UUID(bytes=secrets.token_bytes(16), version=4)),
        "reward_id": reward_id,
        "claim_hash": claim_hash,
        "granted_on": on,
        "revoked": False,
    }
    return insert_once(session, Grant, values, unique=["reward_id", "claim_hash"])


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
