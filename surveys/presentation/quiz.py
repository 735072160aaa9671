"""A quiz before it is published: what it asks, and what it tells whom."""

from dataclasses import dataclass

from surveys.presentation.outcome import OutcomeView, show_outcome
from surveys.presentation.table import Table
from surveys.questionnaire.definition import Questionnaire
from surveys.services.analyses.quiz_from_analysis import DECOY, MOST_LIKE_ME
from surveys.words import gettext as _


@dataclass(frozen=True, kw_only=True)
class QuizView:
    questions: tuple[str, ...]
    outcomes: tuple[OutcomeView, ...]
    texts: Table | None
    """The texts to choose from; None where there is one persona, with which nothing can be chosen."""


def show_quiz(questionnaire: Questionnaire) -> QuizView:
    language = questionnaire.language
    asked = tuple(questionnaire.questions())
    outcomes = () if questionnaire.quiz is None else questionnaire.quiz.outcomes
    return QuizView(
        questions=tuple(one.text.in_language(language, language) for one in asked if one.name != MOST_LIKE_ME),
        outcomes=tuple(show_outcome(questionnaire, one, language=language) for one in outcomes),
        texts=_texts(questionnaire),
    )


def _texts(questionnaire: Questionnaire) -> Table | None:
    variable = next((one for one in questionnaire.variables() if one.name == MOST_LIKE_ME), None)
    if variable is None or questionnaire.quiz is None:
        return None
    own = questionnaire.language
    titles = [one.title.in_language(own, own) for one in questionnaire.quiz.outcomes]
    return Table(
        caption=_("Texts to choose from"),
        columns=[_("Text"), _("Of")],
        rows=[
            [label.in_language(own, own), _("Nobody: a mixture of all") if code == DECOY else titles[code - 1]]
            for code, label in variable.labels.items()
        ],
        base=_("Without names, in an order that is drawn for each person."),
    )
