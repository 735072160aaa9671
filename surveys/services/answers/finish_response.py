"""The last page is sent: every variable gets its final value, and what was promised is to be had."""

from datetime import datetime

from sqlalchemy.orm import Session

from surveys.models import Response
from surveys.questionnaire.flow import Way, finalise
from surveys.store import responses


def finish_response(session: Session, *, response: Response, way: Way, seconds: float, now: datetime) -> None:
    """Complete a response that the caller holds. That it is complete entitles to the rewards of its study."""
    responses.complete_response(session, response_id=response.id, answers=finalise(way), seconds=seconds, at=now)
