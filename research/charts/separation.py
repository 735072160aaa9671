"""How far segments stand apart: means and spread on the two axes that tell them apart best."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, log, pi, sin, sqrt

from research.charts import words
from research.charts.canvas import Along, Canvas
from research.charts.lanes import numbered_dot
from research.charts.order import axis_words
from research.charts.svg import Area, Line, Picture, Point, short
from research.charts.text import wrap
from research.charts.theme import GRID, MUTED, SMALL, Frame, persona_colour
from research.summary.schema.team import Separation, Spot
from research.words.figures import percent

HALF_OF_PEOPLE = sqrt(2 * log(2))
"""Radius within which half of a two-dimensional normal distribution lies."""
CORNERS = 60
TOP = 44.0
AXIS_LINE = 15.0


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A mean, and the ring that holds half of its people; no ring where there are too few."""

    code: str
    mean: Point
    ring: Sequence[Point]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where all segments stand, and what the two axes mean, in words."""

    segments: Sequence[Segment]
    right: str
    up: str


def read_standing(found: Separation, labels: Mapping[str, str]) -> Standing:
    """From `separation` of the figures for the team, and words of what people were grouped by."""
    across, up = found.axes
    return Standing(
        segments=[_read(code, segment) for code, segment in found.segments.items()],
        right=words.axis(axis_words(across, labels), percent(across.share), up=False),
        up=words.axis(axis_words(up, labels), percent(up.share), up=True),
    )


def _read(code: str, found: Spot) -> Segment:
    x, y = found.mean
    ring = [] if found.spread is None else [(x + across, y + up) for across, up in _ring(found.spread)]
    return Segment(code=code, mean=(x, y), ring=ring)


def _ring(covariance: Sequence[Sequence[float]]) -> Iterable[Point]:
    """The ellipse around nothing: a circle, stretched and leaned by the root of the covariance (Cholesky)."""
    (xx, xy), (_, yy) = covariance
    wide = sqrt(max(xx, 0.0))
    leaning = xy / wide if wide else 0.0
    high = sqrt(max(yy - leaning**2, 0.0))
    for corner in range(CORNERS):
        turn = 2 * pi * corner / CORNERS
        across, up = HALF_OF_PEOPLE * cos(turn), HALF_OF_PEOPLE * sin(turn)
        yield wide * across, leaning * across + high * up


def separation(found: Standing, frame: Frame) -> Picture:
    """Numbered means with ellipses that hold half of each segment's people; overlap is as it is."""
    side = 4.0 if frame.stacked else 60.0
    frame = Frame(
        width=frame.width, label_width=0, plot_left=side, plot_right=frame.width - side, value_left=0,
        stacked=frame.stacked,
    )  # fmt: skip
    (low, high), (floor, ceiling) = _room(found.segments)
    size = (frame.plot_right - frame.plot_left) * (ceiling - floor) / (high - low)
    canvas = Canvas(frame, Along(low=low, high=high))

    def at(point: Point) -> Point:
        return canvas.at(point[0]), TOP + size * (ceiling - point[1]) / (ceiling - floor)

    x, y = at((0.0, 0.0))
    canvas.add(Line(start=(x, TOP), end=(x, TOP + size), colour=GRID))
    canvas.add(Line(start=(frame.plot_left, y), end=(frame.plot_right, y), colour=GRID))
    for place, segment in enumerate(found.segments):
        colour = persona_colour(place)
        if segment.ring:
            canvas.add(Area(path=_closed(map(at, segment.ring)), line=colour, thick=2.5))
        numbered_dot(canvas, segment.code, *at(segment.mean), colour=colour)
    _axes(canvas, found, bottom=TOP + size)
    return canvas.picture(title=words.SEPARATION, description=words.SEPARATION_READ, height=TOP + size + 44)


def _room(segments: Sequence[Segment]) -> tuple[Point, Point]:
    """The ends of both axes, with everybody's mean inside; never higher than wide, one unit as long on both."""
    points = [(0.0, 0.0), *(point for segment in segments for point in [segment.mean, *segment.ring])]
    ends = []
    for values in zip(*points, strict=True):
        edge = 0.06 * (max(values) - min(values)) + 0.1
        ends.append((min(values) - edge, max(values) + edge))
    across, up = ends
    missing = max((up[1] - up[0]) - (across[1] - across[0]), 0.0) / 2
    return (across[0] - missing, across[1] + missing), up


def _closed(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in points) + "z"


def _axes(canvas: Canvas, found: Standing, *, bottom: float) -> None:
    width = canvas.frame.width
    up, right = (wrap(each, width, size=SMALL, most=2) for each in (found.up, found.right))
    canvas.lines(up, width / 2, 10, step=AXIS_LINE, colour=MUTED, size=SMALL, align="middle")
    canvas.lines(right, width, bottom + 14, step=AXIS_LINE, colour=MUTED, size=SMALL, align="end")
