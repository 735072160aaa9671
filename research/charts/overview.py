"""How many people each persona stands for, with how sure that is."""

from collections.abc import Mapping, Sequence
from typing import Any

from research.charts.canvas import Along, Canvas
from research.charts.rows import Label, lay_rows
from research.charts.svg import Sheet
from research.charts.theme import Frame, persona_colour
from research.words.figures import percent

TITLE = "Share of each persona, with its 95 % interval"


def overview(personas: Sequence[Mapping[str, Any]], frame: Frame) -> Sheet:
    """Dot and interval per persona, the largest first.

    Parameters
    ----------
    personas : sequence of mapping
        `personas` of a summary; a persona whose size is hidden has no row.
    frame : Frame
    """
    shown = [(place, each) for place, each in enumerate(personas) if each["share"] is not None]
    shown.sort(key=lambda pair: -pair[1]["share"])
    top = max((each["high"] or each["share"] for _, each in shown), default=0.5)
    along = Along(low=0, high=min(1.0, max(0.2, -(-top // 0.1) / 10 + 0.0)))
    canvas = Canvas(frame, along)
    rows = lay_rows(canvas, [Label(main=f"{each['code']}  {each['name']}", bold=True) for _, each in shown], top=4)
    bottom = rows[-1].bottom if rows else 30
    canvas.grid(_ticks(along.high), top=2, bottom=bottom)
    for (place, each), row in zip(shown, rows, strict=True):
        colour = persona_colour(place)
        if each["low"] is not None:
            canvas.span(each["low"], each["high"], y=row.y, thick=2.5, colour=colour)
        canvas.dot(pixel=canvas.at(each["share"]), y=row.y, colour=colour, size=150)
        canvas.text(percent(each["share"]), y=row.y - 1, pixel=frame.value_left, bold=True)
    height = bottom + 24
    return Sheet(picture=canvas.picture(), width=frame.width, height=height, title=TITLE)


def _ticks(high: float) -> dict[float, str]:
    step = 0.1 if high <= 0.5 else 0.25 if high <= 0.75 else 0.5
    ticks = [step * place for place in range(round(high / step) + 1)]
    return {round(value, 2): percent(value) for value in ticks if value <= high + 1e-9}
