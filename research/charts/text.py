"""How wide words are and where their lines break.

The server has no typeface to measure with, and every reader has another one; the table is between Arial and DejaVu
Sans, so that lines fit in nearly all of them.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_TABLE = {
    0.27: "ijl|'‘’",
    0.34: "ft I.,:;!/\\·[]\u00a0",
    0.38: 'r()-*"“”',
    0.54: "cksvxyzJ",
    0.6: "abdeghnopqu0123456789?#$_<>+=–",
    0.66: "ABEFKLPSTVXYZ&",
    0.77: "CDGHNOQRUw",
    0.95: "mMW%@—…◀▶▲",
}
_WIDTHS = {sign: width for width, signs in _TABLE.items() for sign in signs}
"""In units of the size of the type."""
_SQUARE, _ARABIC, _CAPITAL, _OTHER = 1.02, 0.62, 0.74, 0.62
BOLD = 1.08

_SPACE = re.compile(r"[ \t\r\n]+")
"""Where a line may break: not at a space that keeps words together."""
_HAN = "\u2e80-\u2fff\u3005-\u3007\u3021-\u30ff\u3400-\u9fff\uf900-\ufaff"
_UNSPACED = re.compile(f"[（「『【《“‘]*[{_HAN}][、。，．！？：；）」』】》…”’]*|[^{_HAN}（「『【《]+|.")
"""Where Chinese and Japanese may break: between any two signs, but closing ones stay with what they close."""


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Width in pixels, on the generous side."""
    return size * sum(map(_width, text)) * (BOLD if bold else 1)


@lru_cache(maxsize=4096)
def _width(sign: str) -> float:
    if sign in _WIDTHS:
        return _WIDTHS[sign]
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return _SQUARE
    letter = unicodedata.normalize("NFD", sign)[0]
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if unicodedata.bidirectional(sign) == "AL":
        return _ARABIC
    return _CAPITAL if sign.isupper() else _OTHER


def wrap(text: str, width: float, *, size: float, most: int = 4, bold: bool = False) -> list[str]:
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
    bold : bool
    """
    lines: list[str] = []
    for glue, piece in _pieces(text, width, size, bold=bold):
        if lines and width_of(f"{lines[-1]}{glue}{piece}", size, bold=bold) <= width:
            lines[-1] += f"{glue}{piece}"
        else:
            lines.append(piece)
    if len(lines) > most:
        lines = [*lines[: most - 1], cut(f"{lines[most - 1]}…", width, size=size, bold=bold)]
    return lines or [""]


def cut(text: str, width: float, *, size: float, bold: bool = False) -> str:
    """One line: what does not fit ends with an ellipsis."""
    if width_of(text, size, bold=bold) <= width and not text.endswith("…"):
        return text
    kept = text.removesuffix("…")
    while kept and width_of(f"{kept}…", size, bold=bold) > width:
        kept = kept[:-1]
    return f"{kept.rstrip(' ,;:.')}…"


def _pieces(text: str, width: float, size: float, *, bold: bool) -> Iterator[tuple[str, str]]:
    """What must stay on one line, each with what joins it to the one before; what is too long comes sign by sign."""
    for word in _SPACE.split(text.strip()):
        glue = " "
        for part in _UNSPACED.findall(word):
            for piece in [part] if width_of(part, size, bold=bold) <= width else part:
                yield glue, piece
                glue = ""
