"""Typed text: only how it is made safe to store without changing what was said."""

import re
import unicodedata

_NEWLINES = re.compile("\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")
_KEPT_CONTROLS = frozenset("\n\t")
_UNSTORABLE = frozenset({"Cc", "Cs"})


def clean_text(raw: str, *, one_line: bool) -> str:
    """Newlines as `\\n` (or spaces), no NUL, no control characters, no blanks at the ends.

    Joiners and direction marks stay: Persian, Arabic and emoji need them.
    """
    kept = "".join(
        sign
        for sign in _NEWLINES.sub("\n", raw)
        if sign in _KEPT_CONTROLS or unicodedata.category(sign) not in _UNSTORABLE
    )
    text = unicodedata.normalize("NFC", kept)
    if one_line:
        text = re.sub(r"[\n\t]+", " ", text)
    return text.strip()
