"""How far segments stand apart: means and spread on the two axes that tell them apart best."""

from collections.abc import Mapping
from math import cos, pi, sin, sqrt
from typing import Any

import numpy as np

from research.charts.canvas import Along, Canvas
from research.charts.svg import Sheet
from research.charts.text import wrap
from research.charts.theme import GRID, GROUND, MUTED, SMALL, Frame, persona_colour
from research.summary.order import axis_words

TITLE = "Means of the segments, and where half of their people are"
HALF_OF_PEOPLE = sqrt(1.3863)
"""Radius within which half of a two-dimensional normal distribution lies."""
CORNERS = 48
TOP = 44


def separation(found: Mapping[str, Any], labels: Mapping[str, str], frame: Frame) -> Sheet:
    """Numbered means with ellipses that hold half of each segment's people; overlap is as it is.

    Parameters
    ----------
    found : mapping
        From `research.charts.team_figures.separation`.
    labels : mapping of variable to str
        Words of what people were grouped by.
    frame : Frame
    """
    rings = {code: _ring(segment) for code, segment in found["segments"].items()}
    left, right = (4, frame.width - 4) if frame.stacked else (60, frame.width - 60)
    (low, high), (floor, ceiling) = _room(rings)
    size = (right - left) * (ceiling - floor) / (high - low)
    plot = Frame(width=frame.width, label_width=0, plot_left=left, plot_right=right, value_left=0)
    canvas = Canvas(plot, Along(low=low, high=high))

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return canvas.at(point[0]), round(TOP + size * (ceiling - point[1]) / (ceiling - floor), 1)

    canvas.tick(pixel=canvas.at(0), y=TOP, y2=TOP + size, colour=GRID)
    canvas.line(left, right, y=at((0, 0))[1], colour=GRID)
    for place, (code, ring) in enumerate(rings.items()):
        for number, corner in enumerate(ring[1:]):
            canvas.link(at(ring[number]), at(corner), thick=2.5, colour=persona_colour(place))
        x, y = at(_mean(found["segments"][code]))
        canvas.dot(pixel=x, y=y, size=440, colour=persona_colour(place))
        canvas.text(code.removeprefix("S"), pixel=x, y=y, size=SMALL, bold=True, colour=GROUND, align="center")
    _axes(canvas, found["axes"], labels, bottom=TOP + size)
    return Sheet(picture=canvas.picture(), width=frame.width, height=TOP + size + 44, title=TITLE)


def _room(rings: Mapping[str, list[tuple[float, float]]]) -> tuple[tuple[float, float], tuple[float, float]]:
    """The ends of both axes, with everybody's mean inside; never higher than wide, one unit as long on both."""
    points = [(0.0, 0.0), *(point for ring in rings.values() for point in ring)]
    ends = []
    for values in zip(*points, strict=True):
        edge = 0.06 * (max(values) - min(values)) + 0.1
        ends.append((min(values) - edge, max(values) + edge))
    across, up = ends
    missing = max((up[1] - up[0]) - (across[1] - across[0]), 0.0) / 2
    return (across[0] - missing, across[1] + missing), up


def _mean(segment: Mapping[str, Any]) -> tuple[float, float]:
    x, y = segment["mean"]
    return x, y


def _ring(segment: Mapping[str, Any]) -> list[tuple[float, float]]:
    """The ellipse as a closed line of points; only the mean where there is no spread."""
    x, y = _mean(segment)
    if segment["spread"] is None:
        return [(x, y)]
    roots, vectors = np.linalg.eigh(np.array(segment["spread"]))
    long = vectors * np.sqrt(np.clip(roots, 0, None)) * HALF_OF_PEOPLE
    ring = []
    for step in range(CORNERS + 1):
        turn = np.array([cos(2 * pi * step / CORNERS), sin(2 * pi * step / CORNERS)])
        dx, dy = long @ turn
        ring.append((x + float(dx), y + float(dy)))
    return ring


def _axes(canvas: Canvas, axes: list[Mapping[str, Any]], labels: Mapping[str, str], *, bottom: float) -> None:
    width = canvas.frame.width
    shares = [f"{axis['share'] * 100:.0f} %" for axis in axes]
    up = wrap(f"▲ {axis_words(axes[1], labels)} ({shares[1]})", width, size=SMALL, most=2)
    for place, line in enumerate(up):
        canvas.text(line, pixel=width / 2, y=10 + place * 15, size=SMALL, colour=MUTED, align="center")
    right = wrap(f"{axis_words(axes[0], labels)} ({shares[0]}) ▶", width, size=SMALL, most=2)
    for place, line in enumerate(right):
        canvas.text(line, pixel=width, y=bottom + 14 + place * 15, size=SMALL, colour=MUTED, align="right")
