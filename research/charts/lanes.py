"""All personas on all dimensions at once: who stands where, each by number and colour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from research.charts.canvas import Along, Canvas
from research.charts.rows import Label, Place, lay_row
from research.charts.svg import Dot, Line, Picture
from research.charts.theme import GRID, GROUND, INK, SMALL, Frame, persona_colour
from research.charts.words import words
from research.summary.schema.told import Persona

ROUND = 22.6
"""Width of a numbered dot in pixels."""
LANE = 23.0
TOP = 26.0


@dataclass(frozen=True, kw_only=True)
class Mean:
    """A persona on one dimension."""

    place: int
    code: str
    value: float


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """One row."""

    label: str
    means: Sequence[Mean]


def read_dimensions(personas: Sequence[Persona], labels: Mapping[str, str]) -> list[Dimension]:
    """From `personas` of a summary: those that have scores."""
    told = [(place, persona) for place, persona in enumerate(personas) if persona.scores]
    names = list(told[0][1].scores) if told else []
    return [
        Dimension(
            label=labels.get(name, name),
            means=[
                Mean(place=place, code=persona.code, value=persona.scores[name]["value"] or 0.0)
                for place, persona in told
            ],
        )
        for name in names
    ]


def lanes(dimensions: Sequence[Dimension], frame: Frame) -> Picture:
    """A row per dimension, a numbered dot per persona; dots that would touch stand in lanes below each other."""
    values = [abs(mean.value) for dimension in dimensions for mean in dimension.means]
    reach = max(1.2, ceil(max(values, default=1) / 0.2) * 0.2)
    frame = frame.without_values(left=12, right=14)
    canvas = Canvas(frame, Along(low=-reach, high=reach))
    bottom = TOP
    for dimension in dimensions:
        bottom = _draw(canvas, dimension, top=bottom).bottom
    canvas.upright(0, top=TOP, bottom=bottom, thick=2, colour=INK)
    canvas.small(words.LESS, frame.plot_left, 9)
    canvas.small(words.EVERYBODYS_MEAN, canvas.at(0), 9, align="middle")
    canvas.small(words.MORE, frame.plot_right, 9, align="end")
    return canvas.picture(title=words.LANES, description=words.LANES_READ, height=bottom + 6)


def _draw(canvas: Canvas, dimension: Dimension, *, top: float) -> Place:
    in_lanes = _in_lanes(canvas, dimension.means)
    depth = 1 + max(lane for _, lane in in_lanes)
    row = lay_row(canvas, Label(main=dimension.label), top=top, marks=6 + LANE * depth)
    left, right = canvas.frame.key_left, canvas.frame.plot_right
    canvas.add(Line(start=(left, row.bottom), end=(right, row.bottom), colour=GRID))
    for mean, lane in in_lanes:
        x, y = canvas.at(mean.value), row.y + (lane - (depth - 1) / 2) * LANE
        numbered_dot(canvas, mean.code, x, y, colour=persona_colour(mean.place))
    return row


def numbered_dot(canvas: Canvas, code: str, x: float, y: float, *, colour: str) -> None:
    """A persona or segment as a dot with its number."""
    canvas.add(Dot(at=(x, y), radius=ROUND / 2, colour=colour))
    canvas.text(code.removeprefix("S"), x, y + 0.5, size=SMALL, bold=True, colour=GROUND, align="middle")


def _in_lanes(canvas: Canvas, means: Sequence[Mean]) -> list[tuple[Mean, int]]:
    """The lowest free lane for each dot, from left to right."""
    ends: list[float] = []
    placed = []
    for mean in sorted(means, key=lambda mean: (mean.value, mean.place)):
        x = canvas.at(mean.value)
        lane = next((number for number, end in enumerate(ends) if x - end >= ROUND), len(ends))
        ends[lane : lane + 1] = [x]
        placed.append((mean, lane))
    return placed
