"""Give what was promised, once, and open granted files by links that work once."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from surveys.errors import Gone, Missing
from surveys.models import Grant, Reward
from surveys.private_links import PrivateLinks, moment_to_text, text_to_moment
from surveys.store import rewards

LINK_LIFETIME = timedelta(minutes=15)
_PURPOSE = "reward-file"


class LinkEnded(Gone):
    """The link to a file was used or is too old; a new one is one click away."""

    code = "link_ended"


def grant_rewards(session: Session, *, study_id: int, claim_hash: str, on: date) -> None:
    """Entitle a claim to every reward of the study. No consent is asked about: the reward depends on none."""
    rewards.grant_all(session, study_id=study_id, claim_hash=claim_hash, on=on)


def granted(session: Session, *, study_id: int, reward_id: int, claim_hash: str) -> Grant:
    """The entitlement of this claim to this reward, or `Missing`."""
    grant = rewards.grant_of(session, study_id=study_id, reward_id=reward_id, claim_hash=claim_hash)
    if grant is None:
        raise Missing("There is no such reward for you.", "Open the private link you kept, and look there.")
    return grant


def make_file_link(session: Session, links: PrivateLinks, *, grant: Grant, now: datetime) -> str:
    """A signed link to the granted file that works once within a quarter of an hour."""
    expires_at = now + LINK_LIFETIME
    link_id = rewards.add_link(session, grant_id=grant.id, expires_at=expires_at, now=now)
    return links.sign(_PURPOSE, link_id, moment_to_text(expires_at))


def file_link_is_ours(links: PrivateLinks, signed: str) -> bool:
    return links.read(_PURPOSE, signed) is not None


def use_file_link(session: Session, links: PrivateLinks, *, signed: str, now: datetime) -> Reward:
    """What the link opens, using it up."""
    parts = links.read(_PURPOSE, signed)
    if parts is None:
        raise Missing("This link was not made here.", "Copy the whole address, or ask for a new link.")
    link_id, expires = parts
    if text_to_moment(expires) <= now:
        raise LinkEnded("This link was good for 15 minutes.", "Go back to your reward and ask for a new one.")
    reward = rewards.use_link(session, link_id=link_id, now=now)
    if reward is None:
        raise LinkEnded("This link was used before.", "Go back to your reward and ask for a new one.")
    return reward
