"""The last page is sent: every variable gets its final value, and what was promised is given."""

from datetime import datetime

from sqlalchemy.orm import Session

from surveys.models import Response
from surveys.questionnaire.flow import Way, finalise
from surveys.services.answers.grant_reward import grant_rewards
from surveys.store import responses


def finish_response(
    session: Session, *, response: Response, way: Way, seconds: float, claim_hash: str, now: datetime
) -> None:
    """Complete a response that the caller holds, and grant the rewards of its study once."""
    responses.complete_response(session, response_id=response.id, answers=finalise(way), seconds=seconds, at=now)
    grant_rewards(session, study_id=response.study_id, claim_hash=claim_hash, on=now.date())
