"""Everything that is wrong with a questionnaire and its terms, found at once.

`check` never stops at the first fault, and an empty result means that the questionnaire can be published.
"""

from datetime import UTC, date, datetime

from surveys.questionnaire.checks.answers import check_answers
from surveys.questionnaire.checks.carried import check_carried
from surveys.questionnaire.checks.drawn import check_drawn
from surveys.questionnaire.checks.languages import check_languages
from surveys.questionnaire.checks.logic import check_logic
from surveys.questionnaire.checks.minutes import estimate_minutes, estimate_seconds
from surveys.questionnaire.checks.names import RESERVED, check_names
from surveys.questionnaire.checks.piped import check_piped
from surveys.questionnaire.checks.quiz import check_quiz
from surveys.questionnaire.checks.quotas import check_quotas
from surveys.questionnaire.checks.reach import check_reach, needless_conditions
from surveys.questionnaire.checks.scales import check_scales
from surveys.questionnaire.checks.sizes import check_sizes
from surveys.questionnaire.checks.study_terms import check_terms
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.faults import Fault
from surveys.questionnaire.terms import StudyTerms

__all__ = ["RESERVED", "Fault", "check", "estimate_minutes", "estimate_seconds", "needless_conditions"]


def check(
    questionnaire: Questionnaire, terms: StudyTerms | None = None, *, today: date | None = None
) -> tuple[Fault, ...]:
    """All faults; `today` decides whether the end lies in the past (the day it is now, where none is given)."""
    faults = [
        *check_names(questionnaire),
        *check_answers(questionnaire),
        *check_scales(questionnaire),
        *check_logic(questionnaire),
        *check_quiz(questionnaire),
        *check_quotas(questionnaire),
        *check_carried(questionnaire),
        *check_drawn(questionnaire),
        *check_piped(questionnaire, terms),
        *check_languages(questionnaire, terms),
        *check_sizes(questionnaire, terms),
    ]
    if terms is not None:
        day = today if today is not None else datetime.now(UTC).date()
        faults.extend(check_terms(questionnaire, terms, today=day))
    if not faults:
        faults.extend(check_reach(questionnaire))
    return tuple(faults)
