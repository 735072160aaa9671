"""Translated words for services and pages: only typed doors to Flask-Babel. Without a request they are English."""

from flask_babel import gettext as _gettext
from flask_babel import ngettext as _ngettext


def gettext(message: str, **values: object) -> str:
    return str(_gettext(message, **values))


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    return str(_ngettext(one, many, number, **values))
