"""Rows of a chart: a label and a height for each, beside the marks on wide pictures, above them on narrow ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from research.charts.canvas import Canvas
from research.charts.text import wrap
from research.charts.theme import INK, LINE, MUTED, TEXT, Frame


@dataclass(frozen=True, kw_only=True)
class Label:
    """The words of a row: what it is, and in muted type what belongs to it."""

    main: str
    detail: str = ""
    bold: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row with its place: `y` is the middle of its marks."""

    top: float
    y: float
    bottom: float


def lay_rows(canvas: Canvas, labels: Sequence[Label], *, top: float, least: float = 34, marks: float = 26) -> list[Row]:
    """Write the labels and give each row its place, from `top` downwards.

    Parameters
    ----------
    canvas : Canvas
    labels : sequence of Label
    top : float
        Where the first row begins.
    least : float
        Height of a row at least, where labels stand beside the marks.
    marks : float
        Height of the marks of a row, where labels stand above them.
    """
    rows: list[Row] = []
    for label in labels:
        row = _lay(canvas, label, top=top, least=least, marks=marks)
        rows.append(row)
        top = row.bottom
    return rows


def _lay(canvas: Canvas, label: Label, *, top: float, least: float, marks: float) -> Row:
    frame = canvas.frame
    main, detail = label_lines(label, frame)
    height = (len(main) + len(detail)) * LINE
    if frame.stacked:
        first, bottom = top + 10, top + height + marks + 10
        y = top + height + marks / 2 + 1
    else:
        bottom = top + max(least, height + 13)
        y = (top + bottom) / 2
        first = y - height / 2 + LINE / 2
    if frame.stacked:
        canvas.bands.append((y - marks / 2, y + marks / 2))
    canvas.lines(main, y=first, pixel=0, colour=INK, bold=label.bold)
    canvas.lines(detail, y=first + len(main) * LINE, pixel=0, colour=MUTED)
    return Row(top=top, y=y, bottom=bottom)


def label_lines(label: Label, frame: Frame) -> tuple[list[str], list[str]]:
    """The lines of a label in this frame."""
    main = wrap(label.main, frame.label_width, size=TEXT, most=4)
    detail = wrap(label.detail, frame.label_width, size=TEXT, most=2) if label.detail else []
    return main, detail
