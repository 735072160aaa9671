"""The application's own words, for pages: the same doors to Flask-Babel as everywhere."""

from surveys.words import gettext, ngettext

__all__ = ["gettext", "ngettext"]
