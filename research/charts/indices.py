"""How many times as often: index dots on a scale of ratios, with the line of everybody at 100."""

from collections.abc import Mapping, Sequence
from typing import Any

from research.charts.canvas import Along, Canvas
from research.charts.cards import label_of
from research.charts.rows import lay_rows
from research.charts.svg import Sheet
from research.charts.theme import BAND, INK, MUTED, SMALL, Frame, persona_colour
from research.words.figures import percent

LOW, HIGH = 12.5, 800.0
TICKS = {25.0: "25", 50.0: "50", 100.0: "100", 200.0: "200", 400.0: "400"}


def index_dots(rows: Sequence[Mapping[str, Any]], frame: Frame, *, code: str, facet: str, place: int) -> Sheet:
    """One facet of one persona.

    Parameters
    ----------
    rows : sequence of mapping
        From `research.charts.choice.distinctive`.
    frame : Frame
    code, facet : str
        Of what and of whom.
    place : int
        Place of the persona among all, for its colour.
    """
    canvas = Canvas(frame, Along(low=LOW, high=HIGH, log=True))
    placed = lay_rows(canvas, [label_of(row) for row in rows], top=24, least=40, marks=28)
    bottom = placed[-1].bottom
    canvas.grid(TICKS, top=20, bottom=bottom)
    canvas.upright(100, top=20, bottom=bottom, thick=2, colour=INK)
    canvas.text("everybody", pixel=canvas.at(100), y=9, size=SMALL, colour=MUTED, align="center")
    for row, at in zip(rows, placed, strict=True):
        canvas.span(*sorted((100.0, row["index"])), y=at.y, thick=7, colour=BAND)
        canvas.dot(pixel=canvas.at(row["index"]), y=at.y, colour=persona_colour(place), size=110)
        canvas.text(f"{row['index']:.0f}", pixel=frame.value_left, y=at.y - 8, bold=True)
        canvas.text(percent(row["share"]), pixel=frame.value_left, y=at.y + 8, size=SMALL, colour=MUTED)
    height = bottom + 24
    return Sheet(picture=canvas.picture(), width=frame.width, height=height, title=f"{code}: index per answer, {facet}")
