"""Differences with their intervals as rows of a picture: only where dots and lines go."""

from collections.abc import Sequence
from dataclasses import dataclass

ROW, TOP, BOTTOM, SIDE = 46, 8, 30, 14
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)


@dataclass(frozen=True, kw_only=True)
class Shift:
    """What moved: words, the difference, its interval, the difference in words, and whether it counts."""

    label: str
    value: float
    low: float
    high: float
    told: str
    counts: bool


@dataclass(frozen=True, kw_only=True)
class PlacedShift:
    shift: Shift
    text_y: float
    y: float
    x: float
    low_x: float
    high_x: float


@dataclass(frozen=True, kw_only=True)
class ShiftPicture:
    """Rows under each other on one axis with zero in its middle."""

    width: int
    height: int
    zero_x: float
    axis_y: float
    ticks: tuple[tuple[float, float], ...]
    rows: tuple[PlacedShift, ...]


def place_shifts(shifts: Sequence[Shift], *, width: int) -> ShiftPicture:
    """The picture at a width; the axis reaches as far to both sides as the longest interval."""
    reach = max([abs(end) for shift in shifts for end in (shift.low, shift.high)] or [STEPS[0]])
    step = next((step for step in STEPS if reach / step <= 3), STEPS[-1])
    ends = max(step, reach * 1.05)

    def across(value: float) -> float:
        return round(SIDE + (value + ends) / (2 * ends) * (width - 2 * SIDE), 1)

    rows = tuple(
        PlacedShift(
            shift=shift,
            text_y=TOP + place * ROW + 14,
            y=TOP + place * ROW + 30,
            x=across(shift.value),
            low_x=across(shift.low),
            high_x=across(shift.high),
        )
        for place, shift in enumerate(shifts)
    )
    axis = TOP + len(shifts) * ROW
    marks = int(ends / step)
    ticks = tuple((mark * step, across(mark * step)) for mark in range(-marks, marks + 1))
    return ShiftPicture(
        width=width, height=axis + BOTTOM, zero_x=across(0), axis_y=axis, ticks=ticks, rows=rows
    )  # fmt: skip
