"""Whole answer distributions: disagreement to the left, agreement to the right, the neutral answer set apart."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from research.charts.canvas import Along, Canvas
from research.charts.rows import Label, Row, lay_rows
from research.charts.svg import Sheet
from research.charts.text import width_of
from research.charts.theme import GROUND, INK, MUTED, SMALL, Frame, likert_colour
from research.words.figures import percent

MOST_STEPS = 3
"""Steps of colour on either side of neutral."""
NEUTRAL = 4
NO_WORDS = ("lower answers", "higher answers")
_TOGETHER = re.compile(r"^“(.+)” or “(.+)”$")
_NUMBERS = re.compile(r"[\d.]+( or [\d.]+)?")
GAP = 0.07
BAR = 17
KEY_HEIGHT = 44


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One question: shares of its answers in at most seven steps, and everybody's share on either side.

    A side with a hidden answer has no steps: where its bar would end is not known.
    """

    label: Label
    low: tuple[float, ...] | None
    neutral: float | None
    high: tuple[float, ...] | None
    ends: tuple[str, str]
    everybody: tuple[float, float] | None


@dataclass(frozen=True, kw_only=True)
class Room:
    """How far the bars reach: the same for all personas, so that pictures can be compared."""

    low: float
    high: float
    neutral: float


def room_for(attitudes: Sequence[Mapping[str, Any]]) -> Room:
    """Room that every bar fits in."""
    bars = [made for each in attitudes if (made := _bar(each)) is not None]

    def most(values: list[float]) -> float:
        return ceil(10 * max(values, default=0.0)) / 10

    low = most([max(sum(bar.low or ()), bar.everybody[0] if bar.everybody else 0) for bar in bars])
    high = most([max(sum(bar.high or ()), bar.everybody[1] if bar.everybody else 0) for bar in bars])
    return Room(low=max(low, 0.2), high=max(high, 0.2), neutral=most([bar.neutral or 0.0 for bar in bars]))


def attitude_bars(attitudes: Sequence[Mapping[str, Any]], frame: Frame, *, code: str, room: Room) -> Sheet:
    """Diverging stacked bars.

    Parameters
    ----------
    attitudes : sequence of mapping
        Rows of `attitudes` of a persona.
    frame : Frame
    code : str
        Of the persona.
    room : Room
        From `room_for` all personas.
    """
    bars = [made for each in attitudes if (made := _bar(each)) is not None]
    wide = Frame(
        width=frame.width,
        label_width=frame.label_width,
        plot_left=frame.plot_left,
        plot_right=frame.width - (34 if room.neutral else 4),
        value_left=0,
        stacked=frame.stacked,
    )
    end = room.high + (GAP * 2 + room.neutral if room.neutral else 0)
    canvas = Canvas(wide, Along(low=-room.low - 0.14, high=end + (0 if room.neutral else 0.14)))
    rows = lay_rows(canvas, [bar.label for bar in bars], top=KEY_HEIGHT, least=36, marks=26)
    bottom = rows[-1].bottom if rows else KEY_HEIGHT
    canvas.upright(0, top=KEY_HEIGHT - 4, bottom=bottom, colour=INK)
    _key(canvas, bars, room)
    for bar, row in zip(bars, rows, strict=True):
        _draw(canvas, bar, row, room)
    height = bottom + 6
    title = f"{code}: all answers to {len(bars)} questions"
    return Sheet(picture=canvas.picture(), width=frame.width, height=height, title=title)


def _bar(bar: Mapping[str, Any]) -> Bar | None:
    shares = bar["shares"]
    if len(shares) < 2 or all(share is None for share in shares):
        return None
    half, odd = divmod(len(shares), 2)
    hidden = 1 - sum(share or 0.0 for share in shares)
    population = bar["population"]
    everybody = None
    if all(share is not None for share in population):
        everybody = (sum(population[:half]), sum(population[-half:]))
    return Bar(
        label=Label(main=bar["text"], detail=f"{percent(hidden)} in answers not shown" if hidden > 0.005 else ""),
        low=_side(shares[:half]),
        neutral=shares[half] if odd else None,
        high=_side(shares[-half:]),
        ends=_ends(bar["labels"]),
        everybody=everybody,
    )


