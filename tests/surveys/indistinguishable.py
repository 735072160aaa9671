"""Everything that an answer tells to whoever asked: two answers that tell the same cannot be told apart."""

import re
from dataclasses import dataclass

from werkzeug.test import TestResponse

_TOKEN = re.compile(r'name="csrf_token" (type="hidden" )?value="[^"]*"')
_DRAWN_ANEW = frozenset({"content-length", "date"})
"""Headers that differ from one answer to the next with nothing to tell: the length follows the name asked for."""
_SESSION = "whyprint="
"""A browser gets this cookie with its first form, whatever that is about."""


@dataclass(frozen=True)
class Told:
    status: int
    headers: frozenset[tuple[str, str]]
    text: str


def told(answer: TestResponse, *names: str) -> Told:
    """What the answer tells, but for the names that were asked for and what is drawn anew each time."""
    headers = frozenset(_header(name.lower(), value, names) for name, value in answer.headers if _tells(name, value))
    return Told(answer.status_code, headers, _without(_TOKEN.sub("", answer.get_data(as_text=True)), names))


def _tells(name: str, value: str) -> bool:
    return name.lower() not in _DRAWN_ANEW and not (name.lower() == "set-cookie" and value.startswith(_SESSION))


def _header(name: str, value: str, names: tuple[str, ...]) -> tuple[str, str]:
    """A header as it can be compared: of a cookie only its name, for its content is drawn anew."""
    return name, _without(value.split("=")[0] if name == "set-cookie" else value, names)


def _without(text: str, names: tuple[str, ...]) -> str:
    for name in names:
        text = text.replace(name, "…")
    return text
