"""How surely people belong: for each segment, everybody by how well they fit it."""

from collections.abc import Mapping
from typing import Any

from research.charts.canvas import Along, Canvas
from research.charts.svg import Sheet
from research.charts.theme import BAND, INK, MUTED, SMALL, TEXT, Frame, persona_colour

TITLE = "How well everybody fits each segment"
ROOM = 74.0
"""Height of the bars of one segment."""
HEAD = 46.0
STEP = ROOM + 34


def gorge(found: Mapping[str, Any], names: Mapping[str, str], frame: Frame) -> Sheet:
    """Bars per segment: its members in its colour, everybody else pale; a gorge between them is a clear border.

    Parameters
    ----------
    found : mapping
        From `research.charts.team_figures.belonging`.
    names : mapping of code to str
    frame : Frame
    """
    left, right = (4, frame.width - 6) if frame.stacked else (frame.plot_left, frame.width - 12)
    plot = Frame(
        width=frame.width, label_width=frame.label_width, plot_left=left, plot_right=right, value_left=0,
        stacked=frame.stacked,
    )  # fmt: skip
    canvas = Canvas(plot, Along(low=0, high=1))
    _key(canvas, left)
    step = STEP + (22 if frame.stacked else 0)
    for place, (code, counts) in enumerate(found["segments"].items()):
        foot = HEAD + place * step + ROOM + (22 if frame.stacked else 0)
        _label(canvas, code, names.get(code, ""), counts, foot=foot)
        _bars(canvas, counts, place=place, foot=foot, width=(right - left) / found["bins"])
        canvas.line(left, right, y=foot, thick=1, colour=MUTED)
        for value, words in ((0.0, "0"), (0.5, ".5"), (1.0, "1")):
            align = "center" if value == 0.5 else "left" if value == 0 else "right"
            canvas.text(words, pixel=canvas.at(value), y=foot + 11, size=SMALL, colour=MUTED, align=align)  # type: ignore[arg-type]
    height = HEAD + len(found["segments"]) * step
    return Sheet(picture=canvas.picture(), width=frame.width, height=height, title=TITLE)


def _bars(canvas: Canvas, counts: Mapping[str, Any], *, place: int, foot: float, width: float) -> None:
    """Members stand on the base, others on top of them; the highest bar fills the room."""
    most = max(mine + others for mine, others in zip(counts["members"], counts["others"], strict=True)) or 1
    for number, (mine, others) in enumerate(zip(counts["members"], counts["others"], strict=True)):
        x = canvas.frame.plot_left + (number + 0.5) * width
        first = foot - ROOM * mine / most
        if others:
            canvas.tick(pixel=x, y=first - ROOM * others / most, y2=first, thick=width - 2, colour=BAND)
        if mine:
            canvas.tick(pixel=x, y=first, y2=foot, thick=width - 2, colour=persona_colour(place))


def _label(canvas: Canvas, code: str, name: str, counts: Mapping[str, Any], *, foot: float) -> None:
    n = f"{sum(counts['members']):,} people"
    if canvas.frame.stacked:
        canvas.text(f"{code} {name}".strip(), pixel=0, y=foot - ROOM - 12, size=TEXT, bold=True, colour=INK)
        canvas.text(n, pixel=canvas.frame.width, y=foot - ROOM - 12, size=SMALL, colour=MUTED, align="right")
        return
    canvas.text(f"{code} {name}".strip(), pixel=0, y=foot - ROOM / 2 - 8, size=TEXT, bold=True, colour=INK)
    canvas.text(n, pixel=0, y=foot - ROOM / 2 + 10, size=SMALL, colour=MUTED)


def _key(canvas: Canvas, left: float) -> None:
    canvas.line(left, left + 16, y=12, thick=12, colour=persona_colour(0))
    canvas.text("its people", pixel=left + 22, y=12, size=SMALL, colour=MUTED)
    canvas.line(left + 104, left + 120, y=12, thick=12, colour=BAND)
    canvas.text("everybody else", pixel=left + 126, y=12, size=SMALL, colour=MUTED)