def _side(shares: Sequence[float | None]) -> tuple[float, ...] | None:
    """At most three steps of one side; none where one of its answers is hidden."""
    known = [share for share in shares if share is not None]
    if len(known) < len(shares):
        return None
    if len(known) <= MOST_STEPS:
        return tuple(known)
    places = [place * MOST_STEPS // len(known) for place in range(len(known))]
    return tuple(
        sum(share for share, at in zip(known, places, strict=True) if at == step) for step in range(MOST_STEPS)
    )


def _ends(labels: Sequence[str]) -> tuple[str, str]:
    """Words of the two sides: those of their mildest answers."""
    half = len(labels) // 2
    mild_low, mild_high = labels[half - 1], labels[-half]
    low, high = _TOGETHER.search(mild_low), _TOGETHER.search(mild_high)
    ends = (low[2] if low else mild_low, high[1] if high else mild_high)
    return NO_WORDS if any(_NUMBERS.fullmatch(end) for end in ends) else ends


def _draw(canvas: Canvas, bar: Bar, row: Row, room: Room) -> None:
    if bar.low is not None:
        _pieces(canvas, row, bar.low, start=-sum(bar.low), colours=_colours(len(bar.low)))
    if bar.high is not None:
        _pieces(canvas, row, bar.high, start=0.0, colours=[8 - step for step in reversed(_colours(len(bar.high)))])
    for x in (-bar.everybody[0], bar.everybody[1]) if bar.everybody else ():
        canvas.tick(pixel=canvas.at(x), y=row.y - BAR / 2 - 3, y2=row.y + BAR / 2 + 3, thick=2.5, colour=INK)
    if bar.low is not None:
        _figure(canvas, row, -sum(bar.low), None if bar.everybody is None else -bar.everybody[0])
    if bar.high is not None:
        _figure(canvas, row, sum(bar.high), None if bar.everybody is None else bar.everybody[1])
    if bar.neutral is not None:
        left = room.high + 2 * GAP
        canvas.span(left, left + bar.neutral, y=row.y, thick=BAR, colour=likert_colour(NEUTRAL))
        canvas.text(percent(bar.neutral), pixel=canvas.at(left + bar.neutral) + 5, y=row.y, size=SMALL)


def _figure(canvas: Canvas, row: Row, end: float, everybody: float | None) -> None:
    """The figure of a bar at its end; behind the mark of everybody, where that would cut through it."""
    words, side = percent(abs(end)), 1 if end > 0 or (end == 0 and (everybody or 0) > 0) else -1
    pixel = canvas.at(end)
    if everybody is not None:
        mark = canvas.at(everybody)
        if -4 < (mark - pixel) * side < width_of(words, SMALL) + 12:
            pixel = mark
    canvas.text(words, pixel=pixel + 5 * side, y=row.y, size=SMALL, align="left" if side > 0 else "right")


def _pieces(canvas: Canvas, row: Row, shares: Sequence[float], *, start: float, colours: Sequence[int]) -> None:
    for place, (share, colour) in enumerate(zip(shares, colours, strict=True)):
        if share > 0:
            canvas.span(start, start + share, y=row.y, thick=BAR, colour=likert_colour(colour))
            if place and start:
                canvas.tick(pixel=canvas.at(start), y=row.y - BAR / 2, y2=row.y + BAR / 2, colour=GROUND)
        start += share


def _colours(steps: int) -> list[int]:
    """Steps of the scale of colours from the strongest no: one alone is the middle of its side."""
    return {1: [2], 2: [1, 2], 3: [1, 2, 3]}[steps]


def _key(canvas: Canvas, bars: Sequence[Bar], room: Room) -> None:
    ends = {bar.ends for bar in bars}
    low, high = ends.pop() if len(ends) == 1 else NO_WORDS
    canvas.text(f"◀ {low}", pixel=canvas.at(0) - 6, y=10, size=SMALL, colour=MUTED, align="right")
    canvas.text(f"{high} ▶", pixel=canvas.at(0) + 6, y=10, size=SMALL, colour=MUTED)
    if room.neutral:
        canvas.text("in between", pixel=canvas.at(room.high + 2 * GAP), y=10, size=SMALL, colour=MUTED)
    left = 0 if canvas.frame.stacked else canvas.frame.plot_left
    canvas.tick(pixel=left + 2, y=22, y2=38, thick=2.5, colour=INK)
    canvas.text("where everybody’s bar ends", pixel=left + 10, y=30, size=SMALL, colour=MUTED)
