"""A sitting is over: every variable gets its final value, and what was promised is to be had where all is complete."""

from datetime import datetime

from sqlalchemy.orm import Session

from surveys.models import Response
from surveys.questionnaire.endings import EndingKind
from surveys.questionnaire.flow import Way, finalise
from surveys.store import quota_places, responses


def finish_response(
    session: Session,
    *,
    response: Response,
    way: Way,
    ending: EndingKind = "complete",
    keep_answers: bool = True,
    seconds: float,
    now: datetime,
) -> None:
    """End a response that the caller holds. That it is complete entitles to the rewards of its study."""
    if ending != "complete":
        quota_places.free_places(session, response_id=response.id)
    responses.end_response(
        session,
        response_id=response.id,
        ending=ending,
        answers=finalise(way) if keep_answers else {},
        seconds=seconds,
        at=now,
    )
