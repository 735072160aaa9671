"""The chart that most charts are: rows of marks on one scale, with labels before them and figures after them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from research.charts.canvas import Along, Canvas
from research.charts.key import Entry, draw_key
from research.charts.marks import OnScale
from research.charts.rows import Label, Value, height_of_values, lay_row, write_value
from research.charts.svg import Align, Picture
from research.charts.theme import INK, Frame

NEAR_THE_EDGE = 0.2
"""Of the scale: words of a line nearer than this begin at the line."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A label, what stands on the scale, and the figure in words."""

    label: Label
    marks: Sequence[OnScale]
    value: Value | None = None


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A strong line through all rows, with its words above it."""

    value: float
    words: str


@dataclass(frozen=True, kw_only=True)
class RowChart:
    """Everything a chart says; how wide it is, is asked when it is drawn.

    Parameters
    ----------
    title, description : str
    along : Along
        The scale.
    ticks : mapping of value to str
        Light lines, and what stands below them.
    rows : sequence of Row
    key : sequence of Entry
    reference : Reference, optional
    ends : (str, str), optional
        Words below the ends of the scale.
    """

    title: str
    description: str
    along: Along
    ticks: Mapping[float, str]
    rows: Sequence[Row]
    key: Sequence[Entry] = field(default_factory=tuple)
    reference: Reference | None = None
    ends: tuple[str, str] | None = None

    def draw(self, frame: Frame) -> Picture:
        """The picture in this frame."""
        canvas = Canvas(frame, self.along)
        top = draw_key(canvas, self.key) + (18 if self.reference else 0)
        marks = height_of_values([row.value for row in self.rows if row.value], frame)
        places = []
        bottom = top
        for row in self.rows:
            places.append(lay_row(canvas, row.label, top=bottom, marks=marks))
            bottom = places[-1].bottom
        self._lines(canvas, top=top - 4, bottom=bottom)
        for row, place in zip(self.rows, places, strict=True):
            for each in row.marks:
                canvas.add(*each.marks(canvas.at, place.y))
            if row.value:
                write_value(canvas, row.value, place.y)
        height = bottom + (40 if self.ends else 24)
        return canvas.picture(title=self.title, description=self.description, height=height)

    def _lines(self, canvas: Canvas, *, top: float, bottom: float) -> None:
        canvas.grid(self.ticks, top=top, bottom=bottom)
        if self.reference:
            canvas.upright(self.reference.value, top=top, bottom=bottom, thick=2, colour=INK)
            align: Align = "start" if self.along.share(self.reference.value) < NEAR_THE_EDGE else "middle"
            canvas.small(self.reference.words, canvas.at(self.reference.value), top - 9, align=align)
        if self.ends:
            canvas.small(self.ends[0], canvas.frame.plot_left, bottom + 29)
            canvas.small(self.ends[1], canvas.frame.plot_right, bottom + 29, align="end")
