"""Words in a picture: only how wide they are and where their lines break."""

import re
import unicodedata
from functools import lru_cache

_NARROW = frozenset("ijlftrI.,:;'|!()[]‘’“”·-/ \u00a0")
_WIDE = frozenset("mwMWQOGCDNHU@%—…")
_SPACE = re.compile(r"[ \t\r\n]+")
"""Where a line may break: not at a space that keeps words together."""


def width_of(text: str, size: float) -> float:
    """Width in pixels, on the generous side: every reader's system has its own typeface."""
    return size * sum(_units(sign) for sign in text)


@lru_cache(maxsize=4096)
def _units(sign: str) -> float:
    if sign in _NARROW:
        return 0.36
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.02
    if unicodedata.combining(sign):
        return 0.0
    if sign in _WIDE:
        return 0.86
    return 0.68 if sign.isupper() else 0.58


def wrap(text: str, width: float, *, size: float, most: int = 4) -> list[str]:
    """Break a text into lines of at most `width` pixels.

    Parameters
    ----------
    text : str
        Words; text without spaces breaks between signs.
    width : float
        Pixels.
    size : float
        Of the type, in pixels.
    most : int
        Lines; what does not fit ends with an ellipsis.
    """
    lines: list[str] = []
    for word in _pieces(text, width, size):
        joined = f"{lines[-1]} {word}" if lines and not word.startswith("\u200b") else ""
        if lines and word.startswith("\u200b"):
            joined = lines[-1] + word[1:]
        if joined and width_of(joined, size) <= width:
            lines[-1] = joined
        else:
            lines.append(word.lstrip("\u200b"))
    if len(lines) > most:
        kept = lines[most - 1]
        while kept and width_of(f"{kept}…", size) > width:
            kept = kept[:-1]
        lines = [*lines[: most - 1], f"{kept.rstrip(' ,;:.')}…"]
    return lines or [""]


def _pieces(text: str, width: float, size: float) -> list[str]:
    """Words, and words too long for a line cut into signs that carry a mark of being joined to the one before."""
    pieces: list[str] = []
    for word in _SPACE.split(text.strip()):
        if width_of(word, size) <= width:
            pieces.append(word)
        else:
            pieces += [sign if place == 0 else f"\u200b{sign}" for place, sign in enumerate(word)]
    return pieces
