"""People, not averages: for each question or dimension the mean, where half and nine in ten of the people are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from research.charts.canvas import Along, Canvas
from research.charts.rows import Label, Row, lay_rows
from research.charts.svg import Sheet
from research.charts.theme import BAND, INK, MARK, MUTED, SMALL, Frame, persona_colour
from research.words.figures import difference_words
from research.words.sizes import CLEARLY

KEY_HEIGHT = 34
SPREADS = ("q05", "q25", "q75", "q95")


@dataclass(frozen=True, kw_only=True)
class SpreadRow:
    """One row, every figure on the scale of the chart."""

    label: Label
    value: float
    everybody: float
    spread: tuple[float, float, float, float] | None
    low: float | None
    high: float | None
    words: str
    marker: bool


def defining_items(rows: Sequence[Mapping[str, Any]], frame: Frame, *, code: str, place: int) -> Sheet:
    """The items in which a persona differs, on the range of their answers; items that do not define it in grey.

    Parameters
    ----------
    rows : sequence of mapping
        `defines` of a persona.
    frame : Frame
    code : str
        Of the persona.
    place : int
        Its place among all, for its colour.
    """
    usable = [row for row in rows if row["value"] is not None and row["scale_low"] is not None]
    along, ticks, ends = _answer_scale(usable)
    given = [_item_row(row, own=ends is None) for row in usable]
    return _draw(given, frame, along=along, ticks=ticks, ends=ends, colour=persona_colour(place), code=code)


def dimensions(
    scores: Mapping[str, Mapping[str, Any]], frame: Frame, *, labels: Mapping[str, str], code: str, place: int
) -> Sheet:
    """Where the people of a persona are on each dimension; the middle is everybody's mean."""
    given = [
        SpreadRow(
            label=Label(main=labels.get(name, name)),
            value=row["value"],
            everybody=0.0,
            spread=_spread(row),
            low=row["low"],
            high=row["high"],
            words=difference_words(row["value"]),
            marker=abs(row["value"]) >= CLEARLY,
        )
        for name, row in scores.items()
        if row.get("value") is not None
    ]
    ticks = {-2.0: "much less", 0.0: "everybody’s mean", 2.0: "much more"}
    along = Along(low=-2.6, high=2.6)
    return _draw(given, frame, along=along, ticks=ticks, ends=None, colour=persona_colour(place), code=code)


def _answer_scale(rows: Sequence[Mapping[str, Any]]) -> tuple[Along, dict[float, str], tuple[str, str] | None]:
    """One scale of answers where all items share it, else the share of each item's own range."""
    ranges = {(row["scale_low"], row["scale_high"]) for row in rows}
    if len(ranges) != 1:
        return Along(low=0, high=1), {0.0: "lowest answer", 1.0: "highest answer"}, None
    low, high = next(iter(ranges))
    step = 1 if high - low <= 7 else max(1, round((high - low) / 5))
    ticks = {float(code): f"{code:g}" for code in _codes(low, high, step)}
    words = {(row["low_label"], row["high_label"]) for row in rows}
    ends = next(iter(words)) if len(words) == 1 else ("", "")
    ends = ends if all(ends) and ends != (f"{low:g}", f"{high:g}") else ("lowest answer", "highest answer")
    return Along(low=low, high=high), ticks, ends


def _codes(low: float, high: float, step: int) -> list[float]:
    return [low + step * place for place in range(int((high - low) / step) + 1)]


def _item_row(row: Mapping[str, Any], *, own: bool) -> SpreadRow:
    low, width = (row["scale_low"], row["scale_high"] - row["scale_low"] or 1.0) if own else (0.0, 1.0)
    half = _half_interval(row)

    def at(value: float) -> float:
        return float((value - low) / width)

    spread = _spread(row)
    return SpreadRow(
        label=Label(main=row["text"]),
        value=at(row["value"]),
        everybody=at(row["population"]),
        spread=None if spread is None else (at(spread[0]), at(spread[1]), at(spread[2]), at(spread[3])),
        low=None if half is None else at(max(row["value"] - half, row["scale_low"])),
        high=None if half is None else at(min(row["value"] + half, row["scale_high"])),
        words=difference_words(row["effect"]),
        marker=row["marker"],
    )


