"""A sentence before it has words: which one it is, and the figures in it, each declared by what it is.

Whoever finds something says it by a code with figures; `research.words` has the words, in any language.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Annotated, Any

from pydantic import SerializationInfo, SerializerFunctionWrapHandler, model_serializer, model_validator

from research.declared import Authored, Choice, Everybody, Exactly, Fact, Figure, Flag, People, Voice

ABOUT = "about"
"""The text that names what the whole sentence is about; it is told before it."""
AS_WRITTEN = "as_written"
"""The code of a sentence that has none: it was written down before sentences had codes."""
WORDS = frozenset({"text", "advice"})
"""What a file says beside the facts."""


@dataclass(frozen=True)
class Count:
    """A number of people, told exactly or not at all."""

    n: int


@dataclass(frozen=True)
class Among:
    """A share of people."""

    n: int
    of: int


@dataclass(frozen=True)
class Wrote:
    """What single people wrote or answered; it never leaves the research team."""

    texts: Sequence[str]


class Part(Fact):
    """Some of the people, told as a share; it tells the others too."""

    n: People
    of: Everybody
    others: Exactly

    @property
    def share(self) -> float | None:
        """From 0 to 1."""
        return self.n / self.of if self.n is not None and self.of else None


class Said(Fact):
    """A sentence before it has words.

    Parameters
    ----------
    code : str
        Stable name of the sentence, for programs and for the catalogue of words (`"low_kmo"`).
    people : dict of str to int
        Numbers of people.
    shares : dict of str to Part
        Shares of people.
    figures : dict of str to float
        Statistics of models and samples, about nobody in particular; None: not known.
    texts : dict of str to str or list of str
        Names and labels of the author; a list is told as one.
    voices : dict of str to list of str
        Answers of single people.
    parts : dict of str to list of Said
        Sentences within the sentence.
    hidden : bool
        Whether a figure may not be shown; then no figure is there, and the sentence is told without.
    """

    code: Choice
    people: dict[str, Exactly] = {}
    shares: dict[str, Part] = {}
    figures: dict[str, Figure] = {}
    texts: dict[str, Annotated[str | list[str], Authored()]] = {}
    voices: dict[str, Annotated[list[str], Voice()]] = {}
    parts: dict[str, list["Said"]] = {}
    hidden: Flag = False

    @model_serializer(mode="wrap")
    def _with_words(self, plain: SerializerFunctionWrapHandler, info: SerializationInfo) -> dict[str, Any]:
        tell = (info.context or {}).get("tell")
        return {**plain(self), **(tell(self) if tell else {})}

    @model_validator(mode="before")
    @classmethod
    def _without_words(cls, given: object) -> object:
        """Words are made from the facts each time, so those in a file are not read, unless it has nothing else."""
        if isinstance(given, str):
            return {"code": AS_WRITTEN, "texts": {"text": given, "advice": ""}}
        if not isinstance(given, Mapping):
            return given
        facts = {name: value for name, value in given.items() if name not in WORDS}
        if facts.keys() & cls.model_fields.keys() - {"code", "severity", "where"} or not WORDS & given.keys():
            return facts
        return {**facts, "texts": {name: given[name] for name in WORDS}}


Told = Count | Among | Wrote | Said | Sequence[Said] | str | Sequence[str] | float | None


def say(code: str, /, **figures: Told) -> Said:
    """A sentence with its figures, sorted by what they are: `say("few_respondents", n=Count(212), items=40)`."""
    return Said(code=code, **sorted_by_kind(figures))


def in_turn(first: Said, *others: Said) -> Said:
    """Sentences one after the other, as one."""
    for other in others:
        first = say("in_turn", first=first, then=other)
    return first


def first_of(parts: Sequence[Said], *, most: int = 8) -> list[Said]:
    """The first of many parts, and how many more there are."""
    more = len(parts) - most
    return [*parts[:most], say("further", n=more)] if more > 1 else list(parts)


def sorted_by_kind(figures: Mapping[str, Told]) -> dict[str, Any]:
    """Figures under the names of the fields of `Said` that they belong to."""
    kinds: dict[str, dict[str, object]] = {}
    for name, kind, value in _by_kind(figures):
        kinds.setdefault(kind, {})[name] = value
    return kinds


def _by_kind(figures: Mapping[str, Told]) -> Iterator[tuple[str, str, object]]:
    for name, value in figures.items():
        match value:
            case Count():
                yield name, "people", value.n
            case Among():
                yield name, "shares", Part(n=value.n, of=value.of, others=value.of - value.n)
            case Wrote():
                yield name, "voices", list(value.texts)
            case Said():
                yield name, "parts", [value]
            case str():
                yield name, "texts", value
            case Sequence() if value and isinstance(value[0], Said):
                yield name, "parts", list(value)
            case Sequence():
                yield name, "texts", [str(each) for each in value]
            case _:
                yield name, "figures", _finite(value)


def _finite(value: float | None) -> float | int | None:
    if value is None or isinstance(value, int):
        return value
    return float(value) if isfinite(value) else None
