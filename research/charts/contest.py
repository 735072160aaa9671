"""Which view tells more about an outcome, out of sample: demographics, psychographics or both."""

from collections.abc import Mapping
from typing import Any

from research.charts.canvas import Align, Along, Canvas
from research.charts.rows import Label, lay_rows
from research.charts.svg import Sheet
from research.charts.theme import INK, MUTED, SMALL, WHO, WHY, Frame

VIEWS = {"demographics": ("Demographics", WHO), "psychographics": ("Psychographics", WHY), "both": ("Both", INK)}


def contest(found: Mapping[str, Any], frame: Frame, *, along: Along) -> Sheet:
    """Dot and interval per view, with the line of knowing nothing.

    Parameters
    ----------
    found : mapping
        One outcome of `contrast`.
    frame : Frame
    along : Along
        The same for all outcomes with this measure.
    """
    nothing = 0.5 if found["metric"] == "auc" else 0.0
    canvas = Canvas(frame, along)
    rows = lay_rows(canvas, [Label(main=words) for words, _ in VIEWS.values()], top=26, least=32, marks=24)
    bottom = rows[-1].bottom
    canvas.grid(_ticks(along, nothing), top=20, bottom=bottom)
    canvas.upright(nothing, top=20, bottom=bottom, thick=2, colour=INK)
    words = "guessing" if nothing else "knowing nothing"
    align: Align = "left" if canvas.along.share(nothing) < 0.2 else "center"
    canvas.text(
        words, pixel=canvas.at(nothing) - (2 if align == "left" else 0), y=9, size=SMALL, colour=MUTED, align=align
    )
    for (view, (_, colour)), row in zip(VIEWS.items(), rows, strict=True):
        if found[view] is None:
            continue
        if found[f"{view}_low"] is not None:
            canvas.span(
                found[f"{view}_low"],
                found[f"{view}_high"],
                y=row.y,
                thick=2.5,
                colour=colour,
            )
        canvas.dot(pixel=canvas.at(found[view]), y=row.y, colour=colour, size=130)
        canvas.text(f"{found[view]:.2f}", pixel=frame.value_left, y=row.y, bold=True)
    height = bottom + 24
    title = f"{found['text']}: {found['metric'].upper()} out of sample"
    return Sheet(picture=canvas.picture(), width=frame.width, height=height, title=title)


def scale_for(contrast: Mapping[str, Mapping[str, Any]], metric: str) -> Along:
    """One scale for all outcomes with the same measure."""
    figures = [
        found[f"{view}{end}"]
        for found in contrast.values()
        if found["metric"] == metric
        for view in VIEWS
        for end in ("", "_low", "_high")
        if found.get(f"{view}{end}") is not None
    ]
    if metric == "auc":
        return Along(low=max(0.0, min([0.45, *[_tenth_below(figure) for figure in figures]])), high=1.0)
    low = min([0.0, *[_tenth_below(figure) for figure in figures if figure < 0]])
    high = max([0.3, *[_tenth_below(figure) + 0.1 for figure in figures]])
    return Along(low=max(low, -0.3), high=min(high, 1.0))


def _tenth_below(value: float) -> float:
    return float(value // 0.1) / 10


def _ticks(along: Along, nothing: float) -> dict[float, str]:
    step = 0.1 if along.high - along.low <= 0.6 else 0.25 if nothing == 0 else 0.1
    first = round(along.low / step)
    values = [round(step * place, 2) for place in range(first, int(round(along.high / step, 6)) + 1)]
    return {value: f"{value:g}" for value in values if along.low - 1e-9 <= value <= along.high + 1e-9}
