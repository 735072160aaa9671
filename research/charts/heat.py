"""How the items go together: a square per pair, in the order of the factors."""

from collections.abc import Mapping, Sequence
from typing import Any

from research.charts.canvas import Along, Canvas
from research.charts.svg import Sheet
from research.charts.text import wrap
from research.charts.theme import GRID, INK, MUTED, SMALL, WHO, WHY, Frame
from research.summary.order import order_by_factor

TITLE = "Correlations of the items, in the order of the factors"
TOP = 44
LARGEST_CELL = 30.0
LEAST_HEIGHT = 15.0
FIGURES_FROM = 26.0
"""Width of a square from which its figure fits into it."""
NUMBERS_FROM = 15.0
REVERSED = "(−) "


def heat(summary: Mapping[str, Any], frame: Frame) -> Sheet:
    """Squares as dark as the correlation is strong; one colour for each sign.

    Parameters
    ----------
    summary : mapping
        The whole summary; reads `correlations`, `factors` and `items`.
    frame : Frame
    """
    found = summary["correlations"]
    order = order_by_factor(summary["factors"], found["items"])
    places = {name: place for place, name in enumerate(found["items"])}
    left = 62.0 if frame.stacked else float(frame.label_width + 12)
    width = min(LARGEST_CELL, (frame.width - left - 2) / len(order))
    height = max(LEAST_HEIGHT, width)
    canvas = Canvas(frame, Along(low=0, high=1))
    _key(canvas, left)
    tops = _tops(order, height)
    for row, (name, _) in enumerate(order):
        y = tops[row] + height / 2
        _label(canvas, row, name, summary["items"].get(name) or {}, y=y)
        if width >= NUMBERS_FROM:
            canvas.text(str(row + 1), pixel=left + (row + 0.5) * width, y=TOP - 9, size=SMALL - 1, colour=MUTED,
                        align="center")  # fmt: skip
        for column, (other, _) in enumerate(order):
            value = found["matrix"][places[name]][places[other]]
            _square(canvas, value, left + column * width, y, width=width, height=height, own=row == column)
    return Sheet(picture=canvas.picture(), width=frame.width, height=tops[-1] + height + 6, title=TITLE)


def _tops(order: Sequence[tuple[str, str]], height: float) -> list[float]:
    """Where each row begins: a little room between factors."""
    tops, top = [], float(TOP)
    for place, (_, factor) in enumerate(order):
        if place and factor != order[place - 1][1]:
            top += 5
        tops.append(top)
        top += height
    return tops


def _square(canvas: Canvas, value: float | None, x: float, y: float, *, width: float, height: float, own: bool) -> None:
    gap = 0.5 if width < 12 else 1.0
    colour = GRID if own or value is None else WHY if value > 0 else WHO
    strength = 1.0 if own or value is None else round(min(1.0, abs(value) * 1.25), 3)
    canvas.link((x + gap, y), (x + width - gap, y), thick=height - 2 * gap, colour=colour, strength=strength)
    if width >= FIGURES_FROM and value is not None and not own and abs(value) < 0.4:
        words = f"{value:.2f}".replace("0.", ".", 1).replace("-", "−")
        canvas.text(words, pixel=x + width / 2, y=y, size=SMALL - 2, colour=INK, align="center")


def _label(canvas: Canvas, row: int, name: str, item: Mapping[str, Any], *, y: float) -> None:
    """The item's number and words on one line; on narrow pictures its name. A minus: it was reversed."""
    text = (REVERSED if item.get("reverse") else "") + (item.get("text") or name)
    if canvas.frame.stacked:
        name = (REVERSED if item.get("reverse") else "") + name
        canvas.text(wrap(f"{row + 1} {name}", 58, size=SMALL, most=1)[0], pixel=0, y=y, size=SMALL)
        return
    canvas.text(str(row + 1), pixel=18, y=y, size=SMALL, colour=MUTED, align="right")
    canvas.text(wrap(text, canvas.frame.label_width - 26, size=SMALL, most=1)[0], pixel=26, y=y, size=SMALL)


def _key(canvas: Canvas, left: float) -> None:
    """From a strong no to a strong yes."""
    start = 0.0 if canvas.frame.stacked else left
    canvas.text("−.8", pixel=start, y=12, size=SMALL, colour=MUTED)
    for step, value in enumerate((-0.8, -0.5, -0.2, 0.0, 0.2, 0.5, 0.8)):
        x = start + 26 + step * 22
        colour = GRID if value == 0 else WHY if value > 0 else WHO
        strength = 1.0 if value == 0 else min(1.0, abs(value) * 1.25)
        canvas.link((x, 12), (x + 21, 12), thick=12, colour=colour, strength=strength)
    canvas.text(".8", pixel=start + 26 + 7 * 22 + 5, y=12, size=SMALL, colour=MUTED)
