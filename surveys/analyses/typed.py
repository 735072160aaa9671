"""What people type into the plan form, as numbers where it is one; anything else is kept, so that it can be told."""

import math


def number_or_text(typed: str | None) -> int | str:
    """A whole number, or the words as they are."""
    text = (typed or "").strip()
    return int(text) if text.isascii() and text.isdigit() else text


def decimal_or_text(typed: str | None) -> float | str:
    """A number with a point or a comma, with or without a per cent sign."""
    text = (typed or "").strip()
    plain = text.removesuffix("%").strip().replace(",", ".")
    try:
        number = float(plain)
    except ValueError:
        return text
    return number if math.isfinite(number) and "_" not in plain else text


def range_or_number(typed: str | None) -> int | str | list[int | str]:
    """`3-6` as its two ends."""
    text = (typed or "").strip().replace("–", "-").replace(" ", "")
    low, mark, high = text.partition("-")
    return [number_or_text(low), number_or_text(high)] if mark else number_or_text(text)


def bounds_or_nothing(low: str | None, high: str | None) -> list[float | str] | None:
    """Two bounds as they were typed; None where both were left empty."""
    if not (low or "").strip() and not (high or "").strip():
        return None
    return [decimal_or_text(low), decimal_or_text(high)]


def shown(number: float) -> str:
    """A number as somebody would type it."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
