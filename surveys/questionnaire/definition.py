"""The questionnaire as frozen typed values: sections of pages of questions, and the scales that items belong to.

Every option has a numeric code that never changes; answers store codes, never labels.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr, StringConstraints

from surveys.questionnaire.conditions import Condition
from surveys.questionnaire.elements import Definition, Facet, LanguageCode, VariableName
from surveys.questionnaire.order import How
from surveys.questionnaire.question_types import AnyQuestion, Question, Variable
from surveys.questionnaire.quiz import Quiz
from surveys.questionnaire.quotas import Quota
from surveys.questionnaire.texts import LocalText


class Page(Definition):
    name: VariableName
    title: LocalText | None = None
    questions: Annotated[tuple[AnyQuestion, ...], Field(min_length=1)]
    show_if: Condition | None = None
    screen_out: Condition | None = None
    """Whoever fulfils it once this page is sent is asked no more."""
    order: How | None = None
    pick: int | None = None

    @cached_property
    def is_drawn(self) -> bool:
        """Whether chance decides anything on this page."""
        return bool(self.order or self.pick) or any(question.is_drawn for question in self.questions)


class Section(Definition):
    name: VariableName
    title: LocalText
    facet: Facet | None = None
    """What the questions of this section are about, unless they say otherwise."""
    pages: Annotated[tuple[Page, ...], Field(min_length=1)]
    show_if: Condition | None = None
    screen_out: Condition | None = None
    """The same after the last of its pages."""
    order: How | None = None
    """In which order its pages come."""
    pick: int | None = None
    """How many of its pages somebody is asked, drawn for each person."""


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
    screen_out: Condition | None = None
    """The same after the last page that asks what it asks about."""
    presentation: Literal["pages", "one_question"] = "pages"
    """`one_question`: each question has a screen of its own."""
    quotas: tuple[Quota, ...] = ()
    quiz: Quiz | None = None
    """What is told to each person about their own answers, where something is."""

    _whole: "Questionnaire | None" = PrivateAttr(None)

    @property
    def whole(self) -> "Questionnaire":
        """As it is written, where this is what one person is asked."""
        return self._whole or self

    @cached_property
    def is_drawn(self) -> bool:
        """Whether chance decides anything."""
        return any(
            section.order or section.pick or any(page.is_drawn for page in section.pages) for section in self.sections
        )

    def arranged(self, sections: tuple[Section, ...]) -> "Questionnaire":
        """What one person is asked of it."""
        found = self.model_copy(update={"sections": sections})
        found._whole = self.whole
        return found

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
