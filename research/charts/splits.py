"""What becomes of segments when there is one more of them: who splits, who merges."""

from collections.abc import Mapping, Sequence
from typing import Any

from research.charts.canvas import Along, Canvas
from research.charts.svg import Sheet
from research.charts.theme import BAND, GROUND, INK, MARK, MUTED, SMALL, Frame, persona_colour

TITLE = "Splits and mergers of segments from one number of segments to the next"
TOP, ROOM, GAP = 46.0, 260.0, 7.0
NODE = 20.0
FURTHER, LEAST_SHOWN = 2, 5
"""How many numbers of segments after the one that was kept are drawn; the table has all."""
FAINTEST = 0.01
"""Streams of fewer people than this share of all are not drawn: the table has them."""

Column = list[tuple[int, float, float]]
"""Segment number, first and last pixel, from above."""


def splits(across: Sequence[Mapping[str, Any]], frame: Frame, *, chosen: int) -> Sheet:
    """A column per number of segments; streams as wide as the people who go from one segment to the next.

    Parameters
    ----------
    across : sequence of mapping
        `segments.across` of a summary: `k next transition stability`.
    frame : Frame
    chosen : int
        The number of segments that was kept; it has the colours of the segments.
    """
    canvas = Canvas(frame, Along(low=0, high=1))
    across = [step for step in across if step["next"] <= max(chosen + FURTHER, LEAST_SHOWN)] or list(across[:1])
    columns = _columns(across)
    ks = [across[0]["k"], *(step["next"] for step in across)]
    places = [10 + number * (frame.width - NODE - 20) / max(len(ks) - 1, 1) for number in range(len(ks))]
    for number, step in enumerate(across):
        ends = (places[number] + NODE, places[number + 1])
        _streams(canvas, step["transition"], columns[number], columns[number + 1], ends=ends)
    for place, k, column in zip(places, ks, columns, strict=True):
        _heading(canvas, place + NODE / 2, k, kept=k == chosen)
        for segment, first, last in column:
            colour = persona_colour(segment) if k == chosen else MARK
            canvas.tick(pixel=place + NODE / 2, y=first, y2=last, thick=NODE, colour=colour)
            if last - first >= 13:
                canvas.text(str(segment + 1), pixel=place + NODE / 2, y=(first + last) / 2, size=SMALL, bold=True,
                            colour=GROUND, align="center")  # fmt: skip
    height = TOP + ROOM + GAP * max(ks) + 8
    return Sheet(picture=canvas.picture(), width=frame.width, height=height, title=TITLE)


def _heading(canvas: Canvas, pixel: float, k: int, *, kept: bool) -> None:
    align = "left" if pixel < 24 else "right" if pixel > canvas.frame.width - 24 else "center"
    edge = 10.0 if align == "left" else canvas.frame.width - 10.0 if align == "right" else pixel
    canvas.text(str(k), pixel=pixel, y=32, size=SMALL, bold=kept, colour=INK if kept else MUTED, align="center")
    if kept:
        canvas.text("kept", pixel=edge, y=14, size=SMALL, bold=True, align=align)  # type: ignore[arg-type]


def _columns(across: Sequence[Mapping[str, Any]]) -> list[Column]:
    """Segments of each column from above, each beside those it comes from."""
    first = [sum(row) for row in across[0]["transition"]]
    columns = [_stack([(number, size) for number, size in enumerate(first)])]
    for step in across:
        middles = {segment: (top + bottom) / 2 for segment, top, bottom in columns[-1]}
        came = list(zip(*step["transition"], strict=True))
        weights = [sum(people) or 1 for people in came]
        heights = [
            sum(middles[parent] * n for parent, n in enumerate(people)) / weight
            for people, weight in zip(came, weights, strict=True)
        ]
        order = sorted(range(len(came)), key=lambda child: (heights[child], child))
        columns.append(_stack([(child, sum(came[child])) for child in order]))
    return columns


def _stack(sizes: Sequence[tuple[int, int]]) -> Column:
    everybody = sum(size for _, size in sizes) or 1
    made: Column = []
    top = TOP
    for segment, size in sizes:
        bottom = top + ROOM * size / everybody
        made.append((segment, top, bottom))
        top = bottom + GAP
    return made


def _streams(
    canvas: Canvas, table: Sequence[Sequence[int]], left: Column, right: Column, *, ends: tuple[float, float]
) -> None:
    everybody = sum(map(sum, table)) or 1
    leaving = {segment: top for segment, top, _ in left}
    coming = {segment: top for segment, top, _ in right}
    for parent, _, _ in left:
        for child, _, _ in right:
            wide = ROOM * table[parent][child] / everybody
            if table[parent][child] / everybody >= FAINTEST:
                start, end = (ends[0], leaving[parent] + wide / 2), (ends[1], coming[child] + wide / 2)
                _stream(canvas, start, end, wide=wide)
            leaving[parent] += wide
            coming[child] += wide


def _stream(canvas: Canvas, start: tuple[float, float], end: tuple[float, float], *, wide: float) -> None:
    """A band that bends from one column to the next, made of upright slices."""
    steps = max(8, int((end[0] - start[0]) / 6))
    width = (end[0] - start[0]) / steps
    for step in range(steps):
        along = (step + 0.5) / steps
        smooth = along * along * (3 - 2 * along)
        y = start[1] + (end[1] - start[1]) * smooth
        x = start[0] + (step + 0.5) * width
        canvas.tick(pixel=round(x, 1), y=round(y - wide / 2, 1), y2=round(y + wide / 2, 1), thick=width + 0.2,
                    colour=BAND)  # fmt: skip
