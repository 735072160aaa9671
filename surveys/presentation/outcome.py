"""An outcome of a quiz in words: what a person's result page, the preview and the public page show."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import format_decimal
from markupsafe import Markup

from surveys.presentation.markdown import markdown
from surveys.presentation.numbers import percent
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.outcomes import Result
from surveys.questionnaire.quiz import Outcome, Typed
from surveys.questionnaire.scores import measures
from surveys.web.pictures import PictureView, picture_view
from surveys.words import gettext as _
from surveys.words import ngettext


@dataclass(frozen=True, kw_only=True)
class OutcomeView:
    name: str
    title: str
    body: Markup
    motif: str | None
    picture: PictureView | None
    number: int
    """Its place, from 1: chooses the colour."""


@dataclass(frozen=True, kw_only=True)
class ScoreView:
    """One score as a bar with its words; `None` where too little was answered."""

    title: str
    value: float | None
    low: float
    high: float
    words: str


@dataclass(frozen=True, kw_only=True)
class ResultView:
    outcome: OutcomeView
    scores: tuple[ScoreView, ...]
    rests_on: str


def show_outcome(questionnaire: Questionnaire, outcome: Outcome, *, language: str) -> OutcomeView:
    quiz, own = questionnaire.quiz, questionnaire.language
    outcomes = () if quiz is None else quiz.outcomes
    place = next((number for number, one in enumerate(outcomes) if one.name == outcome.name), 0)
    return OutcomeView(
        name=outcome.name,
        title=outcome.title.in_language(language, own),
        body=markdown(outcome.text.in_language(language, own)),
        motif=outcome.motif,
        picture=picture_view(outcome.picture, lambda text: text.in_language(language, own)),
        number=place % 8 + 1,
    )


def show_result(questionnaire: Questionnaire, result: Result, *, language: str) -> ResultView:
    quiz = questionnaire.quiz
    typed = quiz is not None and quiz.rule is not None
    bars = _chances if typed else _scores
    return ResultView(
        outcome=show_outcome(questionnaire, result.outcome, language=language),
        scores=tuple(bars(questionnaire, result, language)),
        rests_on=_rests_on(questionnaire, typed=typed),
    )


def _scores(questionnaire: Questionnaire, result: Result, language: str) -> Iterator[ScoreView]:
    for measure in measures(questionnaire):
        value = result.standing.scores.get(measure.score.name)
        low, high = measure.reach
        yield ScoreView(
            title=measure.score.title.in_language(language, questionnaire.language),
            value=value,
            low=low,
            high=high,
            words=_("Too little was answered.") if value is None else _of(value, high),
        )


def _chances(questionnaire: Questionnaire, result: Result, language: str) -> Iterator[ScoreView]:
    """How probable each persona is."""
    for outcome in () if questionnaire.quiz is None else questionnaire.quiz.outcomes:
        segment = next((test.segment for test in outcome.when if isinstance(test, Typed)), None)
        chance = result.standing.chances.get(segment or "")
        if chance is not None:
            title = outcome.title.in_language(language, questionnaire.language)
            yield ScoreView(title=title, value=chance, low=0.0, high=1.0, words=percent(chance))


def _of(value: float, most: float) -> str:
    return _("%(value)s of %(most)s", value=format_decimal(round(value, 1)), most=format_decimal(round(most, 1)))


def _rests_on(questionnaire: Questionnaire, *, typed: bool) -> str:
    """What the result is worth, said plainly."""
    if typed:
        n = len((questionnaire.quiz.rule or {}).get("items", ())) if questionnaire.quiz else 0
        return ngettext(
            "It rests on your answer to %(num)d question and says to whom you are most alike; it can be wrong.",
            "It rests on your answers to %(num)d questions and says to whom you are most alike; it can be wrong.",
            n,
        )
    n = len({part.name for measure in measures(questionnaire) for part in measure.parts})
    return ngettext(
        "It rests on your answer to %(num)d question, by one rule for everybody. It is a glimpse, not a test.",
        "It rests on your answers to %(num)d questions, by one rule for everybody. It is a glimpse, not a test.",
        n,
    )
