"""The key of a chart: what stands for what, in as many lines as the words need."""

from collections.abc import Sequence
from dataclasses import dataclass

from research.charts.canvas import Canvas
from research.charts.marks import OnScale
from research.charts.text import width_of
from research.charts.theme import SMALL

LINE = 20.0
FIRST = 11.0
GAP, APART = 7.0, 18.0
"""Between a sample and its words, and between one sample and the next."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A sample, on a scale from 0 to 1 that is `width` pixels wide, and its words."""

    words: str
    sample: Sequence[OnScale]
    width: float = 12.0

    @property
    def room(self) -> float:
        return self.width + GAP + width_of(self.words, SMALL)


def draw_key(canvas: Canvas, entries: Sequence[Entry]) -> float:
    """Draw it at the top; returns where the chart may begin.

    It begins above the marks, and at the edge of the picture where it would not fit there.
    """
    if not entries:
        return 4.0
    whole = sum(entry.room for entry in entries) + APART * (len(entries) - 1)
    left = canvas.frame.key_left if canvas.frame.key_left + whole <= canvas.frame.width else 0.0
    x, y = left, FIRST
    for entry in entries:
        if x > left and x + entry.room > canvas.frame.width:
            x, y = left, y + LINE
        _draw(canvas, entry, x, y)
        x += entry.room + APART
    return y + 21


def _draw(canvas: Canvas, entry: Entry, x: float, y: float) -> None:
    for part in entry.sample:
        canvas.add(*part.marks(lambda share: x + share * entry.width, y))
    canvas.small(entry.words, x + entry.width + GAP, y)
