"""Who may have what was promised, and links that open a file once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from surveys.errors import Gone, Missing
from surveys.models import Response, Reward
from surveys.private_links import PrivateLinks, moment_to_text, text_to_moment
from surveys.store import rewards

LINK_LIFETIME = timedelta(minutes=15)
_PURPOSE = "reward-file"


class LinkEnded(Gone):
    """The link to a file was used or is too old; a new one is one click away."""

    code = "link_ended"


def entitled(
    session: Session, *, study_id: int, reward_id: int, response: Response | None, claims: Sequence[str]
) -> Reward | None:
    """The reward, where this link may have it: by complete answers, or by what took the place of answers that are gone.

    No consent is asked about: the reward depends on none.
    """
    if response is not None and response.is_test:
        return None
    if response is not None and response.state == "completed":
        return rewards.reward_of(session, study_id=study_id, reward_id=reward_id)
    return rewards.granted(session, study_id=study_id, reward_id=reward_id, claims=claims)


def is_entitled(session: Session, *, study_id: int, response: Response | None, claims: Sequence[str]) -> bool:
    """Whether this link may have any reward of the study."""
    if response is not None and response.is_test:
        return False
    if response is not None and response.state == "completed":
        return bool(rewards.rewards_of_study(session, study_id=study_id))
    return rewards.has_grant(session, study_id=study_id, claims=claims)


def leave_rewards(session: Session, links: PrivateLinks, *, response: Response) -> None:
    """Answers are about to go: what they entitled to stays, under a name that leads to nothing."""
    if response.state == "completed" and response.token_hash is not None and not response.is_test:
        claim = links.claim_hash(response.study_id, response.token_hash)
        rewards.grant_all(session, study_id=response.study_id, claim_hash=claim)


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
