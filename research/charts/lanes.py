"""All personas on all dimensions at once: who stands where, each by number and colour."""

from collections.abc import Mapping, Sequence
from typing import Any

from research.charts.canvas import Along, Canvas
from research.charts.rows import Label, lay_rows
from research.charts.svg import Sheet
from research.charts.theme import GROUND, INK, MUTED, SMALL, Frame, persona_colour

ROUND = 22.0
"""Width of a numbered dot in pixels."""
TOP = 26
TITLE = "Mean of each persona on each dimension"


def lanes(personas: Sequence[Mapping[str, Any]], labels: Mapping[str, str], frame: Frame) -> Sheet:
    """A row per dimension, a numbered dot per persona; dots that would touch stand in lanes below each other.

    Parameters
    ----------
    personas : sequence of mapping
        With `scores`.
    labels : mapping of dimension to str
    frame : Frame
    """
    told = [(place, persona) for place, persona in enumerate(personas) if persona["scores"]]
    names = list(told[0][1]["scores"]) if told else []
    values = [abs(persona["scores"][name]["value"] or 0) for _, persona in told for name in names]
    reach = max(1.2, -(-max(values, default=1) // 0.2) * 0.2)
    wide = _without_values(frame)
    canvas = Canvas(wide, Along(low=-reach, high=reach))
    top: float = TOP
    for name in names:
        dots = [(persona["scores"][name]["value"] or 0.0, place, persona["code"]) for place, persona in told]
        stacked = _lanes(dots, per_pixel=2 * reach / (wide.plot_right - wide.plot_left))
        depth = 1 + max(lane for *_, lane in stacked)
        row = lay_rows(
            canvas, [Label(main=labels.get(name, name))], top=top, least=16 + 23 * depth, marks=6 + 23 * depth
        )[0]
        canvas.line(
            0 if wide.stacked else wide.plot_left, wide.plot_right, y=row.bottom, thick=1, colour="var(--chart-grid)"
        )
        for value, place, code, lane in stacked:
            y = row.y + (lane - (depth - 1) / 2) * 23
            canvas.dot(pixel=canvas.at(value), y=y, colour=persona_colour(place), size=400)
            canvas.text(
                code.removeprefix("S"),
                pixel=canvas.at(value),
                y=y + 0.5,
                size=SMALL,
                bold=True,
                colour=GROUND,
                align="center",
            )
        top = row.bottom
    canvas.upright(0, top=TOP, bottom=top, thick=2, colour=INK)
    canvas.text("◀ less", pixel=wide.plot_left, y=9, size=SMALL, colour=MUTED)
    canvas.text("everybody’s mean", pixel=canvas.at(0), y=9, size=SMALL, colour=MUTED, align="center")
    canvas.text("more ▶", pixel=wide.plot_right, y=9, size=SMALL, colour=MUTED, align="right")
    height = top + 6
    return Sheet(picture=canvas.picture(), width=frame.width, height=height, title=TITLE)


def _without_values(frame: Frame) -> Frame:
    return Frame(
        width=frame.width,
        label_width=frame.label_width,
        plot_left=frame.plot_left + 12,
        plot_right=frame.width - 14,
        value_left=0,
        stacked=frame.stacked,
    )


def _lanes(dots: Sequence[tuple[float, int, str]], *, per_pixel: float) -> list[tuple[float, int, str, int]]:
    """The lowest free lane for each dot, from left to right."""
    ends: list[float] = []
    placed = []
    for value, place, code in sorted(dots):
        lane = next((number for number, end in enumerate(ends) if value - end >= ROUND * per_pixel), len(ends))
        if lane == len(ends):
            ends.append(value)
        ends[lane] = value
        placed.append((value, place, code, lane))
    return placed
