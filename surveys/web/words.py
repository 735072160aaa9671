"""The application's own words in the language of the page: `flask_babel` with types, and nothing more."""

import flask_babel


def gettext(text: str, **values: object) -> str:
    return str(flask_babel.gettext(text, **values))


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """The form of a sentence that belongs to a number; `%(num)d` in it is that number."""
    return str(flask_babel.ngettext(one, many, number, **values))
