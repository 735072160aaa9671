"""Translated words for services and pages: typed doors to Flask-Babel and to the grammar of the library.

Without a request they are English.
"""

from flask_babel import get_locale
from flask_babel import gettext as _gettext
from flask_babel import ngettext as _ngettext

from research.errors import ResearchError
from research.said import Said
from research.words.grammar import Grammar, grammar_of
from surveys import refusals
from surveys.errors import WhyprintError
from surveys.refusals import Refusal


def gettext(message: str, **values: object) -> str:
    return str(_gettext(message, **values))


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    return str(_ngettext(one, many, number, **values))


def word(marked: str) -> str:
    """Words that the library marks, such as the name of a choice of the plan."""
    return grammar().word(marked)


def grammar() -> Grammar:
    """How the library says what it found, in the language of whoever asks."""
    return grammar_of(str(get_locale() or "en"))


def told(said: Said) -> str:
    """What the library says, in the language of whoever asks."""
    return grammar().text(said)


def refusal(error: ResearchError | WhyprintError) -> Refusal:
    """An error of the application or of the library, in the language of whoever asks."""
    return refusals.refusal(error, grammar())
