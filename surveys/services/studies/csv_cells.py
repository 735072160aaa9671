"""Answers as CSV, as exports write and imports read it: the columns before the answers, and text that is no formula."""

import unicodedata

ABOUT = ("respondent", "version", "state", "ending", "language", "started", "completed", "duration", "flags")
"""Columns about the sitting, before the answers; days, not moments."""
CONSENT = "consent_"
"""Before the name of a purpose: the column that says who agreed to it."""
_STARTERS = frozenset("=+-@\t\r\n\x00|%")
_MARK = "'"


def tenths(seconds: float) -> float:
    """Time as exports tell it and analyses read it: both must see the same, down to who was too fast."""
    return round(seconds, 1)


def defuse(text: str) -> str:
    """Put an apostrophe before text a spreadsheet would run; `arm` gives exactly the text back."""
    return _MARK + text if _is_risky(text) else text


def arm(cell: str) -> str:
    """The text that was defused."""
    return cell[1:] if cell.startswith(_MARK) and _is_risky(cell[1:]) else cell


def _is_risky(text: str) -> bool:
    """Whether a formula starts here, behind any apostrophes (so that defusing can be undone) and blanks."""
    bare = text.lstrip(_MARK).lstrip(" ")
    if not bare:
        return False
    return bare[0] in _STARTERS or unicodedata.normalize("NFKC", bare[0])[0] in _STARTERS
