"""What every question type must say about itself, and the values it speaks in."""

# ruff: noqa: ARG002 - every type is given the same things, and need not look at all of them
import dataclasses
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Generic, TypeVar

from research.codebook import Item
from surveys.questionnaire import missing
from surveys.questionnaire.definition import Facet, Question
from surveys.questionnaire.missing import ENGLISH

Stored = int | float | str | list[int]
Answers = Mapping[str, Stored]
Form = Mapping[str, Sequence[str]]


class FaultKind(StrEnum):
    """What can be wrong with one posted field; the words are made where the page is made."""

    REQUIRED = "required"
    NOT_AN_OPTION = "not_an_option"
    ONE_ONLY = "one_only"
    """Several values where one is asked for."""
    CONTRADICTORY = "contradictory"
    """An answer together with "none of these" or "don't know"."""
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    NOT_A_NUMBER = "not_a_number"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    TOO_MANY_DECIMALS = "too_many_decimals"
    RESERVED_NUMBER = "reserved_number"
    """A number that stands for a missing answer."""
    TOO_LONG = "too_long"


@dataclass(frozen=True, kw_only=True)
class AnswerFault:
    """One posted field that cannot be taken as it is.

    `values` carries what a sentence about it needs: `at_least`, `at_most`, `given`, `minimum`, `maximum`,
    `decimals`, `lowest`, `highest`.
    """

    field: str
    question: str
    kind: FaultKind
    values: Mapping[str, int | float | str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """What was understood of the posted fields of one question."""

    answers: dict[str, Stored] = dataclasses.field(default_factory=dict)
    faults: tuple[AnswerFault, ...] = ()
    kept: dict[str, list[str]] = dataclasses.field(default_factory=dict)
    """The fields as they were typed, to show the form again."""


class VariableKind(StrEnum):
    CHOICE = "choice"
    """The code of one option."""
    CHOICES = "choices"
    """A list of option codes."""
    POINT = "point"
    """A point of a rating."""
    CHECK = "check"
    """A point of an attention check: never analysed."""
    NUMBER = "number"
    TEXT = "text"
    FLAG = "flag"
    """1 or 0."""


@dataclass(frozen=True, kw_only=True)
class Variable:
    """One stored value: its name, its kind and, where only some codes can occur, these codes."""

    name: str
    kind: VariableKind
    question: str
    codes: tuple[int, ...] = ()
    """Codes of the answers, without the codes of missing answers."""
    offered: tuple[int, ...] = ()
    """Codes a person may give instead of an answer."""
    parent: str | None = None
    """The variable that this one adds to: the choice of an "other" text, the text of a quote's consent."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """In which language an answer is told, and how missing answers are called."""

    language: str
    default: str
    missing: Mapping[int, str] = dataclasses.field(default_factory=lambda: ENGLISH)


Q = TypeVar("Q", bound=Question)


class QuestionType(ABC, Generic[Q]):
    """All that is particular to one type of question; stateless, one instance for all questions."""

    type_name: ClassVar[str]
    template: ClassVar[str]

    @abstractmethod
    def variables(self, question: Q) -> tuple[Variable, ...]:
        """Every variable this question stores, in the order of the columns."""

    @abstractmethod
    def parse(self, question: Q, form: Form) -> Parsed:
        """Understand the posted fields; an answer not given is not in `answers`."""

    @abstractmethod
    def form_values(self, question: Q, answers: Answers) -> dict[str, list[str]]:
        """Stored answers as a form would post them; `parse` of it gives the same answers."""

    @abstractmethod
    def tell(self, question: Q, answers: Answers, wording: Wording) -> str:
        """The answer in words; nothing where there is no answer."""

    @abstractmethod
    def codebook_items(self, question: Q, *, section_facet: Facet | None, language: str, default: str) -> list[Item]:
        """What the analysis must know about the columns of this question."""

    @abstractmethod
    def seconds(self, question: Q) -> float:
        """How long answering takes, without reading the words of the question."""

    def asks_for(self, question: Q, variable: Variable, answers: Answers) -> bool:
        """Whether, with these answers, a variable that adds to another one is asked for at all."""
        return True

    def is_answered(self, question: Q, answers: Answers) -> bool:
        """Whether nothing that may be required is left open; "don't know" is an answer."""
        return all(
            missing.was_given(answers.get(variable.name))
            for variable in self.variables(question)
            if variable.parent is None
        )

    def to_text(
        self,
        question: Q,
        answers: Answers,
        language: str,
        default: str,
        *,
        words_for_missing: Mapping[int, str] = ENGLISH,
    ) -> str:
        """The answer in words, in `language` or else in `default`."""
        return self.tell(question, answers, Wording(language=language, default=default, missing=words_for_missing))
