"""Where the bars of responses over time stand: only the geometry; the template draws it."""

from collections.abc import Sequence
from dataclasses import dataclass

from surveys.services.studies.fieldwork import Step

_TOP = 24.0
_FOOT = 26.0
_GAP = 0.25


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One step of time: a pale bar for started, a full one before it for completed."""

    x: float
    width: float
    started_y: float
    started_height: float
    completed_y: float
    completed_height: float
    step: Step


@dataclass(frozen=True, kw_only=True)
class Timeline:
    width: int
    height: int
    base: float
    bars: tuple[Bar, ...]
    most: int
    first: Step
    last: Step


def place_bars(steps: Sequence[Step], *, width: int, height: int) -> Timeline | None:
    """A picture of this size; nothing where there is no more than one step to show."""
    if len(steps) < 2:
        return None
    most = max(step.started for step in steps) or 1
    base, room = height - _FOOT, height - _FOOT - _TOP
    each = width / len(steps)
    bars = tuple(
        Bar(
            x=round(place * each + each * _GAP / 2, 2),
            width=round(each * (1 - _GAP), 2),
            started_y=round(base - room * step.started / most, 2),
            started_height=round(room * step.started / most, 2),
            completed_y=round(base - room * step.completed / most, 2),
            completed_height=round(room * step.completed / most, 2),
            step=step,
        )
        for place, step in enumerate(steps)
    )
    return Timeline(width=width, height=height, base=base, bars=bars, most=most, first=steps[0], last=steps[-1])
