"""The gate by declaration: every field of a summary is treated as what it says it is; one without a word is refused."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import NoneType
from typing import Annotated, Any, TypeVar, get_args, get_origin

from research.declared import Cell, Declared, Fact, Kept, OfPeople, Total
from research.disclosure.rules import Rules
from research.disclosure.totals import Totals
from research.said import WORDS, Said
from research.words.catalogue import CATALOGUE

Part = TypeVar("Part", bound=Fact)
PERCENTS, AN_INDEX = 2, 20
"""Digits of a share; from where on a figure is an index, or of a scale as long as one."""
KEPT_WHERE_NAMED = ("figures", "texts", "parts")


class Undeclared(Exception):
    """A field of a summary does not say what it is, so it may not leave."""


class Walk:
    """One walk through a summary.

    Parameters
    ----------
    rules : Rules
        What is too small.
    totals : Totals
        As which number each total is told.
    roughly : bool
        Tell shares in whole percents: those of weighted people, whose digits would tell how many of each weight
        there are.
    """

    def __init__(self, rules: Rules, totals: Totals, *, roughly: bool = False) -> None:
        self._rules = rules
        self._totals = totals
        self._roughly = roughly

    def through(self, fact: Part, segment: str | None = None) -> Part:
        """The same part with small figures hidden; what depends on a hidden base goes with it."""
        here = segment_of(fact) or segment
        told = {name: self._told(getattr(fact, name), form, here) for name, form in forms(type(fact)).items()}
        if isinstance(fact, Said) and self._tells_few(fact, told):
            return fact.model_copy(update=_without_figures(fact, told))
        for name, form in forms(type(fact)).items():
            if isinstance(form, OfPeople) and form.base is not None:
                told[name] = self._based(told[name], form.base, fact, told)
        return fact.model_copy(update=told)

    def _tells_few(self, said: Said, told: Mapping[str, Any]) -> bool:
        """Whether a sentence quotes a number that is hidden, or what single people wrote, or is in words alone."""
        if said.texts.keys() >= WORDS:
            return True
        numbers = [*told["people"].values(), *(n for part in told["shares"].values() for n in (part.n, part.others))]
        return bool(said.voices) or None in numbers

    def _based(self, value: Any, base: str, fact: Fact, told: Mapping[str, Any]) -> Any:
        if self._is_gone(base, fact, told):
            return _empty(value)
        return value if told[base] == getattr(fact, base) else _of_whole_people(value, told[base])

    def _is_gone(self, base: str, fact: Fact, told: Mapping[str, Any]) -> bool:
        n = told[base]
        if n is None:
            return True
        return isinstance(forms(type(fact))[base], Total) and 0 < n < self._rules.percent_base

    def _told(self, value: Any, form: "Form", segment: str | None) -> Any:
        if isinstance(value, Fact):
            return self.through(value, segment)
        if isinstance(value, Mapping) and isinstance(form, Each):
            return {key: self._told(each, form.of, segment or key) for key, each in value.items()}
        if isinstance(value, Sequence) and isinstance(form, Each):
            return type(value)(self._told(each, form.of, segment) for each in value)  # type: ignore[call-arg]
        return self._leaf(value, form, segment)

    def _leaf(self, value: Any, form: "Form", segment: str | None) -> Any:
        if value is None:
            return None
        match form:
            case Kept():
                return _empty(value)
            case Cell():
                return None if self._rules.is_small(value) else value
            case Total():
                return self._totals.told(value, form, segment)
            case OfPeople() if self._roughly:
                return _in_percents(value)
        return value


class Each:
    """A list or mapping whose members are all of one form."""

    def __init__(self, of: "Form") -> None:
        self.of = of


Form = Declared | Each | type[Fact]


@cache
def forms(kind: type[Fact]) -> dict[str, Form]:
    """What every field of a part is.

    Raises
    ------
    Undeclared
        Naming the field.
    """
    return {
        name: _form(field.annotation, tuple(field.metadata), f"{kind.__name__}.{name}")
        for name, field in kind.model_fields.items()
    }


def segment_of(fact: Fact) -> str | None:
    """The segment that a part is about, where it names one."""
    for name in ("segment", "code"):
        value = getattr(fact, name, None)
        if isinstance(value, str):
            return value
    return None


def totals_in(fact: Fact, segment: str | None = None) -> Iterator[tuple[Total, str | None, int]]:
    """Every total in a part, with the segment that it is about."""
    here = segment_of(fact) or segment
    for name, form in forms(type(fact)).items():
        yield from _totals_of(getattr(fact, name), form, here)


def _totals_of(value: Any, form: Form, segment: str | None) -> Iterator[tuple[Total, str | None, int]]:
    if isinstance(value, Fact):
        yield from totals_in(value, segment)
    elif isinstance(value, Mapping) and isinstance(form, Each):
        for key, each in value.items():  # where a part names no segment, its table is by segment
            yield from _totals_of(each, form.of, segment or key)
    elif isinstance(value, Sequence) and isinstance(form, Each):
        for each in value:
            yield from _totals_of(each, form.of, segment)
    elif isinstance(form, Total) and value is not None:
        yield form, segment, value


def _without_figures(said: Said, told: Mapping[str, Any]) -> dict[str, object]:
    """What remains of a sentence: what its words for this case name, and no number of people."""
    stay = CATALOGUE[said.code].names_when_hidden if said.code in CATALOGUE else frozenset()
    kept = {field: {name: told[field][name] for name in told[field] if name in stay} for field in KEPT_WHERE_NAMED}
    return {**kept, "people": {}, "shares": {}, "voices": {}, "hidden": True}


def _form(annotation: Any, metadata: tuple[Any, ...], place: str) -> Form:
    declared = [each for each in metadata if isinstance(each, Declared)]
    if declared:
        return declared[0]
    if isinstance(annotation, type) and issubclass(annotation, Fact):
        return annotation
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _form(arguments[0], arguments[1:], place)
    if origin is tuple:
        return Each(_form(arguments[0], (), place))
    if origin in (list, dict):
        return Each(_form(arguments[-1], (), place))
    members = [each for each in arguments if each is not NoneType]
    if len(members) == 1 and NoneType in arguments:
        return _form(members[0], (), place)
    raise Undeclared(place)


def _in_percents(value: Any) -> Any:
    """A share in whole percents, a mean as finely; an index (hundred: as often as everybody) as a whole number."""
    if isinstance(value, Mapping):
        return {name: _in_percents(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_in_percents(each) for each in value]
    return value if value is None else round(value, PERCENTS if abs(value) < AN_INDEX else 0)


def _of_whole_people(value: Any, people: int) -> Any:
    """A figure of a base that is told as another number, as if it were of that many: its digits would tell the base."""
    if isinstance(value, Mapping):
        return {name: _of_whole_people(each, people) for name, each in value.items()}
    if isinstance(value, list):
        return [_of_whole_people(each, people) for each in value]
    return value if value is None else round(value * people) / people


def _empty(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {}
    return [] if isinstance(value, list) else None
