"""Diverging bars: disagreement to the left, agreement to the right, the neutral answer set apart."""

from collections.abc import Sequence

from research.charts.answers import Bar, Room, shared_ends, short_ends
from research.charts.canvas import Along, Canvas
from research.charts.marks import Span, Upright
from research.charts.rows import lay_row
from research.charts.svg import Line, Picture
from research.charts.text import cut, width_of
from research.charts.theme import GROUND, INK, SMALL, Frame, likert_colour
from research.charts.words import words

COLOURS = {1: (2,), 2: (1, 2), 3: (1, 2, 3)}
"""Steps of the scale of colours from the strongest no: one alone is the middle of its side."""
NEUTRAL, STRONGEST = 4, 8
BAR = 17.0
FIGURE = 37.0
"""Room of a figure at the end of a bar, in pixels."""
KEY_HEIGHT = 44.0


def attitudes(bars: Sequence[Bar], frame: Frame, *, code: str, room: Room) -> Picture:
    """One persona's bars.

    Parameters
    ----------
    bars : sequence of Bar
    frame : Frame
    code : str
        Of the persona.
    room : Room
        From `room_for` all personas.
    """
    frame = frame.without_values(left=FIGURE - (frame.plot_left if frame.stacked else 0), right=FIGURE)
    neutral = _neutral_left(frame, room)
    canvas = Canvas(frame, Along(low=-room.low, high=neutral + room.neutral))
    bottom = KEY_HEIGHT
    heights = []
    for bar in bars:
        row = lay_row(canvas, bar.label, top=bottom, marks=26)
        bottom = row.bottom
        heights.append(row.y)
    canvas.upright(0, top=KEY_HEIGHT - 4, bottom=bottom, colour=INK)
    _key(canvas, bars, neutral)
    for bar, y in zip(bars, heights, strict=True):
        _draw(canvas, bar, y, neutral)
    title = words.attitudes(code, len(bars))
    return canvas.picture(title=title, description=words.ATTITUDES_READ, height=bottom + 6)


def _neutral_left(frame: Frame, room: Room) -> float:
    """The value of the scale at which neutral answers begin: behind the figure of the longest bar."""
    if not room.neutral:
        return room.high
    shares = room.low + room.high + room.neutral
    return room.high + shares * FIGURE / (frame.plot_right - frame.plot_left - FIGURE)


def _draw(canvas: Canvas, bar: Bar, y: float, neutral: float) -> None:
    low, high = (None, None) if bar.everybody is None else (-bar.everybody[0], bar.everybody[1])
    if bar.low is not None:
        _steps(canvas, bar.low, y, start=-sum(bar.low), colours=COLOURS[len(bar.low)])
    if bar.high is not None:
        colours = [STRONGEST - step for step in reversed(COLOURS[len(bar.high)])]
        _steps(canvas, bar.high, y, start=0.0, colours=colours)
    for everybody in (low, high):
        if everybody is not None:
            canvas.add(*Upright(value=everybody, reach=BAR / 2 + 3, thick=2.5).marks(canvas.at, y))
    if bar.low is not None:
        _figure(canvas, sum(bar.low), y, side=-1, everybody=low)
    if bar.high is not None:
        _figure(canvas, sum(bar.high), y, side=1, everybody=high)
    if bar.neutral is not None:
        end = neutral + bar.neutral
        canvas.add(*Span(low=neutral, high=end, thick=BAR, colour=likert_colour(NEUTRAL)).marks(canvas.at, y))
        canvas.text(words.percent(bar.neutral), canvas.at(end) + 5, y, size=SMALL)


def _steps(canvas: Canvas, shares: Sequence[float], y: float, *, start: float, colours: Sequence[int]) -> None:
    """The answers of one side beside each other, with a hair between them."""
    for place, (share, colour) in enumerate(zip(shares, colours, strict=True)):
        if share > 0:
            bar = Span(low=start, high=start + share, thick=BAR, colour=likert_colour(colour))
            canvas.add(*bar.marks(canvas.at, y))
            if place and start:
                x = canvas.at(start)
                canvas.add(Line(start=(x, y - BAR / 2), end=(x, y + BAR / 2), colour=GROUND))
        start += share


def _figure(canvas: Canvas, share: float, y: float, *, side: int, everybody: float | None) -> None:
    """The figure of a bar at its end; behind the mark of everybody, where that would cut through it."""
    told, x = words.percent(share), canvas.at(side * share)
    if everybody is not None:
        mark = canvas.at(everybody)
        if -4 < (mark - x) * side < width_of(told, SMALL) + 12:
            x = mark
    canvas.text(told, x + 5 * side, y, size=SMALL, align="start" if side > 0 else "end")


def _fitting(words: str, shorter: str, room: float) -> str:
    """The words, where there is room for them."""
    return words if width_of(words, SMALL) <= room else cut(shorter, room, size=SMALL)


def _key(canvas: Canvas, bars: Sequence[Bar], neutral: float) -> None:
    middle, apart = canvas.at(0), canvas.at(neutral)
    (low, high), (least, most) = shared_ends(bars), short_ends(bars)
    canvas.small(_fitting(f"◀ {low}", f"◀ {least}", middle - 6), middle - 6, 10, align="end")
    canvas.small(_fitting(f"{high} ▶", f"{most} ▶", apart - middle - 14), middle + 6, 10)
    if neutral < canvas.along.high:
        canvas.small(words.IN_BETWEEN, apart, 10)
    left = canvas.frame.plot_left - FIGURE + 2
    canvas.add(Line(start=(left, 22), end=(left, 38), thick=2.5))
    canvas.small(words.EVERYBODYS_BAR, left + 8, 30)
