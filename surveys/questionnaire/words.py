"""Words that wait for a language: a question type says them, the page that shows them translates them.

`gettext` and `ngettext` are named as everywhere, so that the words are collected for translation where they stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from surveys.questionnaire.texts import LocalText

Value = str | int | LocalText


@dataclass(frozen=True, kw_only=True)
class Words:
    """A sentence of the application, with what is filled in; `many` is its plural for `number`."""

    one: str
    many: str = ""
    number: int = 1
    values: Mapping[str, Value] = field(default_factory=dict)


def gettext(message: str, **values: Value) -> Words:
    return Words(one=message, values=values)


def ngettext(one: str, many: str, number: int, **values: Value) -> Words:
    return Words(one=one, many=many, number=number, values=values)
