"""Earlier answers in later texts: `{{name}}` or `{{name|what stands there without an answer}}`, and nothing else.

It is no template language: a place holds the name of a variable and words, and is filled with the answer as text.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from surveys.questionnaire.texts import LocalText

MARK = "{{"
_PLACE = re.compile(r"\{\{ *([a-z][a-z0-9_]{0,25}) *(?:\|([^{}|]*))?\}\}")


@dataclass(frozen=True)
class Place:
    """One place in a text: whose answer stands there, and what stands there without one."""

    name: str
    fallback: str | None


def places(text: str) -> Iterator[Place]:
    if MARK in text:
        yield from (_place(found) for found in _PLACE.finditer(text))


def is_malformed(text: str) -> bool:
    """Whether something looks like a place and is none."""
    rest = _PLACE.sub("", text)
    return MARK in rest or "}}" in rest


def fill(text: str, tell: Callable[[str], str]) -> str:
    """The text with answers in its places; where there is none its fallback, else the name."""
    if MARK not in text:
        return text
    return _PLACE.sub(lambda found: tell(found[1]) or _without(_place(found)), text)


def without_answers(text: str) -> str:
    """The text as it reads for nobody in particular."""
    return fill(text, nobody)


def nobody(_name: str) -> str:
    """No answer to anything."""
    return ""


def names_in(text: LocalText) -> frozenset[str]:
    """The variables whose answers stand in a text, in any of its languages."""
    return frozenset(place.name for _language, written in text.written() for place in places(written))


def _place(found: re.Match[str]) -> Place:
    return Place(found[1], None if found[2] is None else found[2].strip())


def _without(place: Place) -> str:
    return f"[{place.name}]" if place.fallback is None else place.fallback