def _half_interval(row: Mapping[str, Any]) -> float | None:
    """Half of the interval of the difference, in points of the answer scale."""
    if row["effect_low"] is None or row["effect_high"] is None or row["population_sd"] is None:
        return None
    return float((row["effect_high"] - row["effect_low"]) / 2 * row["population_sd"])


def _spread(row: Mapping[str, Any]) -> tuple[float, float, float, float] | None:
    figures = [row.get(name) for name in SPREADS]
    if any(figure is None for figure in figures):
        return None
    first, second, third, fourth = (float(figure) for figure in figures if figure is not None)
    return first, second, third, fourth


def _draw(
    given: Sequence[SpreadRow],
    frame: Frame,
    *,
    along: Along,
    ticks: dict[float, str],
    ends: tuple[str, str] | None,
    colour: str,
    code: str,
) -> Sheet:
    canvas = Canvas(frame, along)
    rows = lay_rows(canvas, [row.label for row in given], top=KEY_HEIGHT, least=38, marks=28)
    bottom = rows[-1].bottom if rows else KEY_HEIGHT
    canvas.grid(ticks, top=KEY_HEIGHT - 2, bottom=bottom)
    _key(canvas, code=code, colour=colour)
    for row, place in zip(given, rows, strict=True):
        _draw_row(canvas, row, place, colour if row.marker else MARK)
    height = bottom + 24
    if ends:
        canvas.text(ends[0], pixel=frame.plot_left, y=bottom + 29, size=SMALL, colour=MUTED)
        canvas.text(ends[1], pixel=frame.plot_right, y=bottom + 29, size=SMALL, colour=MUTED, align="right")
        height += 16
    title = f"{code}: mean, spread and everybody’s mean for {len(given)} rows"
    return Sheet(picture=canvas.picture(), width=frame.width, height=height, title=title)


def _draw_row(canvas: Canvas, row: SpreadRow, place: Row, colour: str) -> None:
    if row.spread is not None:
        canvas.span(row.spread[0], row.spread[3], y=place.y, thick=7, colour=BAND, soft=True)
        canvas.span(row.spread[1], row.spread[2], y=place.y, thick=14, colour=BAND)
    canvas.tick(pixel=canvas.at(row.everybody), y=place.y - 12, y2=place.y + 12, thick=3, colour=INK)
    if row.low is not None and row.high is not None:
        canvas.span(row.low, row.high, y=place.y, thick=2, colour=colour)
    canvas.dot(pixel=canvas.at(row.value), y=place.y, colour=colour, size=110)
    lines = row.words.rsplit(" ", 1) if len(row.words) > 8 else [row.words]
    for line, words in enumerate(lines):
        y = place.y + (line - (len(lines) - 1) / 2) * 14
        tone = INK if row.marker else MUTED
        canvas.text(words, pixel=canvas.frame.value_left, y=y, size=SMALL, bold=row.marker, colour=tone)


def _key(canvas: Canvas, *, code: str, colour: str) -> None:
    left = 0 if canvas.frame.stacked else canvas.frame.plot_left
    y = 12
    canvas.line(left, left + 46, y=y, thick=7, colour=BAND)
    canvas.line(left + 12, left + 34, y=y, thick=14, colour=BAND)
    canvas.dot(pixel=left + 22, y=y, colour=colour)
    canvas.text(f"{code}: mean, half, 90 %", pixel=left + 54, y=y, size=SMALL, colour=MUTED)
    right = left + 210
    canvas.tick(pixel=right, y=y - 9, y2=y + 9, thick=3, colour=INK)
    canvas.text("everybody", pixel=right + 8, y=y, size=SMALL, colour=MUTED)
