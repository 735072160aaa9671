"""The last page is sent: every variable gets its final value, and what was promised is given."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from surveys.models import Response
from surveys.questionnaire import flow
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.question_types import Answers
from surveys.services.answers.grant_reward import grant_rewards
from surveys.store import responses


def finish_response(
    session: Session,
    *,
    response: Response,
    questionnaire: Questionnaire,
    answers: Answers,
    answered_pages: Collection[str],
    claim_hash: str,
    now: datetime,
) -> None:
    """Complete a response that the caller holds locked, and grant the rewards of its study once."""
    final = flow.finalise(questionnaire, answers, answered_pages)
    seconds = responses.seconds_on_pages(session, response_id=response.id)
    responses.complete_response(session, response_id=response.id, answers=final, seconds=seconds, at=now)
    grant_rewards(session, study_id=response.study_id, claim_hash=claim_hash, on=now.date())
