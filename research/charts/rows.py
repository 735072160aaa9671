"""Rows of a chart: a label and a height for each, beside the marks on wide pictures, above them on narrow ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from research.charts.canvas import Canvas
from research.charts.text import wrap
from research.charts.theme import INK, LINE, MUTED, SMALL, TEXT, Frame

VALUE_LINE = 15.5


@dataclass(frozen=True, kw_only=True)
class Label:
    """The words of a row: what it is, and in muted type what belongs to it."""

    main: str
    detail: str = ""
    bold: bool = False

    def lines(self, frame: Frame) -> tuple[list[str], list[str]]:
        """Broken for this frame."""
        main = wrap(self.main, frame.label_width, size=TEXT, most=4, bold=self.bold)
        return main, wrap(self.detail, frame.label_width, size=TEXT, most=2) if self.detail else []


@dataclass(frozen=True, kw_only=True)
class Value:
    """The figure of a row, in words; what it is compared with below."""

    main: str
    detail: str = ""
    tone: Literal["bold", "plain", "muted"] = "bold"

    def lines(self, frame: Frame) -> tuple[list[str], list[str]]:
        """Broken for this frame."""
        room = frame.width - frame.value_left
        main = wrap(self.main, room, size=TEXT, most=2, bold=self.tone == "bold")
        return main, [self.detail] if self.detail else []


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a row stands: `y` is the middle of its marks."""

    top: float
    y: float
    bottom: float


def lay_row(canvas: Canvas, label: Label, *, top: float, marks: float) -> Place:
    """Write a label and give its row a place.

    Parameters
    ----------
    canvas : Canvas
    label : Label
    top : float
        Where the row begins.
    marks : float
        Height of its marks.
    """
    main, detail = label.lines(canvas.frame)
    height = (len(main) + len(detail)) * LINE
    if canvas.frame.stacked:
        place = Place(top=top, y=top + height + marks / 2 + 1, bottom=top + height + marks + 10)
        first = top + 10
        canvas.bands.append((place.y - marks / 2, place.y + marks / 2))
    else:
        bottom = top + max(marks + 10, height + 13)
        place = Place(top=top, y=(top + bottom) / 2, bottom=bottom)
        first = place.y - height / 2 + LINE / 2
    canvas.lines(main, 0, first, step=LINE, colour=INK, bold=label.bold)
    canvas.lines(detail, 0, first + len(main) * LINE, step=LINE, colour=MUTED)
    return place


def write_value(canvas: Canvas, value: Value, y: float) -> None:
    """In the column of values, around the height `y`."""
    main, detail = value.lines(canvas.frame)
    first = y - (len(main) + len(detail) - 1) * VALUE_LINE / 2
    x, colour = canvas.frame.value_left, MUTED if value.tone == "muted" else INK
    canvas.lines(main, x, first, step=VALUE_LINE, colour=colour, bold=value.tone == "bold")
    canvas.lines(detail, x, first + len(main) * VALUE_LINE, step=VALUE_LINE, colour=MUTED, size=SMALL)


def height_of_values(values: Sequence[Value], frame: Frame) -> float:
    """What every row needs, so that no figure touches the next."""
    most = max((sum(map(len, value.lines(frame))) for value in values), default=1)
    return max(22.0, 28.0 if most == 2 else VALUE_LINE * most)
