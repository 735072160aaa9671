"""What people speak of in their own words: bars from nothing, with the mark of everybody and the number of people."""

from collections.abc import Mapping, Sequence
from typing import Any

from research.charts.canvas import Along, Canvas
from research.charts.rows import Label, lay_rows
from research.charts.svg import Sheet
from research.charts.theme import INK, MARK, MUTED, SMALL, Frame, persona_colour
from research.words.figures import percent

KEY_HEIGHT = 30
STEPS = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Ends of the scale: the first that all bars and marks fit in, so that small shares can be told apart."""


def theme_bars(rows: Sequence[Mapping[str, Any]], frame: Frame, *, code: str, place: int, end: float) -> Sheet:
    """One open question for one persona.

    Parameters
    ----------
    rows : sequence of mapping
        From `research.charts.choice.told_themes`.
    frame : Frame
    code : str
    place : int
        Place of the persona among all, for its colour.
    end : float
        From `scale_end`: the same for all personas.
    """
    canvas = Canvas(frame, Along(low=0, high=end))
    placed = lay_rows(canvas, [Label(main=row["name"]) for row in rows], top=KEY_HEIGHT, least=40, marks=28)
    bottom = placed[-1].bottom
    canvas.grid({0.0: percent(0), end / 2: percent(end / 2), end: percent(end)}, top=KEY_HEIGHT - 4, bottom=bottom)
    marked = any(row["population"] is not None for row in rows)
    _key(canvas, code=code, colour=persona_colour(place), marked=marked)
    for row, at in zip(rows, placed, strict=True):
        canvas.span(0, row["share"], y=at.y, thick=16, colour=persona_colour(place))
        if row["population"] is not None:
            canvas.tick(pixel=canvas.at(row["population"]), y=at.y - 12, y2=at.y + 12, thick=3, colour=INK)
        canvas.text(percent(row["share"]), pixel=frame.value_left, y=at.y - 8, bold=True)
        canvas.text(f"n = {row['count']:,}", pixel=frame.value_left, y=at.y + 8, size=SMALL, colour=MUTED)
    title = f"{code}: share of people who speak of each theme, against everybody"
    return Sheet(picture=canvas.picture(), width=frame.width, height=bottom + 24, title=title)


def overall_bars(rows: Sequence[Mapping[str, Any]], frame: Frame, *, title: str) -> Sheet:
    """One open question for everybody who wrote.

    Parameters
    ----------
    rows : sequence of mapping
        Themes with `name share answers`.
    frame : Frame
    title : str
    """
    end = scale_end([row["share"] for row in rows])
    canvas = Canvas(frame, Along(low=0, high=end))
    placed = lay_rows(canvas, [Label(main=row["name"]) for row in rows], top=6, least=40, marks=28)
    bottom = placed[-1].bottom
    canvas.grid({0.0: percent(0), end / 2: percent(end / 2), end: percent(end)}, top=4, bottom=bottom)
    for row, at in zip(rows, placed, strict=True):
        canvas.span(0, row["share"], y=at.y, thick=16, colour=MARK)
        canvas.text(percent(row["share"]), pixel=frame.value_left, y=at.y - 8, bold=True)
        canvas.text(f"n = {row['answers']:,}", pixel=frame.value_left, y=at.y + 8, size=SMALL, colour=MUTED)
    return Sheet(picture=canvas.picture(), width=frame.width, height=bottom + 24, title=title)


def scale_end(shares: Sequence[float | None]) -> float:
    """The end of a scale from nothing that holds all of these shares."""
    most = max((share for share in shares if share is not None), default=0.0)
    return next(step for step in STEPS if most <= step)


def _key(canvas: Canvas, *, code: str, colour: str, marked: bool) -> None:
    left = 0 if canvas.frame.stacked else canvas.frame.plot_left
    canvas.line(left, left + 14, y=10, thick=12, colour=colour)
    canvas.text(code, pixel=left + 20, y=10, size=SMALL, colour=MUTED)
    if not marked:
        return
    right = left + 64
    canvas.tick(pixel=right, y=2, y2=18, thick=3, colour=INK)
    canvas.text("everybody", pixel=right + 9, y=10, size=SMALL, colour=MUTED)
