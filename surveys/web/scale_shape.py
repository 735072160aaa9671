"""Whether the points of a scale stand in one line or one below the other: only that, from their words.

A scale is never broken into two lines, and no word of a label is broken either: what has no room stands in rows.
"""

import unicodedata
from collections.abc import Sequence

from flask import Flask

MOST_ON_A_PHONE = 7
"""Points without words that fit beside each other on the smallest phone, each as wide as a thumb."""
LINE = 650
"""Pixels of the line on the narrowest screen that counts as wide."""
LINE_BESIDE_ITEMS = 430
"""The same where the statement stands to the left of its points."""
_SIGN, _BROAD_SIGN, _AROUND = 8.5, 17.0, 13.5
"""Pixels of a letter, of a sign as broad as it is high, and around a label."""


def scale_shape(options: Sequence[tuple[object, str]], *, line: float = LINE) -> str:
    """How a scale with these points (code, words) stands.

    `line`: in one line everywhere. `either`: in rows on a phone, in a line where there is room. `rows`: in rows.
    """
    bare = all(str(words) == str(code) for code, words in options)
    if bare and len(options) <= MOST_ON_A_PHONE:
        return "line"
    needed = sum(_longest_word(str(words)) + _AROUND for _code, words in options)
    return "either" if needed <= line else "rows"


def names_columns(options: Sequence[tuple[object, str]]) -> bool:
    """Whether the words of the points may stand once above several statements, and still over their own column."""
    bare = all(str(words) == str(code) for code, words in options)
    widest = max((_longest_word(str(words)) for _code, words in options), default=0.0)
    return not bare and (widest + _AROUND) * len(options) <= LINE_BESIDE_ITEMS


def _longest_word(words: str) -> float:
    return max((_width(word) for word in words.split()), default=0.0)


def _width(word: str) -> float:
    """Scripts that need no spaces may be broken between any two signs."""
    if any(unicodedata.east_asian_width(sign) in "WF" for sign in word):
        return _BROAD_SIGN
    return _SIGN * len(word)


def init_scales(app: Flask) -> None:
    app.jinja_env.globals["scale_shape"] = scale_shape
    app.jinja_env.globals["names_columns"] = names_columns
