"""Shares of a group against everybody on the scale from nobody to all: the two cards, and people with one passport."""

from collections.abc import Sequence
from dataclasses import dataclass

from research.charts.canvas import Along, Canvas
from research.charts.rows import Label, Row, lay_rows
from research.charts.svg import Sheet
from research.charts.theme import BAND, INK, MUTED, SMALL, Frame
from research.words.figures import percent

FROM_NONE_TO_ALL = {0.0: percent(0), 0.25: "", 0.5: percent(0.5), 0.75: "", 1.0: percent(1)}
KEY_HEIGHT = 30


@dataclass(frozen=True, kw_only=True)
class ShareRow:
    """One row: a share of these people, and of everybody."""

    label: Label
    share: float
    everybody: float | None
    low: float | None = None
    high: float | None = None
    colour: str = INK


def share_rows(
    given: Sequence[ShareRow], frame: Frame, *, title: str, these: str, colour: str, everybody: str = "everybody"
) -> Sheet:
    """Dot with interval for these people, an upright mark for everybody, always on the scale from 0 to 100 %.

    Parameters
    ----------
    given : sequence of ShareRow
    frame : Frame
    title, these, everybody : str
        What the picture shows; words of the key.
    colour : str
        Of the key.
    """
    canvas = Canvas(frame, Along(low=0, high=1))
    rows = lay_rows(canvas, [row.label for row in given], top=KEY_HEIGHT, least=42, marks=30)
    bottom = rows[-1].bottom if rows else KEY_HEIGHT
    canvas.grid(FROM_NONE_TO_ALL, top=KEY_HEIGHT - 4, bottom=bottom)
    _key(canvas, these=these, everybody=everybody, colour=colour)
    for row, place in zip(given, rows, strict=True):
        _draw(canvas, row, place)
    height = bottom + 24
    return Sheet(picture=canvas.picture(), width=frame.width, height=height, title=title)


def _key(canvas: Canvas, *, these: str, everybody: str, colour: str) -> None:
    left = 0 if canvas.frame.stacked else canvas.frame.plot_left
    canvas.dot(pixel=left + 6, y=10, colour=colour)
    canvas.text(these, pixel=left + 16, y=10, size=SMALL, colour=MUTED)
    right = left + (118 if canvas.frame.width < 600 else 150)
    canvas.tick(pixel=right, y=2, y2=18, thick=3, colour=INK)
    canvas.text(everybody, pixel=right + 9, y=10, size=SMALL, colour=MUTED)


def _draw(canvas: Canvas, row: ShareRow, place: Row) -> None:
    if row.everybody is not None:
        canvas.span(*sorted((row.share, row.everybody)), y=place.y, thick=7, colour=BAND)
        canvas.tick(pixel=canvas.at(row.everybody), y=place.y - 10, y2=place.y + 10, thick=3, colour=INK)
    if row.low is not None and row.high is not None:
        canvas.span(row.low, row.high, y=place.y, thick=2, colour=row.colour)
    canvas.dot(pixel=canvas.at(row.share), y=place.y, colour=row.colour, size=110)
    left = canvas.frame.value_left
    canvas.text(percent(row.share), y=place.y - 8, pixel=left, bold=True)
    if row.everybody is not None:
        canvas.text(f"all {percent(row.everybody)}", y=place.y + 8, pixel=left, size=SMALL, colour=MUTED)
