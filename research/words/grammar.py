"""From a code and its figures to a sentence, in one language."""

import gettext
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from string import Formatter
from typing import Any

from babel.lists import format_list
from babel.numbers import get_decimal_symbol, get_group_symbol

from research.said import ABOUT, AS_WRITTEN, WORDS, Part, Said
from research.words.catalogue import CATALOGUE
from research.words.lists import MOST_NAMED
from research.words.marking import N_, Plural, Text, Told

HIDDEN = N_("There is something about the answers that the research team should look at.")
"""A sentence whose figures may not be shown, and that has no words without them."""
NOT_KNOWN = N_("not known")
AND_MORE = N_("{names} and {n} more")
QUOTED = N_("“{words}”")
NAMED_FIRST = N_("{about}: {told}")
BETWEEN_NAMES = N_(", ")
BETWEEN_PARTS = N_("; ")
TRANSLATIONS = Path(__file__).parent / "translations"
QUOTE, AND, ALL = "q", "and", "all"
"""How texts are written in a sentence: `{item:q}` in quotes, `{items:and}` every one, `{items:q and}` both.

`{items:all}` is every one as a mere list."""
SHARE = "share"
"""How a share is written: `{here:share}`, where almost nobody is not nobody."""
WORD, FIRST_WORD = "word", "Word"
"""How a small number is written in a sentence, and at its beginning: `{most:Word} of {of:word}`."""
SMALL_NUMBERS = (
    N_("no"), N_("one"), N_("two"), N_("three"), N_("four"), N_("five"), N_("six"), N_("seven"), N_("eight"),
    N_("nine"), N_("ten"), N_("eleven"), N_("twelve"),
)  # fmt: skip
ENGLISH_NAME = "en"
NBSP = "\u00a0"
MINUS = "\u2212"


@dataclass(frozen=True)
class Grammar:
    """One language: its name for numbers and lists, and the translations of the library.

    Parameters
    ----------
    language : str
        As CLDR names it ("en", "fi", "zh_Hans").
    translations : NullTranslations
        Of the domain `research`; the default says everything in English.
    """

    language: str = ENGLISH_NAME
    translations: NullTranslations = field(default_factory=NullTranslations)

    def text(self, said: Said) -> str:
        """The sentence; one whose figures are hidden is told without them, and so is one that has no words any more."""
        words = _words(said)
        told = self._filled(words.hidden or HIDDEN if said.hidden else words.text, said)
        return self.word(NAMED_FIRST).format(about=said.texts[ABOUT], told=told) if ABOUT in said.texts else told

    def advice(self, said: Said) -> str:
        """What to do next; empty where nothing is to be done."""
        advice = _words(said).advice
        return self._filled(advice, said) if advice and not said.hidden else ""

    def whole(self, said: Said) -> str:
        """The sentence and what to do next."""
        return " ".join(words for words in (self.text(said), self.advice(said)) if words)

    def paragraph(self, sentences: Iterable[Said]) -> str:
        """Sentences after each other."""
        return " ".join(map(self.text, sentences))

    def word(self, marked: str) -> str:
        """A text marked with `N_`, translated."""
        return self.translations.gettext(marked)

    def listed(self, names: Sequence[str], *, most: int = MOST_NAMED) -> str:
        """Names in one sentence, the first of them where there are many."""
        if len(names) <= most + 1:  # "and one more" is no shorter than its name
            return self.word(BETWEEN_NAMES).join(names)
        return self.word(AND_MORE).format(names=self.word(BETWEEN_NAMES).join(names[:most]), n=len(names) - most)

    def all_of(self, names: Sequence[str]) -> str:
        """Every one of a few names: "a, b and c"."""
        told = str(format_list(list(names), locale=self.language)) if names else ""
        return told.replace(", and ", " and ") if self.language == ENGLISH_NAME else told

    def quoted(self, words: str) -> str:
        """Somebody's own words, without the stop that ends a sentence."""
        return self.word(QUOTED).format(words=words.strip().rstrip("."))

    def number(self, value: float, spec: str = "") -> str:
        """A number with the signs of the language; a per cent sign stands apart, and does not break.

        `p` is a p value as APA writes it: without the zero before the point, and none below .001.
        """
        if spec == "p":
            sign, shown = ("<", 0.001) if value < 0.001 else ("=", value)
            return f"p {sign} {self.number(shown, '.3f').lstrip('0')}"
        told = _without_signed_nothing(format(value, spec or ("," if isinstance(value, int) else "g")))
        told = told.replace("-", MINUS)
        if told.endswith("%"):
            told = f"{told[:-1]}{NBSP}%"
        signs = {ord(","): get_group_symbol(self.language), ord("."): get_decimal_symbol(self.language)}
        return told.translate(signs)

    def figure(self, value: float, spec: str) -> str:
        """A number as a sentence asks for it: as a share, in words, or with the signs of the language."""
        if spec == SHARE:
            return self.percent(value)
        if spec in (WORD, FIRST_WORD):
            told = self._in_words(value)
            return told[:1].upper() + told[1:] if spec == FIRST_WORD else told
        return self.number(value, spec)

    def _in_words(self, value: float) -> str:
        known = value == int(value) and 0 <= value < len(SMALL_NUMBERS)
        return self.word(SMALL_NUMBERS[int(value)]) if known else self.number(value)

    def percent(self, share: float) -> str:
        """A share as people read it; almost nobody is not nobody."""
        return f"<{NBSP}{self.number(0.01, '.0%')}" if 0 < share < 0.005 else self.number(share, ".0%")

    def filled(self, text: Text, figures: Mapping[str, object]) -> str:
        """Marked words with figures in them."""
        return _Filling(self).vformat(self._form(text, figures), (), figures)

    def _filled(self, text: Text, said: Said) -> str:
        return self.filled(text, self._figures(said))

    def _form(self, text: Text, figures: Mapping[str, object]) -> str:
        if not isinstance(text, Plural):
            return self.word(text)
        n = figures.get(text.by)
        return self.translations.ngettext(text.one, text.many, int(n) if isinstance(n, int | float) else 0)

    def _figures(self, said: Said) -> Mapping[str, object]:
        parts = {name: self._parts(part) for name, part in said.parts.items()}
        return {**said.figures, **said.people, **said.shares, **said.texts, **said.voices, **parts}

    def _parts(self, parts: Sequence[Said]) -> "_Parts":
        return _Parts([self.text(part) for part in parts], " ".join(dict.fromkeys(map(self.advice, parts))).strip())


