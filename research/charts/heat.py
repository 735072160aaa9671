"""How the items go together: a square per pair, in the order of the factors."""

from collections.abc import Sequence
from dataclasses import dataclass

from research.charts.canvas import Canvas
from research.charts.order import order_by_factor
from research.charts.svg import Area, Picture, short
from research.charts.text import cut
from research.charts.theme import GRID, INK, MUTED, SMALL, WHO, WHY, Frame
from research.charts.words import words
from research.declared import Number
from research.summary.schema import Summary

TOP = 44.0
BETWEEN_FACTORS = 5.0
LARGEST_CELL = 30.0
LEAST_HEIGHT = 15.0
FIGURES_FROM = 26.0
"""Width of a square from which its figure fits into it."""
NUMBERS_FROM = 15.0
READABLE = 0.4
"""Up to this a square is pale enough for its figure."""
KEY = (-0.8, -0.5, -0.2, 0.0, 0.2, 0.5, 0.8)

Squares = dict[tuple[str, float], list[str]]
"""Colour and strength -> paths."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """A row and a column: correlations with all items, None with itself or where there is none."""

    name: str
    text: str
    factor: str
    values: Sequence[Number]


def read_items(summary: Summary) -> list[Item]:
    """The items that were correlated, in the order of the factors."""
    names, matrix = summary.correlations.items, summary.correlations.matrix
    order = order_by_factor(summary.factors, names)
    places = [names.index(name) for name, _ in order]
    return [
        _item(name, factor, summary, [None if other == own else matrix[own][other] for other in places])
        for (name, factor), own in zip(order, places, strict=True)
    ]


def _item(name: str, factor: str, summary: Summary, values: Sequence[Number]) -> Item:
    """A minus before the words: it was reversed."""
    item = summary.items.get(name)
    sign, text = (f"{words.REVERSED} " if item.reverse else "", item.text) if item else ("", "")
    return Item(name=sign + name, text=sign + (text or name), factor=factor, values=values)


def heat(items: Sequence[Item], frame: Frame) -> Picture:
    """Squares as dark as the correlation is strong; one colour for each sign."""
    left = 84.0 if frame.stacked else frame.label_width + 12
    width = min(LARGEST_CELL, (frame.width - left - 2) / len(items))
    height = max(LEAST_HEIGHT, width)
    canvas = Canvas(frame)
    squares: Squares = {}
    _key(canvas, squares, 0.0 if frame.stacked else left)
    tops = _tops(items, height)
    for row, (item, top) in enumerate(zip(items, tops, strict=True)):
        _label(canvas, row, item, y=top + height / 2)
        if width >= NUMBERS_FROM:
            x = left + (row + 0.5) * width
            canvas.text(str(row + 1), x, TOP - 9, size=SMALL - 1, colour=MUTED, align="middle")
        for column, value in enumerate(item.values):
            x = left + column * width
            _square(squares, value, x, top, width=width, height=height)
            if width >= FIGURES_FROM and value is not None and abs(value) < READABLE:
                canvas.text(words.coefficient(value), x + width / 2, top + height / 2, size=SMALL - 2, align="middle")
    for (colour, strength), paths in squares.items():
        canvas.add(Area(path="".join(paths), fill=colour, strength=strength))
    return canvas.picture(title=words.HEAT, description=words.HEAT_READ, height=tops[-1] + height + 6)


def _tops(items: Sequence[Item], height: float) -> list[float]:
    """Where each row begins: a little room between factors."""
    tops, top = [], TOP
    for place, item in enumerate(items):
        if place and item.factor != items[place - 1].factor:
            top += BETWEEN_FACTORS
        tops.append(top)
        top += height
    return tops


def _square(squares: Squares, value: Number, x: float, y: float, *, width: float, height: float) -> None:
    """Squares of one look are one path: there may be thousands."""
    gap = 0.5 if width < 12 else 1.0
    look = (GRID, 1.0) if not value else (WHY if value > 0 else WHO, round(min(1.0, abs(value) * 1.25), 2))
    across, down = short(width - 2 * gap), short(height - 2 * gap)
    squares.setdefault(look, []).append(f"M{short(x + gap)} {short(y + gap)}h{across}v{down}h-{across}z")


def _label(canvas: Canvas, row: int, item: Item, *, y: float) -> None:
    """The item's number and words on one line; on narrow pictures its name."""
    room, words_of_it = (62.0, item.name) if canvas.frame.stacked else (canvas.frame.label_width - 26, item.text)
    left = 16.0 if canvas.frame.stacked else 18.0
    canvas.small(str(row + 1), left, y, align="end")
    canvas.text(cut(words_of_it, room, size=SMALL), left + 6, y, size=SMALL, colour=INK)


def _key(canvas: Canvas, squares: Squares, left: float) -> None:
    """From a strong no to a strong yes."""
    canvas.small(words.coefficient(KEY[0]), left, 12)
    for step, value in enumerate(KEY):
        _square(squares, value, left + 34 + step * 22, 5, width=22, height=14)
    canvas.small(words.coefficient(KEY[-1]), left + 34 + len(KEY) * 22 + 5, 12)
