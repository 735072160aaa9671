"""What stands on the scale of a row, and as a sample in the key."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import pi, sqrt
from typing import Protocol

from research.charts.svg import Dot, Line, Mark
from research.charts.theme import BAND, INK, MARK

At = Callable[[float], float]
"""From a value to its pixel."""


class OnScale(Protocol):
    """Something that stands at values of a scale."""

    def marks(self, at: At, y: float) -> Iterator[Mark]:
        """As marks, with their middle at the height `y`."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """From one value to another: an interval, a band or a bar."""

    low: float
    high: float
    thick: float = 2.0
    colour: str = INK
    strength: float = 1.0

    def marks(self, at: At, y: float) -> Iterator[Mark]:
        ends = (at(self.low), y), (at(self.high), y)
        yield Line(start=ends[0], end=ends[1], thick=self.thick, colour=self.colour, strength=self.strength)


@dataclass(frozen=True, kw_only=True)
class Point:
    """A dot, on the thin line of its interval where both ends are known; `area` is in square pixels."""

    value: float
    colour: str = INK
    area: float = 110
    low: float | None = None
    high: float | None = None

    def marks(self, at: At, y: float) -> Iterator[Mark]:
        if self.low is not None and self.high is not None:
            yield Line(start=(at(self.low), y), end=(at(self.high), y), thick=2, colour=self.colour)
        yield Dot(at=(at(self.value), y), radius=sqrt(self.area / pi), colour=self.colour)


@dataclass(frozen=True, kw_only=True)
class Upright:
    """An upright mark."""

    value: float
    reach: float
    thick: float = 3.0
    colour: str = INK

    def marks(self, at: At, y: float) -> Iterator[Mark]:
        x = at(self.value)
        yield Line(start=(x, y - self.reach), end=(x, y + self.reach), thick=self.thick, colour=self.colour)


def band(high: float) -> Sequence[OnScale]:
    """What would be there anyway: a pale band from nothing to an end that can be seen."""
    end = Upright(value=high, reach=7, thick=1.5, colour=MARK)
    return (Span(low=0.0, high=high, thick=14, colour=BAND), end)
