"""Figures as people read them, the same in pictures and on pages."""

from typing import Protocol

from research.said import Said
from research.words.grammar import Grammar
from research.words.marking import N_
from research.words.sizes import CLEARLY, MARKER_EFFECT, STRONGLY

SAME = N_("about the same")
UNSURE = N_("no sure difference")
DIFFERENCES = {
    True: (N_("a little more"), N_("more"), N_("much more")),
    False: (N_("a little less"), N_("less"), N_("much less")),
}


def difference_words(effect: float, low: float | None = None, high: float | None = None) -> str:
    """A standardised difference in a word or two, marked; none is told where its interval goes over zero."""
    size = abs(effect)
    if size >= CLEARLY and low is not None and high is not None and low <= 0 <= high:
        return UNSURE
    if size < CLEARLY:
        return SAME
    return DIFFERENCES[effect > 0][(size >= MARKER_EFFECT) + (size >= STRONGLY)]


class Answer(Protocol):
    """A row of a card, as far as its words go."""

    @property
    def text(self) -> str: ...
    @property
    def label(self) -> Said: ...
    @property
    def type(self) -> str: ...
    @property
    def question(self) -> str: ...
    @property
    def option(self) -> str: ...


def answer_words(row: Answer, grammar: Grammar) -> tuple[str, str]:
    """A row of a card in two lines: what is told, and what belongs to it.

    An option of a multiple choice is told by itself, its question below; a third of a dimension in one line.
    """
    label, text = grammar.text(row.label), row.text
    if row.type == "third":
        return grammar.filled(N_("{dimension}: {third}"), {"dimension": text, "third": label}), ""
    if row.option:
        return row.option, row.question
    return (text, "") if label in ("", text) else (text, label)
