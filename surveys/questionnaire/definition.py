"""The questionnaire as frozen typed values: only what an author writes down; meaning lives beside it.

Every option has a numeric code that never changes; answers store codes, never labels.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from surveys.questionnaire.conditions import Condition
from surveys.questionnaire.texts import LocalText

VariableName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,25}$")]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")]
Code = Annotated[int, Field(ge=-90, le=9999)]


class Facet(StrEnum):
    """What a question is about; it drives the analysis and the report."""

    DEMOGRAPHICS = "demographics"
    FIRMOGRAPHICS = "firmographics"
    VALUES = "values"
    LIFESTYLE = "lifestyle"
    PERSONALITY = "personality"
    OPINIONS = "opinions"
    NEEDS = "needs"
    PAIN_POINTS = "pain_points"
    OBJECTIONS = "objections"
    PREFERENCES = "preferences"
    ENGAGEMENT = "engagement"
    FUNNEL_STAGE = "funnel_stage"
    PURCHASE = "purchase"
    BRAND = "brand"
    OUTCOME = "outcome"


class Missing(StrEnum):
    """Answers a person may give instead of an answer."""

    DONT_KNOW = "dont_know"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"
    NOT_APPLICABLE = "not_applicable"


class Definition(BaseModel):
    """Base of everything an author writes: frozen, and a misspelt key is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Option(Definition):
    code: Code
    label: LocalText
    kind: Literal["choice", "none", "other"] = "choice"
    """`none` excludes all others in a multiple choice; `other` opens a short text."""


class Points(Definition):
    """The answer points of a rating: `low` to `high` by ones, with labels for some or all of them."""

    low: int = 1
    high: int = 5
    labels: dict[int, LocalText] = {}


class _Question(Definition):
    name: VariableName
    text: LocalText
    hint: LocalText | None = None
    facet: Facet | None = None
    required: bool = False
    show_if: Condition | None = None
    also_offer: tuple[Missing, ...] = ()


class SingleChoice(_Question):
    type: Literal["single_choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    ordered: bool = False
    """The options run from little to much by their codes (education, income, how often): analysed as ranks."""


class MultipleChoice(_Question):
    type: Literal["multiple_choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    at_least: int = 0
    at_most: int | None = None


class Rating(_Question):
    type: Literal["rating"]
    points: Points = Points()
    scale: VariableName | None = None
    reverse: bool = False


class MatrixItem(Definition):
    name: VariableName
    text: LocalText
    scale: VariableName | None = None
    reverse: bool = False
    facet: Facet | None = None


class Matrix(_Question):
    """Several items answered on the same points, shown one by one."""

    type: Literal["matrix"]
    points: Points = Points()
    items: Annotated[tuple[MatrixItem, ...], Field(min_length=1)]


class Number(_Question):
    type: Literal["number"]
    minimum: float | None = None
    maximum: float | None = None
    decimals: Annotated[int, Field(ge=0, le=6)] = 0
    unit: LocalText | None = None


class ShortText(_Question):
    type: Literal["short_text"]
    max_length: Annotated[int, Field(ge=1, le=500)] = 200


class LongText(_Question):
    type: Literal["long_text"]
    max_length: Annotated[int, Field(ge=1, le=10_000)] = 2_000
    quotable: bool = False
    """Ask, beside the field, whether the words may be quoted; unticked by default."""


class Statement(Definition):
    """Information to read; nothing is asked."""

    type: Literal["statement"]
    name: VariableName
    text: LocalText
    show_if: Condition | None = None


class AttentionCheck(_Question):
    """An item whose right answer is said in its text."""

    type: Literal["attention_check"]
    points: Points = Points()
    expected: int


Question = Annotated[
    SingleChoice | MultipleChoice | Rating | Matrix | Number | ShortText | LongText | Statement | AttentionCheck,
    Field(discriminator="type"),
]


class Page(Definition):
    name: VariableName
    title: LocalText | None = None
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    show_if: Condition | None = None


class Section(Definition):
    name: VariableName
    title: LocalText
    facet: Facet | None = None
    """What the questions of this section are about, unless they say otherwise."""
    pages: Annotated[tuple[Page, ...], Field(min_length=1)]


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

    @property
    def all_languages(self) -> tuple[str, ...]:
        return (self.language, *(code for code in self.languages if code != self.language))

    def pages(self) -> Iterator[Page]:
        for section in self.sections:
            yield from section.pages

    def questions(self) -> "Iterator[Question]":
        for page in self.pages():
            yield from page.questions
