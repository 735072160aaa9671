"""How far segments stand apart: means and spread on the two axes that tell them apart best."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import cos, log, pi, sin, sqrt

from research.charts.canvas import Along, Canvas
from research.charts.lanes import numbered_dot
from research.charts.svg import Area, Line, Picture, Point, short
from research.charts.text import wrap
from research.charts.theme import GRID, MUTED, SMALL, Frame, persona_colour
from research.charts.words import words
from research.summary.schema.team import Axis, Separation, Spot

HALF_OF_PEOPLE = sqrt(2 * log(2))
"""Radius within which half of a two-dimensional normal distribution lies."""
CORNERS = 60
TOP = 44.0
AXIS_LINE = 15.0


def ring(found: Spot) -> Iterator[Point]:
    """The ellipse around a mean: a circle, stretched and leaned by the root of the covariance (Cholesky)."""
    if found.spread is None:
        return
    (x, y), ((xx, xy), (_, yy)) = found.mean, found.spread
    wide = sqrt(max(xx, 0.0))
    leaning = xy / wide if wide else 0.0
    high = sqrt(max(yy - leaning**2, 0.0))
    for corner in range(CORNERS):
        turn = 2 * pi * corner / CORNERS
        across, up = HALF_OF_PEOPLE * cos(turn), HALF_OF_PEOPLE * sin(turn)
        yield x + wide * across, y + leaning * across + high * up


def separation(found: Separation, labels: Mapping[str, str], frame: Frame) -> Picture:
    """Numbered means with ellipses that hold half of each segment's people; overlap is as it is."""
    side = 4.0 if frame.stacked else 60.0
    frame = Frame(
        width=frame.width, label_width=0, plot_left=side, plot_right=frame.width - side, value_left=0,
        stacked=frame.stacked,
    )  # fmt: skip
    rings = {code: list(ring(spot)) for code, spot in found.segments.items()}
    (low, high), (floor, ceiling) = _room([*(spot.mean for spot in found.segments.values()), *chain(*rings.values())])
    size = (frame.plot_right - frame.plot_left) * (ceiling - floor) / (high - low)
    canvas = Canvas(frame, Along(low=low, high=high))

    def at(point: Point) -> Point:
        return canvas.at(point[0]), TOP + size * (ceiling - point[1]) / (ceiling - floor)

    x, y = at((0.0, 0.0))
    canvas.add(Line(start=(x, TOP), end=(x, TOP + size), colour=GRID))
    canvas.add(Line(start=(frame.plot_left, y), end=(frame.plot_right, y), colour=GRID))
    for place, (code, spot) in enumerate(found.segments.items()):
        colour = persona_colour(place)
        if rings[code]:
            canvas.add(Area(path=_closed(map(at, rings[code])), line=colour, thick=2.5))
        numbered_dot(canvas, code, *at(spot.mean), colour=colour)
    _axes(canvas, found.axes, labels, bottom=TOP + size)
    return canvas.picture(title=words.SEPARATION, description=words.SEPARATION_READ, height=TOP + size + 44)


def _room(points: Sequence[Point]) -> tuple[Point, Point]:
    """The ends of both axes, with everybody's mean inside; never higher than wide, one unit as long on both."""
    ends = []
    for values in zip((0.0, 0.0), *points, strict=True):
        edge = 0.06 * (max(values) - min(values)) + 0.1
        ends.append((min(values) - edge, max(values) + edge))
    across, up = ends
    missing = max((up[1] - up[0]) - (across[1] - across[0]), 0.0) / 2
    return (across[0] - missing, across[1] + missing), up


def _closed(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in points) + "z"


def _axes(canvas: Canvas, axes: tuple[Axis, Axis], labels: Mapping[str, str], *, bottom: float) -> None:
    """What they mean, and how much of the difference each holds."""
    width = canvas.frame.width
    right, up = (
        wrap(words.axis(axis, labels, up=up), width, size=SMALL, most=2)
        for axis, up in zip(axes, (False, True), strict=True)
    )
    canvas.lines(up, width / 2, 10, step=AXIS_LINE, colour=MUTED, size=SMALL, align="middle")
    canvas.lines(right, width, bottom + 14, step=AXIS_LINE, colour=MUTED, size=SMALL, align="end")
