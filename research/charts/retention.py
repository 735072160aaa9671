"""How many dimensions: what each further one explains, against random answers."""

from collections.abc import Mapping
from typing import Any

from research.charts.canvas import Along, Canvas
from research.charts.rows import Label, lay_rows
from research.charts.svg import Sheet
from research.charts.theme import ACCENT, BAND, MARK, MUTED, SMALL, Frame

KEY_HEIGHT = 34
MORE = 3
"""Rows after the last dimension that anything suggests."""
TITLE = "Eigenvalues of the answers and of random answers"


def retention(found: Mapping[str, Any], frame: Frame) -> Sheet:
    """A dot per dimension; the band is what random answers give (95 % of draws).

    Parameters
    ----------
    found : mapping
        `retention` of a summary.
    frame : Frame
    """
    suggested = [found[name] or 0 for name in ("parallel", "map", "ekc", "hull", "chosen")]
    table = [row for row in found["table"] if row["observed"] is not None][: max(suggested) + MORE]
    top = max((row["observed"] for row in table), default=1.0)
    canvas = Canvas(frame, Along(low=0, high=float(int(top) + 1)))
    labels = [Label(main=f"Dimension {row['k']}" + (", kept" if row["k"] <= found["chosen"] else ""),
                    bold=row["k"] <= found["chosen"]) for row in table]  # fmt: skip
    rows = lay_rows(canvas, labels, top=KEY_HEIGHT, least=28, marks=22)
    bottom = rows[-1].bottom if rows else KEY_HEIGHT
    step = max(1, round(canvas.along.high / 5))
    canvas.grid(
        {float(value): f"{value}" for value in range(0, int(canvas.along.high) + 1, step)}, top=30, bottom=bottom
    )
    _key(canvas)
    for row, place in zip(table, rows, strict=True):
        colour = ACCENT if row["k"] <= found["chosen"] else MARK
        if row["p95"] is not None:
            canvas.span(0.0, row["p95"], y=place.y, thick=14, colour=BAND)
        canvas.dot(pixel=canvas.at(row["observed"]), y=place.y, colour=colour, size=110)
        canvas.text(f"{row['observed']:.2f}", pixel=frame.value_left, y=place.y, bold=row["k"] <= found["chosen"])
    height = bottom + 24
    return Sheet(picture=canvas.picture(), width=frame.width, height=height, title=TITLE)


def _key(canvas: Canvas) -> None:
    left = 0 if canvas.frame.stacked else canvas.frame.plot_left
    canvas.dot(pixel=left + 6, y=12, colour=ACCENT)
    canvas.text("these answers", pixel=left + 16, y=12, size=SMALL, colour=MUTED)
    canvas.line(left + 122, left + 144, y=12, thick=14, colour=BAND)
    canvas.text("random answers", pixel=left + 152, y=12, size=SMALL, colour=MUTED)
