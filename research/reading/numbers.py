"""Numbers as files write them: read without a guess, or not at all."""

import re

PLAIN = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?", re.ASCII)
_WITH_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+", re.ASCII)
_AMBIGUOUS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}", re.ASCII)
_NAME = re.compile(r"[+-]?(?:0[0-9].*|[0-9]{16,})", re.ASCII)
"""Zeros in front, and more digits than a number carries."""


def read_number(text: str, *, with_comma: bool = True) -> float | None:
    """The number that is written here; a comma may divide decimals.

    None where it is no number, and where it may be two: `1,000` is one, or a thousand.
    """
    if PLAIN.fullmatch(text):
        return float(text)
    if with_comma and _WITH_COMMA.fullmatch(text) and not is_ambiguous(text):
        return float(text.replace(",", "."))
    return None


def is_ambiguous(text: str) -> bool:
    """Whether somebody may have meant thousands."""
    return _AMBIGUOUS.fullmatch(text) is not None


def is_only_a_number(text: str) -> bool:
    """Whether nothing is lost when only the number is kept: `007` and long account numbers are names."""
    return PLAIN.fullmatch(text) is not None and _NAME.fullmatch(text) is None
