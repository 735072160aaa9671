"""Figures as people read them, the same in pictures and on pages."""

from typing import Protocol

from research.words.sizes import CLEARLY, STRONGLY

NBSP = "\u00a0"


def percent(share: float) -> str:
    """A share as people read it; almost nobody is not nobody."""
    if 0 < share < 0.005:
        return f"<{NBSP}1{NBSP}%"
    return f"{100 * share:.0f}{NBSP}%"


def difference_words(effect: float) -> str:
    """A standardised difference in a word or two."""
    size = abs(effect)
    if size < CLEARLY:
        return "about the same"
    much = "much " if size >= STRONGLY else "" if size >= 0.5 else "a little "
    return f"{much}{'more' if effect > 0 else 'less'}"


class Answer(Protocol):
    """A row of a card, as far as its words go."""

    @property
    def text(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def question(self) -> str: ...
    @property
    def option(self) -> str: ...


def answer_words(row: Answer) -> tuple[str, str]:
    """A row of a card in two lines: what is told, and what belongs to it.

    An option of a multiple choice is told by itself, its question below; a third of a dimension in one line.
    """
    label, text = row.label, row.text
    if row.type == "third":
        return f"{text}: {label} third", ""
    if row.option:
        return row.option, row.question
    return (text, "") if label in ("", text) else (text, label)
