"""What a plan says about each choice, in words: one way of telling for each kind of choice."""

from collections.abc import Callable, Mapping
from typing import Any

from research.choices import Bounds, Column, Kind, Names, OneOf, Range, Shares, Whole, WholeOr, YesNo
from research.plan import CHOICES
from surveys.presentation.words import choice_words, facet_words
from surveys.services.answers.answer_language import NAME as LANGUAGE
from surveys.services.answers.answer_language import TEXT as LANGUAGE_WORDS
from surveys.words import gettext as _
from surveys.words import ngettext, word


def value_words(name: str, value: Any) -> str:
    """What was chosen, from the plain form of a plan."""
    kind = CHOICES[name].kind
    if isinstance(kind, OneOf):
        return choice_words(name, str(value))
    return _TOLD[type(kind)](kind, value)


def _number(_kind: Whole, value: Any) -> str:
    return str(value)


def _number_or_word(kind: WholeOr, value: Any) -> str:
    return word(kind.besides[value]) if value in kind.besides else str(value)


def _range(_kind: Range, value: Any) -> str:
    if isinstance(value, list | tuple):
        return _("%(low)s to %(high)s", low=value[0], high=value[1])
    return _("Automatic") if value == "auto" else str(value)


def _names(kind: Names, value: Any) -> str:
    if not value:
        return word(kind.nothing)
    if kind.of == "facets":
        return ", ".join(map(facet_words, value))
    return ngettext("One chosen item", "%(num)d chosen items", len(value))


def _column(kind: Column, value: Any) -> str:
    """A question by its name; the language of the answers is none that anybody wrote."""
    return _(LANGUAGE_WORDS) if value == LANGUAGE else str(value or word(kind.nothing))


def _yes_or_no(_kind: YesNo, value: Any) -> str:
    return _("Yes") if value else _("No")


def _bounds(kind: Bounds, value: Any) -> str:
    return f"{value[0]:g} – {value[1]:g}" if value else word(kind.nothing)


def _shares(kind: Shares, value: Any) -> str:
    return ", ".join(value or ()) or word(kind.nothing)


_TOLD: Mapping[type[Kind], Callable[[Any, Any], str]] = {
    Whole: _number,
    WholeOr: _number_or_word,
    Range: _range,
    Names: _names,
    Column: _column,
    YesNo: _yes_or_no,
    Bounds: _bounds,
    Shares: _shares,
}
