"""What comes out of a quiz: how many got each result, and whether people know themselves in the personas' texts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from research.disclosure import Rules
from research.disclosure.alike import guard_alike
from research.summary.alike import tell_alike
from research.summary.schema.alike import Alike
from surveys.models import Study
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.outcomes import Result
from surveys.questionnaire.quiz import Quiz, Typed
from surveys.questionnaire.terms import StudyTerms
from surveys.services.analyses.quiz_from_analysis import DECOY, MOST_LIKE_ME
from surveys.services.answers.quiz_outcomes import Results
from surveys.store.answers import newest_answers
from surveys.store.asker import Asker

SAMPLE = 3_000
"""Results are worked out for so many of the newest completed responses."""


@dataclass(frozen=True, kw_only=True)
class QuizFigures:
    people: int
    """Whose result may be worked out."""
    outcomes: dict[str, int]
    alike: Alike | None
    """Small figures are hidden already; None where nobody is asked which text is most like them."""


def quiz_figures(
    session: Session, *, study: Study, questionnaire: Questionnaire, version_ids: Sequence[int], asker: Asker
) -> QuizFigures | None:
    """Of the newest completed responses whose consent covers it; None where the questionnaire is no quiz."""
    quiz = questionnaire.quiz
    if quiz is None:
        return None
    results = Results.of(questionnaire, StudyTerms.model_validate(study.terms))
    table = newest_answers(
        session, study_id=study.id, version_ids=version_ids, number=SAMPLE, purposes=results.purposes, asker=asker
    )
    found = [results.for_answers(answers, consents=results.purposes) for answers in table.answers]
    told = [(one, answers.get(MOST_LIKE_ME)) for one, answers in zip(found, table.answers, strict=True) if one]
    counts = Counter(one.outcome.name for one, _chosen in told)
    return QuizFigures(
        people=len(told),
        outcomes={outcome.name: counts[outcome.name] for outcome in quiz.outcomes},
        alike=_alike(quiz, told, study) if _asks(questionnaire) else None,
    )


def _asks(questionnaire: Questionnaire) -> bool:
    return any(variable.name == MOST_LIKE_ME for variable in questionnaire.variables())


def _alike(quiz: Quiz, told: Sequence[tuple[Result, object]], study: Study) -> Alike:
    """Of those whom the rule places; whoever it cannot tell has no text of their own."""
    codes = [test.segment for outcome in quiz.outcomes for test in outcome.when if isinstance(test, Typed)]
    texts: dict[object, str | None] = {**dict(enumerate(codes, 1)), DECOY: None}
    chose = [(one.standing.segment, texts[chosen]) for one, chosen in told if one.standing.segment and chosen in texts]
    found = tell_alike([where for where, _text in chose], [text for _where, text in chose], codes=codes)
    return guard_alike(found, rules=Rules(smallest_group=study.smallest_group))
