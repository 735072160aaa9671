"""Marks of words that a catalogue shall hold: they are translated where they are shown, not where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter


def N_(words: str) -> str:  # noqa: N802  (gettext tools look for this name)
    """Return the words as they are."""
    return words


@dataclass(frozen=True)
class Plural:
    """Two forms of one text, and the figure that chooses between them (and the further forms of other languages)."""

    one: str
    many: str
    by: str


def NP_(one: str, many: str, *, by: str) -> Plural:  # noqa: N802
    """A text with a form for one and a form for many."""
    return Plural(one, many, by)


Text = str | Plural


@dataclass(frozen=True)
class Told:
    """The words of one code.

    Parameters
    ----------
    text : str or Plural
        What is so; `{name}` stands for a figure and `{name:.2f}` for how it is written, as in `str.format`.
    advice : str or Plural
        What to do next; empty where nothing is to be done.
    hidden : str
        Instead of `text` where a figure of it may not be shown; what it names may stay, and it names no people.
    """

    text: Text
    advice: Text = ""
    hidden: str = ""

    @property
    def names_when_hidden(self) -> frozenset[str]:
        """Figures that `hidden` names: they are about nobody in particular, and may stay."""
        return frozenset(name.split(".")[0] for _words, name, *_ in Formatter().parse(self.hidden) if name)


Catalogue = Mapping[str, Told]
