"""Somebody's answers leave every analysis: at once where they stand as a line, as a mark where they are in a sum."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from surveys.models import Response, Study
from surveys.questionnaire.terms import purposes_of_analysis
from surveys.services.answers.forget_quotes import forget_quotes
from surveys.store import responses


def leave_analyses(session: Session, *, response: Response, agreed: Collection[str], now: datetime) -> None:
    """Take out segment, scores and quotes of a respondent who had agreed to these purposes until now.

    Analyses and comparisons that the answers were summed up in are marked as out of date. The mark comes before the
    lines go, for the lines say which analyses these are.
    """
    responses.mark_analyses_stale(session, response_id=response.id, at=now)
    if set(purposes_of_analysis(session.get_one(Study, response.study_id).mode)) <= set(agreed):
        responses.mark_waves_stale(session, response=response, at=now)
    forget_quotes(session, response_id=response.id)
    responses.remove_assignments(session, response_id=response.id)
