"""A picture under construction: lines, dots and words in pixels; lines and dots become layers of Altair."""

from dataclasses import dataclass, field
from math import log
from typing import Any, Literal

import altair as alt

from research.charts.theme import DOT, GRID, INK, LINE, MUTED, SMALL, TEXT, Frame

Align = Literal["left", "center", "right"]
Rows = list[dict[str, Any]]


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


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A finished picture: its marks, in the order in which they are painted."""

    lines: Rows
    dots: Rows
    words: Rows


@dataclass
class Canvas:
    """Collects marks; the order in which lines are given is the order in which they are painted.

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
    along: Along
    bands: list[tuple[float, float]] = field(default_factory=list)
    _lines: Rows = field(default_factory=list)
    _dots: Rows = field(default_factory=list)
    _words: Rows = field(default_factory=list)

    def at(self, value: float) -> float:
        """The pixel of a value of the scale."""
        left, right = self.frame.plot_left, self.frame.plot_right
        return round(left + (right - left) * self.along.share(value), 1)

    def text(
        self,
        words: str,
        *,
        y: float,
        pixel: float,
        colour: str = INK,
        size: float = TEXT,
        bold: bool = False,
        align: Align = "left",
    ) -> None:
        """One line of words."""
        weight = 600 if bold else 400
        self._words.append({"x": pixel, "y": y, "t": words, "c": colour, "s": size, "w": weight, "a": align})

    def lines(self, words: list[str], *, y: float, pixel: float, colour: str = INK, bold: bool = False) -> None:
        """Several lines of words under each other, the first at `y`."""
        for place, line in enumerate(words):
            self.text(line, y=y + place * LINE, pixel=pixel, colour=colour, bold=bold)

    def dot(self, *, y: float, pixel: float, colour: str = INK, size: float = DOT) -> None:
        """A point; `size` is its area."""
        self._dots.append({"x": pixel, "y": y, "c": colour, "s": size})

    def line(
        self, left: float, right: float, *, y: float, thick: float = 1.0, colour: str = INK, soft: bool = False
    ) -> None:
        """From one pixel to another: an interval (thin), a band or a bar (thick)."""
        self.link((left, y), (right, y), thick=thick, colour=colour, strength=0.5 if soft else 1)

    def link(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        thick: float = 1.0,
        colour: str = INK,
        strength: float = 1,
    ) -> None:
        """From one place to another in any direction, in pixels; `strength` is how opaque it is."""
        (x, y), (x2, y2) = start, end
        self._lines.append({"x": x, "x2": x2, "y": y, "y2": y2, "c": colour, "w": thick, "o": strength})

    def span(self, low: float, high: float, *, y: float, thick: float, colour: str = INK, soft: bool = False) -> None:
        """From one value of the scale to another."""
        self.line(self.at(low), self.at(high), y=y, thick=thick, colour=colour, soft=soft)

    def tick(self, *, y: float, y2: float, pixel: float, thick: float = 1.0, colour: str = GRID) -> None:
        """An upright line."""
        self._lines.append({"x": pixel, "x2": pixel, "y": y, "y2": y2, "c": colour, "w": thick, "o": 1})

    def upright(self, value: float, *, top: float, bottom: float, thick: float = 1.0, colour: str = GRID) -> None:
        """A line through all rows; where labels stand above their marks it leaves them free."""
        parts = self.bands or [(top, bottom)]
        for first, last in parts:
            self.tick(pixel=self.at(value), y=first, y2=last, thick=thick, colour=colour)

    def grid(self, ticks: dict[float, str], *, top: float, bottom: float) -> None:
        """Light upright lines with their values below."""
        for value, words in ticks.items():
            self.upright(value, top=top, bottom=bottom)
            pixel = self.at(value)
            align: Align = "center"
            if self.frame.stacked and pixel < 24:
                align, pixel = "left", 0
            self.text(words, pixel=pixel, y=bottom + 13, colour=MUTED, size=SMALL, align=align)

    def picture(self) -> Picture:
        return Picture(lines=self._lines, dots=self._dots, words=self._words)


def line_layer(data: str) -> dict[str, Any]:
    """Lines from named data, as plain Vega-Lite."""
    chart = alt.Chart(alt.NamedData(name=data)).mark_rule(strokeCap="butt")
    return _plain(
        chart.encode(
            x=_pixel(alt.X, "x"),
            x2=alt.X2("x2"),
            y=_pixel(alt.Y, "y"),
            y2=alt.Y2("y2"),
            stroke=alt.Stroke("c", type="nominal", scale=None),
            strokeWidth=alt.StrokeWidth("w", type="quantitative", scale=None),
            strokeOpacity=alt.StrokeOpacity("o", type="quantitative", scale=None),
        )
    )


def dot_layer(data: str) -> dict[str, Any]:
    """Dots from named data, as plain Vega-Lite."""
    chart = alt.Chart(alt.NamedData(name=data)).mark_point(shape="circle", filled=True, opacity=1)
    return _plain(
        chart.encode(
            x=_pixel(alt.X, "x"),
            y=_pixel(alt.Y, "y"),
            fill=alt.Fill("c", type="nominal", scale=None),
            size=alt.Size("s", type="quantitative", scale=None),
        )
    )


def _plain(chart: Any) -> dict[str, Any]:
    plain = chart.to_dict(validate=False)
    return {part: plain[part] for part in ("data", "mark", "encoding")}


def _pixel(channel: type[alt.X] | type[alt.Y], name: str) -> alt.X | alt.Y:
    """A channel whose values are pixels already."""
    return channel(name, type="quantitative", scale=None, axis=None)
