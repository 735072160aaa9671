"""A quiz before it is published: what it asks, and what it tells whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from research.summary.schema.alike import Alike, AlikePersona
from surveys.presentation.numbers import NOTHING, decimal, percent, whole
from surveys.presentation.outcome import OutcomeView, show_outcome
from surveys.presentation.table import Table
from surveys.questionnaire.definition import Questionnaire
from surveys.services.analyses.quiz_from_analysis import DECOY, MOST_LIKE_ME
from surveys.services.studies.quiz_figures import QuizFigures
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


def quiz_tables(figures: QuizFigures | None, questionnaire: Questionnaire) -> list[Table]:
    """What the page of a study says of its quiz; nothing before somebody has a result."""
    if figures is None or not figures.people:
        return []
    alike = show_alike(figures, questionnaire)
    return [show_outcomes(figures, questionnaire), *([alike] if alike else [])]


def show_outcomes(figures: QuizFigures, questionnaire: Questionnaire) -> Table:
    """How often each result came out."""
    return Table(
        caption=_("Results"),
        columns=[_("Result"), (_("People"), "number"), (_("Share"), "number")],
        rows=[
            [title, whole(figures.outcomes[name]), percent(figures.outcomes[name] / (figures.people or 1))]
            for name, title in _titles(questionnaire).items()
        ],
        base=_("Of the newest %(n)s completed responses that agreed to what it needs.", n=whole(figures.people)),
    )


def show_alike(figures: QuizFigures, questionnaire: Questionnaire) -> Table | None:
    """Whether people know themselves in the text of the persona that the rule gives them."""
    told, quiz = figures.alike, questionnaire.quiz
    if told is None or quiz is None:
        return None
    titles = list(_titles(questionnaire).values())
    return Table(
        caption=_("Most like me"),
        columns=[
            _("Persona"),
            (_("People"), "number"),
            (_("Chose its text"), "number"),
            (_("Others chose it"), "number"),
            (_("Over chance"), "number"),
        ],
        rows=[
            [title, whole(line.people), percent(line.own), percent(line.others),
             _over(line)]
            for title, line in zip(titles, told.personas, strict=False)
        ],
        base=" ".join(_alike_base(told)),
    )  # fmt: skip


def _over(line: AlikePersona) -> str:
    """The difference in points, with its interval."""
    if line.over is None or line.low is None or line.high is None:
        return NOTHING
    return _(
        "%(over)s points (%(low)s to %(high)s)",
        **{name: decimal(100 * at, 0) for name, at in (("over", line.over), ("low", line.low), ("high", line.high))},
    )


def _alike_base(told: Alike) -> Iterator[str]:
    if told.decoy is not None:
        yield _("%(share)s chose the text that describes nobody.", share=percent(told.decoy))
    yield _(
        "Over chance: how much more often people chose the text of their own persona than others did. It shows whether "
        "they know themselves in the words; it does not show that the personas are real, or how anybody will act."
    )
    yield _("Figures about few people are hidden.")


def _titles(questionnaire: Questionnaire) -> dict[str, str]:
    own = questionnaire.language
    outcomes = () if questionnaire.quiz is None else questionnaire.quiz.outcomes
    return {one.name: one.title.in_language(own, own) for one in outcomes}


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
