"""How surely people belong: for each segment, everybody by how well they fit it."""

from collections.abc import Mapping

from research.charts.canvas import Canvas
from research.charts.key import Entry, draw_key
from research.charts.marks import Span
from research.charts.svg import Align, Line, Picture
from research.charts.text import cut
from research.charts.theme import BAND, MARK, MUTED, TEXT, Frame, persona_colour
from research.charts.words import words
from research.said import Said
from research.summary.schema.team import Belonging, Fit

ROOM = 74.0
"""Height of the bars of one segment."""
STEP = ROOM + 34
ABOVE = 22.0
"""Room of a label that stands above its bars."""
ENDS: tuple[tuple[float, str, Align], ...] = ((0.0, "0", "start"), (0.5, ".5", "middle"), (1.0, "1", "end"))


def gorge(found: Belonging, names: Mapping[str, Said | None], frame: Frame) -> Picture:
    """Bars per segment: its members in its colour, everybody else pale; a gorge between them is a clear border."""
    frame = frame.without_values(left=-4, right=6) if frame.stacked else frame.without_values(left=0, right=12)
    canvas = Canvas(frame)
    top = 14 + draw_key(
        canvas,
        [
            Entry(words=words.ITS_PEOPLE, sample=[Span(low=0, high=1, thick=12, colour=persona_colour(0))], width=16),
            Entry(words=words.EVERYBODY_ELSE, sample=[Span(low=0, high=1, thick=12, colour=BAND)], width=16),
        ],
    )
    step = STEP + (ABOVE if frame.stacked else 0)
    for number, (code, fit) in enumerate(found.segments.items()):
        foot = top + (number + 1) * step - (STEP - ROOM)
        _label(canvas, words.named(code, names.get(code)), words.people(sum(fit.members)), foot=foot)
        _bars(canvas, fit, colour=persona_colour(number), foot=foot)
        canvas.add(Line(start=(frame.plot_left, foot), end=(frame.plot_right, foot), colour=MUTED))
        for value, told, align in ENDS:
            canvas.small(told, canvas.at(value), foot + 11, align=align)
    return canvas.picture(title=words.GORGE, description=words.GORGE_READ, height=top + len(found.segments) * step)


def _bars(canvas: Canvas, fit: Fit, *, colour: str, foot: float) -> None:
    """Members stand on the base, others on top of them; the highest bar fills the room."""
    counts = list(zip(fit.members, fit.others, strict=True))
    most = max(map(sum, counts)) or 1
    width = (canvas.frame.plot_right - canvas.frame.plot_left) / len(counts)
    for number, (mine, others) in enumerate(counts):
        x = canvas.frame.plot_left + (number + 0.5) * width
        middle, top = foot - ROOM * mine / most, foot - ROOM * (mine + others) / most
        if others:
            canvas.add(Line(start=(x, top), end=(x, middle), thick=width - 2, colour=BAND))
            canvas.add(Line(start=(x - width / 2 + 1, top), end=(x + width / 2 - 1, top), thick=1.5, colour=MARK))
        if mine:
            canvas.add(Line(start=(x, middle), end=(x, foot), thick=width - 2, colour=colour))


def _label(canvas: Canvas, name: str, n: str, *, foot: float) -> None:
    frame = canvas.frame
    if frame.stacked:
        canvas.text(cut(name, frame.width - 90, size=TEXT, bold=True), 0, foot - ROOM - 12, bold=True)
        canvas.small(n, frame.width, foot - ROOM - 12, align="end")
    else:
        canvas.text(cut(name, frame.label_width, size=TEXT, bold=True), 0, foot - ROOM / 2 - 8, bold=True)
        canvas.small(n, 0, foot - ROOM / 2 + 10)
