"""Figures as researchers read them: shares, decimals and intervals, with a dash for what was not computed."""

from typing import Any

from surveys.words import grammar

NOTHING = "–"
MINUS = "−"


def percent(share: float | None, digits: int = 0) -> str:
    """`0.123` as `12 %`."""
    return NOTHING if share is None else f"{share * 100:.{digits}f} %"


def percent_between(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return NOTHING
    return f"{low * 100:.0f} to {high * 100:.0f} %"


def decimal(value: float | None, digits: int = 2) -> str:
    """A figure with its sign as a minus, not a hyphen."""
    if value is None:
        return NOTHING
    return grammar().number(value, f".{digits}f")


def correlation(value: float | None) -> str:
    """A figure that cannot be beyond one, without its zero: `.45`."""
    text = decimal(value)
    return text.replace("0.", ".", 1) if value is not None and abs(value) < 0.995 else text


def between(low: float | None, high: float | None, digits: int = 2) -> str:
    if low is None or high is None:
        return NOTHING
    return f"{decimal(low, digits)} to {decimal(high, digits)}"


def p_value(p: float | None) -> str:
    if p is None:
        return NOTHING
    return "< .001" if p < 0.001 else correlation(round(p, 3)) if p >= 0.01 else f"{p:.3f}".replace("0.", ".", 1)


def whole(number: float | None) -> str:
    """`12345` as `12,345`."""
    return NOTHING if number is None else grammar().number(number, ",.0f")


def sortable(text: Any, value: float | None) -> dict[str, Any]:
    """A cell that sorts by its figure, empty ones first."""
    return {"text": text, "sort": -1e9 if value is None else round(value, 6)}
