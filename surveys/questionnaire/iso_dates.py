"""Dates as they are stored and compared: `2026-11-30`, or `2026-11` or `2026` where no more is asked."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year"]
PARTS: dict[Precision, int] = {"day": 3, "month": 2, "year": 1}
"""How many numbers a date of this precision has."""
EXAMPLES = {"day": "2026-11-30", "month": "2026-11", "year": "2026"}
_ISO = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}", re.ASCII)
_FIGURE = re.compile(r"[0-9]{1,4}", re.ASCII)
_YEAR_DIGITS = 4


def is_date(text: str) -> bool:
    """Whether this is a day, a month or a year of the calendar, written as it is stored."""
    return _ISO.fullmatch(text) is not None and _exists([int(part) for part in text.split("-")])


def precision_of(text: str) -> Precision:
    """Of a stored date."""
    return {parts: precision for precision, parts in PARTS.items()}[text.count("-") + 1]


def from_parts(typed: Sequence[str], precision: Precision) -> str | None:
    """A date from its day, month and year as they were typed, in this order; None where they make none."""
    figures = [_plain(part) for part in typed]
    if len(figures) != PARTS[precision] or not all(_FIGURE.fullmatch(figure) for figure in figures):
        return None
    if len(figures[-1]) != _YEAR_DIGITS:  # “26” may be of this century or of the last
        return None
    numbers = [int(figure) for figure in reversed(figures)]
    return _written(numbers) if _exists(numbers) else None


def to_parts(stored: str) -> list[str]:
    """A stored date as its fields hold it: day, month, year, without leading noughts."""
    year, *rest = stored.split("-")
    return [*(str(int(part)) for part in reversed(rest)), year]


def _written(numbers: Sequence[int]) -> str:
    year, *rest = numbers
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in rest)])


def _exists(numbers: Sequence[int]) -> bool:
    year, month, day = (*numbers, 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _plain(typed: str) -> str:
    """Digits of any script."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in typed.strip())
