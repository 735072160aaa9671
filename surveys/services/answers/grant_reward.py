"""Who may have what was promised, and links that open a file once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from surveys.errors import Gone, Missing
from surveys.models import Response, Reward
from surveys.private_links import PrivateLinks, moment_to_text, text_to_moment
from surveys.questionnaire.terms import read_reward
from surveys.store import rewards

LINK_LIFETIME = timedelta(minutes=15)
_PURPOSE = "reward-file"


class LinkEnded(Gone):
    """The link to a file was used or is too old; a new one is one click away."""

    code = "link_ended"


def rewards_to_have(
    session: Session, *, study_id: int, response: Response | None, claims: Sequence[str]
) -> list[Reward]:
    """Every reward this link may have: by how its answers ended, or by what took their place when they went.

    No consent is asked about: the reward depends on none.
    """
    if response is not None and response.is_test:
        return []
    earned = [] if response is None else _earned(session, response)
    return earned or rewards.granted(session, study_id=study_id, claims=claims)


def leave_rewards(session: Session, links: PrivateLinks, *, response: Response) -> None:
    """Answers are about to go: what they entitled to stays, under a name that leads to nothing."""
    earned = [reward.id for reward in _earned(session, response)]
    if earned and response.token_hash is not None:
        claim = links.claim_hash(response.study_id, response.token_hash)
        rewards.grant(session, reward_ids=earned, claim_hash=claim)


def _earned(session: Session, response: Response) -> list[Reward]:
    """What somebody has by how their part ended; nothing while it goes on, and nothing for a test."""
    if not response.is_over or response.is_test:
        return []
    every = rewards.rewards_of_study(session, study_id=response.study_id)
    return [row for row in every if read_reward(row.definition).is_earned_by(response.ending)]


def make_file_link(session: Session, links: PrivateLinks, *, reward: Reward, now: datetime) -> str:
    """A signed link to the file that works once within a quarter of an hour."""
    expires_at = now + LINK_LIFETIME
    link_id = rewards.add_link(session, reward_id=reward.id, expires_at=expires_at, now=now)
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
