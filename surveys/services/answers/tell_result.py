"""The result of a quiz for whoever answered it: only where what they agreed to covers working it out."""

from sqlalchemy.orm import Session

from surveys.models import Response
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.outcomes import Result, result_of
from surveys.questionnaire.terms import StudyTerms
from surveys.store import consents
from surveys.store.consents import PROFILE


def needs_profile(questionnaire: Questionnaire, terms: StudyTerms) -> bool:
    """Whether the result places somebody in a group of people for marketing, to which people agree by a box apart."""
    return questionnaire.quiz is not None and questionnaire.quiz.rule is not None and terms.mode == "profiling"


def purposes_of_result(questionnaire: Questionnaire, terms: StudyTerms) -> tuple[str, ...]:
    """What somebody agreed to before their result is worked out."""
    return (consents.TAKE_PART, PROFILE) if needs_profile(questionnaire, terms) else (consents.TAKE_PART,)


def tell_result(
    session: Session, *, response: Response, questionnaire: Questionnaire, terms: StudyTerms, takes_part: bool
) -> Result | None:
    """What comes out by the version that was answered; None where it may not be worked out or there is nothing.

    Nothing of it is stored: the answers and the version they were given to say the same at any time.
    """
    if questionnaire.quiz is None or response.state != "completed" or not takes_part:
        return None
    if needs_profile(questionnaire, terms) and not _agreed_to_profile(session, response):
        return None
    return result_of(questionnaire, response.answers)


def _agreed_to_profile(session: Session, response: Response) -> bool:
    last = {event.purpose: event.given for event in consents.events_of(session, subject=response.subject)}
    return last.get(PROFILE, False)