@dataclass(frozen=True)
class _Parts:
    """Sentences within a sentence; `{why}` stands for what they say, `{why.advice}` for what to do next."""

    texts: list[str]
    advice: str


ENGLISH = Grammar()


@cache
def grammar_of(language: str) -> Grammar:
    """The grammar of a language; what is not translated is English."""
    return Grammar(language, gettext.translation("research", TRANSLATIONS, [language], fallback=True))


def in_words(said: Said, grammar: Grammar = ENGLISH) -> dict[str, str]:
    """What files say beside the facts."""
    return {"text": grammar.text(said), "advice": grammar.advice(said)}


def _without_signed_nothing(told: str) -> str:
    """What is rounded to nothing has no sign."""
    return told.lstrip("+-") if told[:1] in "+-" and not any(sign in "123456789" for sign in told) else told


def _words(said: Said) -> Told:
    """Of the catalogue; what was written down before sentences had codes carries its words along."""
    return CATALOGUE[AS_WRITTEN] if said.texts.keys() >= WORDS else CATALOGUE.get(said.code, Told(HIDDEN))


class _Filling(Formatter):
    """Puts figures into a text as the language writes them."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """A figure that an earlier version did not keep is not known."""
        try:
            return super().get_field(field_name, args, kwargs)
        except (KeyError, AttributeError):
            return None, field_name

    def format_field(self, value: object, spec: str) -> str:
        grammar = self._grammar
        match value:
            case None:
                return grammar.word(NOT_KNOWN)
            case Part():
                return self.format_field(value.share, spec or ".0%")
            case _Parts():
                return grammar.all_of(value.texts) if spec == AND else grammar.word(BETWEEN_PARTS).join(value.texts)
            case list():
                names = [grammar.quoted(each) if spec.startswith(QUOTE) else str(each) for each in value]
                most = len(names) if spec == ALL else MOST_NAMED
                return grammar.all_of(names) if spec.endswith(AND) else grammar.listed(names, most=most)
            case int() | float():
                return grammar.figure(value, spec)
        return grammar.quoted(str(value)) if spec == QUOTE else str(value)
