"""The questionnaire as frozen typed values: sections of pages of questions, and the scales that items belong to.

Every option has a numeric code that never changes; answers store codes, never labels.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from surveys.questionnaire.conditions import Condition
from surveys.questionnaire.elements import Definition, Facet, LanguageCode, VariableName
from surveys.questionnaire.question_types import AnyQuestion, Question, Variable
from surveys.questionnaire.quiz import Quiz
from surveys.questionnaire.texts import LocalText


class Page(Definition):
    name: VariableName
    title: LocalText | None = None
    questions: Annotated[tuple[AnyQuestion, ...], Field(min_length=1)]
    show_if: Condition | None = None


class Section(Definition):
    name: VariableName
    title: LocalText
    facet: Facet | None = None
    """What the questions of this section are about, unless they say otherwise."""
    pages: Annotated[tuple[Page, ...], Field(min_length=1)]
    show_if: Condition | None = None


class Pole(Definition):
    """Words for people at one end of a scale, from which personas are named: "curious", "Explorers"."""

    adjective: Annotated[str, StringConstraints(min_length=2, max_length=14)]
    people: Annotated[str, StringConstraints(min_length=3, max_length=20)]


class Scale(Definition):
    name: VariableName
    title: LocalText
    facet: Facet | None = None
    high: Pole | None = None
    low: Pole | None = None
    source: str | None = None
    """Where the scale comes from: paper, instrument, licence."""


class Questionnaire(Definition):
    name: VariableName
    title: LocalText
    language: LanguageCode = "en"
    languages: tuple[LanguageCode, ...] = ()
    """Further languages in which every text is there."""
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    scales: tuple[Scale, ...] = ()
    presentation: Literal["pages", "one_question"] = "pages"
    """`one_question`: each question has a screen of its own."""
    quiz: Quiz | None = None
    """What is told to each person about their own answers, where something is."""

    @property
    def all_languages(self) -> tuple[str, ...]:
        return (self.language, *(code for code in self.languages if code != self.language))

    def pages(self) -> Iterator[Page]:
        for section in self.sections:
            yield from section.pages

    def questions(self) -> Iterator[Question]:
        for page in self.pages():
            yield from page.questions

    def variables(self) -> Iterator[Variable]:
        """Every stored variable, in the order of the questionnaire."""
        for question in self.questions():
            yield from question.variables()

    def expected_answers(self) -> dict[str, int]:
        """The right answers of all attention checks."""
        return {name: right for question in self.questions() for name, right in question.expected_answers().items()}
