"""How many kinds of people: how well each number of groups comes back, against data without groups."""

from collections.abc import Mapping, Sequence
from typing import Any

from research.charts.canvas import Along, Canvas
from research.charts.rows import Label, lay_rows
from research.charts.svg import Sheet
from research.charts.theme import ACCENT, BAND, MARK, MUTED, SMALL, Frame

KEY_HEIGHT = 34
TITLE = "Agreement of repeated groupings, for each number of groups"


def candidates(found: Sequence[Mapping[str, Any]], frame: Frame, *, chosen: int) -> Sheet:
    """Dot and interval of the adjusted Rand index per k; the band is what data without groups give.

    Parameters
    ----------
    found : sequence of mapping
        `segments.candidates`.
    frame : Frame
    chosen : int
        The number of groups that was kept.
    """
    canvas = Canvas(frame, Along(low=0, high=1))
    labels = [Label(main=f"{each['k']} groups" + (", kept" if each["k"] == chosen else ""), bold=each["k"] == chosen)
              for each in found]  # fmt: skip
    rows = lay_rows(canvas, labels, top=KEY_HEIGHT, least=30, marks=22)
    bottom = rows[-1].bottom if rows else KEY_HEIGHT
    canvas.grid({0.0: "0: chance", 0.25: "", 0.5: "0.5", 0.75: "", 1.0: "1: always"}, top=KEY_HEIGHT - 4, bottom=bottom)
    key_without_groups(canvas)
    for each, row in zip(found, rows, strict=True):
        colour = ACCENT if each["k"] == chosen else MARK
        if each.get("null_ari_mean") is not None:
            high = each.get("null_ari_high")
            canvas.span(0.0, max(each["null_ari_mean"], high or 0.0, 0.0), y=row.y, thick=14, colour=BAND)
        if each["ari_low"] is not None and each["ari_high"] is not None:
            canvas.span(each["ari_low"], each["ari_high"], y=row.y, thick=2, colour=colour)
        if each["ari_mean"] is not None:
            canvas.dot(
                pixel=canvas.at(each["ari_mean"]), y=row.y, colour=colour, size=130 if each["k"] == chosen else 90
            )
            canvas.text(f"{each['ari_mean']:.2f}", pixel=frame.value_left, y=row.y, bold=each["k"] == chosen)
    height = bottom + 24
    return Sheet(picture=canvas.picture(), width=frame.width, height=height, title=TITLE)


def key_without_groups(canvas: Canvas) -> None:
    """What the dot and the band stand for."""
    left = 0 if canvas.frame.stacked else canvas.frame.plot_left
    canvas.dot(pixel=left + 6, y=12, colour=MARK)
    canvas.text("these people", pixel=left + 16, y=12, size=SMALL, colour=MUTED)
    canvas.line(left + 116, left + 138, y=12, thick=14, colour=BAND)
    canvas.text("people without groups", pixel=left + 146, y=12, size=SMALL, colour=MUTED)
