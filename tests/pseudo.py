"""A language that marks every word it was asked for: what is unmarked on a page is English outside the catalogues."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations
from html.parser import HTMLParser

import pytest

from research.words.grammar import ENGLISH
from surveys import words

READ = ("aria-label", "alt", "title", "placeholder")
"""Attributes that people read or hear."""
SILENT = ("script", "style", "svg")
AUTHOR = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "αβψδεφγηιξκλμνοπθρστυωχζςϊΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠΘΡΣΤΥΩΧΖΣΪ"
)
"""Letters of the author, so that no word of theirs is taken for one of ours."""


def marked(text: str, /, **values: object) -> str:
    return f"⟦{text}⟧" % values if values else f"⟦{text}⟧"


class Pseudo(NullTranslations):
    """The domain of the library."""

    def gettext(self, message: str) -> str:
        return marked(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return marked(msgid1 if n == 1 else msgid2)


def _plural(one: str, many: str, number: int, /, **values: object) -> str:
    return marked(one if number == 1 else many, num=number, **values)


@contextmanager
def pseudo_language() -> Iterator[None]:
    """Both domains mark what they are asked for."""
    before = ENGLISH.translations
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "_gettext", marked)
        patch.setattr(words, "_ngettext", _plural)
        patch.setattr(words, "grammar_of", lambda _language: ENGLISH)
        object.__setattr__(ENGLISH, "translations", Pseudo())
        try:
            yield
        finally:
            object.__setattr__(ENGLISH, "translations", before)


def english_left(page: str) -> list[str]:
    """Words of two letters or more outside the marks, in the order of the page; what is cut ends a mark, too."""
    reader = _Reader()
    reader.feed(page)
    text = " ".join(reader.read)
    while (fewer := re.sub("⟦[^⟦⟧]*[⟧…]", " ", text)) != text:
        text = fewer
    return list(dict.fromkeys(re.findall("[A-Za-z]{2,}", text)))


class _Reader(HTMLParser):
    """What people read or hear, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        self.read += [value for name, value in attrs if name in READ and value and not self._silent]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.read.append(data)
