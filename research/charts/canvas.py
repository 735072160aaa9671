"""A picture under construction: a scale along its width, and marks in pixels."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

from research.charts.svg import Align, Line, Mark, Picture, Words
from research.charts.theme import GRID, INK, MUTED, SMALL, TEXT, Frame


@dataclass(frozen=True, kw_only=True)
class Along:
    """The scale along the width."""

    low: float
    high: float
    log: bool = False

    def share(self, value: float) -> float:
        """Place of a value between the ends, from 0 to 1; what lies outside stands at the end."""
        if self.log:
            place = log(max(value, self.low) / self.low) / log(self.high / self.low)
        else:
            place = (value - self.low) / (self.high - self.low)
        return min(max(place, 0.0), 1.0)


@dataclass
class Canvas:
    """Collects marks.

    Parameters
    ----------
    frame : Frame
        Where labels, marks and values stand.
    along : Along
        The scale.
    bands : list of (float, float)
        Heights of the rows of marks, where labels stand above them.
    """

    frame: Frame
    along: Along = field(default_factory=lambda: Along(low=0, high=1))
    bands: list[tuple[float, float]] = field(default_factory=list)
    _marks: list[Mark] = field(default_factory=list)

    def at(self, value: float) -> float:
        """The pixel of a value of the scale."""
        left, right = self.frame.plot_left, self.frame.plot_right
        return round(left + (right - left) * self.along.share(value), 1)

    def add(self, *marks: Mark) -> None:
        """Marks, painted in this order."""
        self._marks += marks

    def text(
        self,
        words: str,
        x: float,
        y: float,
        *,
        colour: str = INK,
        size: float = TEXT,
        bold: bool = False,
        align: Align = "start",
    ) -> None:
        """One line of words."""
        self.add(Words(text=words, at=(x, y), colour=colour, size=size, bold=bold, align=align))

    def lines(self, words: Iterable[str], x: float, y: float, *, step: float, colour: str = INK, size: float = TEXT,
              bold: bool = False, align: Align = "start") -> None:  # fmt: skip
        """Several lines of words under each other, the first at `y`."""
        for place, line in enumerate(words):
            self.text(line, x, y + place * step, colour=colour, size=size, bold=bold, align=align)

    def small(self, words: str, x: float, y: float, *, align: Align = "start") -> None:
        """Words that explain: small and muted."""
        self.text(words, x, y, colour=MUTED, size=SMALL, align=align)

    def upright(self, value: float, *, top: float, bottom: float, thick: float = 1.0, colour: str = GRID) -> None:
        """A line through all rows; where labels stand above their marks it leaves them free."""
        x = self.at(value)
        for first, last in self.bands or [(top, bottom)]:
            self.add(Line(start=(x, first), end=(x, last), thick=thick, colour=colour))

    def grid(self, ticks: Mapping[float, str], *, top: float, bottom: float) -> None:
        """Light upright lines with their values below."""
        for value, words in ticks.items():
            self.upright(value, top=top, bottom=bottom)
            x = self.at(value)
            if self.frame.stacked and x < 24:
                self.small(words, 0, bottom + 13)
            else:
                self.small(words, x, bottom + 13, align="middle")

    def picture(self, *, title: str, description: str, height: float) -> Picture:
        """The finished picture."""
        return Picture(
            title=title, description=description, width=self.frame.width, height=height, marks=tuple(self._marks)
        )
