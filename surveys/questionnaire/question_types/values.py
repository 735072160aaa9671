"""The values in which question types speak: posted fields, stored answers, variables, form fields, faults."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from surveys.questionnaire.elements import Option, Points
from surveys.questionnaire.faults import Path
from surveys.questionnaire.missing import ENGLISH, is_missing
from surveys.questionnaire.piping import fill, nobody
from surveys.questionnaire.texts import LocalText
from surveys.questionnaire.words import Words

Stored = int | float | str | list[int]
Answers = Mapping[str, Stored]
Form = Mapping[str, Sequence[str]]
FaultValues = Mapping[str, int | float | str | LocalText]


class FaultKind(StrEnum):
    """What can be wrong with one posted field or one cell; the words are made where they are shown."""

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
    NOT_A_DATE = "not_a_date"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    TIED = "tied"
    """Two options at one place."""
    UNRANKED = "unranked"
    """Places that are left to give."""
    TWICE = "twice"
    """One option as best and as worst."""
    SUM_OFF = "sum_off"
    """Numbers that do not add up to their total."""


@dataclass(frozen=True, kw_only=True)
class AnswerFault:
    """One posted field that cannot be taken as it is.

    `values` carries what a sentence about it needs: `at_least`, `at_most`, `given`, `minimum`, `maximum`,
    `decimals`, `lowest`, `highest`; `precision`, `earliest`, `latest` of dates; `rank`, `first` and `second`
    of a tie; `option`; `left` of what there is to give; `total`.
    """

    field: str
    question: str
    kind: FaultKind
    values: FaultValues = dataclasses.field(default_factory=dict)


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
    DATE = "date"
    """A day, a month or a year as ISO 8601 writes them."""
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
    labels: Mapping[int, LocalText] = dataclasses.field(default_factory=dict, hash=False)
    """Words for some or all of the codes."""
    points: Mapping[int, Mapping[str, float]] = dataclasses.field(default_factory=dict, hash=False)
    """What a code adds to scores of a quiz, by their names."""
    offered: tuple[int, ...] = ()
    """Codes a person may give instead of an answer."""
    parent: str | None = None
    """The variable that this one adds to: the choice of an "other" text, the text of a quote's consent."""
    about: LocalText | None = None
    """Of a question that asks about several things, the one that this is about."""
    offers: "Callable[[Answers, int], bool] | None" = dataclasses.field(default=None, compare=False)
    """Whether some answers leave one of the codes to choose; None where all always are."""

    def still_possible(self, answer: Stored | None) -> Stored | None:
        """The answer without codes that are no longer among these; None where nothing of it is left."""
        if isinstance(answer, list):
            return [code for code in answer if code in self.codes] or None
        if not self.codes or is_missing(answer) or answer in self.codes:
            return answer
        return None


@dataclass(frozen=True, kw_only=True)
class WideColumn:
    """One column of an export: a variable, or one option of a multiple choice (`option`)."""

    name: str
    variable: Variable
    option: int | None = None


@dataclass(frozen=True, kw_only=True)
class RatedItem:
    """One statement answered on points, which may belong to a scale; `path` leads to it from its question."""

    name: str
    text: LocalText
    points: Points
    scale: str | None
    reverse: bool
    path: Path = ()


@dataclass(frozen=True, kw_only=True)
class Input:
    """One form field as a question type describes it; the page makes a control of it."""

    name: str
    label: LocalText | Words
    role: str = ""
    """What stands beside the answer itself: `other`, `quote`."""
    options: tuple[Option, ...] = ()
    points: Points | None = None
    instead: tuple[int, ...] = ()
    """Codes of missing answers that are offered."""
    several: bool = False
    """Of pictures: whether more than one can be chosen."""
    unlabelled: bool = False
    """Of pictures: whether their labels are only heard."""
    typed: bool = False
    """Whether anything can be typed, so that the boxes beside it must post what nobody types."""
    suffix: LocalText | None = None
    ends: tuple[LocalText | None, LocalText | None] = (None, None)
    """Words at both ends of a line."""
    precision: str = ""
    """How fine a date is asked for: `day`, `month` or `year`; a field for each part."""
    span: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Where a line begins and ends, and how far one step is: `min`, `max`, `step`."""
    attrs: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Wording:
    """In which language an answer is told, and how missing answers are called."""

    language: str
    default: str
    missing: Mapping[int, str] = dataclasses.field(default_factory=lambda: ENGLISH)
    tell: Callable[[str], str] = nobody
    """What stands in a text in the place of a variable."""

    def say(self, text: LocalText) -> str:
        return fill(text.in_language(self.language, self.default), self.tell)
