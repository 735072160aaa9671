"""People, not averages: for each question or dimension the mean, where half and nine in ten of the people are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from research.charts.canvas import Along
from research.charts.key import Entry
from research.charts.marks import OnScale, Point, Span, Upright
from research.charts.row_chart import Row, RowChart
from research.charts.rows import Label, Value
from research.charts.theme import BAND, MARK, persona_colour
from research.charts.words import words
from research.declared import Number, Table
from research.summary.schema.told import Defining
from research.words.sizes import CLEARLY

SPREADS = ("q05", "q25", "q75", "q95")


@dataclass(frozen=True, kw_only=True)
class Scale:
    """What the rows of one chart are measured on; `ends` are the words of its ends."""

    along: Along
    ticks: Mapping[float, str]
    ends: tuple[str, str] | None = None


class Item(NamedTuple):
    """A row whose mean and answer scale are known."""

    row: Defining
    value: float
    everybody: float
    low: float
    high: float


def defining_items(found: Sequence[Defining], *, code: str, place: int) -> RowChart:
    """What defines a persona, on one scale of answers where all items share it.

    Parameters
    ----------
    found : sequence of Defining
    code : str
        Of the persona.
    place : int
        Its place among all, for its colour.
    """
    items = [
        Item(row, row.value, row.population, row.scale_low, row.scale_high)
        for row in found
        if row.value is not None and row.population is not None
        if row.scale_low is not None and row.scale_high is not None
    ]
    scale, colour = _answer_scale(items), persona_colour(place)
    rows = [_item(item, own=scale.ends is None, colour=colour) for item in items]
    return _spread(rows, scale, code=code, colour=colour)


def dimensions(scores: Table, *, labels: Mapping[str, str], code: str, place: int) -> RowChart:
    """`scores` of a persona; the middle is everybody's mean."""
    colour = persona_colour(place)
    rows = [
        _dimension(labels.get(name, name), value, row, colour=colour)
        for name, row in scores.items()
        if (value := row.get("value")) is not None
    ]
    ticks = {-2.0: words.MUCH_LESS, 0.0: words.EVERYBODYS_MEAN, 2.0: words.MUCH_MORE}
    return _spread(rows, Scale(along=Along(low=-2.6, high=2.6), ticks=ticks), code=code, colour=colour)


def _item(item: Item, *, own: bool, colour: str) -> Row:
    row, value, everybody, first, last = item
    low, width = (first, last - first or 1.0) if own else (0.0, 1.0)

    def at(value: float) -> float:
        return (value - low) / width

    half = _half_interval(row)
    dot = Point(
        value=at(value),
        low=None if half is None else at(max(value - half, first)),
        high=None if half is None else at(min(value + half, last)),
        colour=colour if row.marker else MARK,
    )
    people = _people((row.q05, row.q25, row.q75, row.q95), at)
    apart = words.difference(row.effect, row.effect_low, row.effect_high)
    return _row(row.text, dot, people, everybody=at(everybody), apart=apart, told=row.marker)


def _half_interval(row: Defining) -> float | None:
    """Half of the interval of the difference, in points of the answer scale."""
    if row.effect_low is None or row.effect_high is None or row.population_sd is None:
        return None
    return (row.effect_high - row.effect_low) / 2 * row.population_sd


def _dimension(label: str, value: float, row: Mapping[str, Number], *, colour: str) -> Row:
    low, high = row["low"], row["high"]
    told = abs(value) >= CLEARLY and not (low is not None and high is not None and low <= 0 <= high)
    dot = Point(value=value, low=low, high=high, colour=colour if told else MARK)
    people = _people([row.get(name) for name in SPREADS], float)
    return _row(label, dot, people, everybody=0.0, apart=words.difference(value, low, high), told=told)


def _people(ends: Sequence[Number], at: Callable[[float], float]) -> Sequence[OnScale]:
    """A soft band for nine in ten, a full one for half of the people; none where one of the ends is hidden."""
    known = [at(end) for end in ends if end is not None]
    return _bands(*known) if len(known) == len(ends) else ()


def _bands(first: float, second: float, third: float, fourth: float) -> Sequence[OnScale]:
    return (
        Span(low=first, high=fourth, thick=7, colour=BAND, strength=0.5),
        Span(low=second, high=third, thick=14, colour=BAND),
    )


def _row(label: str, dot: Point, people: Sequence[OnScale], *, everybody: float, apart: str, told: bool) -> Row:
    """`told` is whether the row says something about these people; rows that do not are grey."""
    return Row(
        label=Label(main=label),
        marks=[*people, Upright(value=everybody, reach=12), dot],
        value=Value(main=apart, tone="bold" if told else "muted"),
    )


def _answer_scale(items: Sequence[Item]) -> Scale:
    """Without words for its ends, each item is shown on the range of its own answers."""
    ranges = {(item.low, item.high) for item in items}
    if len(ranges) != 1:
        return Scale(along=Along(low=0, high=1), ticks={0.0: words.LOWEST, 1.0: words.HIGHEST})
    low, high = next(iter(ranges))
    step = 1 if high - low <= 7 else max(1, round((high - low) / 5))
    codes = [low + step * place for place in range(int((high - low) / step) + 1)]
    told = {(item.row.low_label, item.row.high_label) for item in items}
    ends = next(iter(told)) if len(told) == 1 else ("", "")
    if not all(ends) or ends == (f"{low:g}", f"{high:g}"):
        ends = words.LOWEST, words.HIGHEST
    return Scale(along=Along(low=low, high=high), ticks={float(code): f"{code:g}" for code in codes}, ends=ends)


def _has_lines(rows: Sequence[Row]) -> bool:
    return any(isinstance(mark, Point) and mark.low is not None for row in rows for mark in row.marks)


def _spread(rows: Sequence[Row], scale: Scale, *, code: str, colour: str) -> RowChart:
    sample = [*_bands(0.0, 0.26, 0.74, 1.0), Point(value=0.5, colour=colour, area=90)]
    return RowChart(
        title=words.spread(code, len(rows)),
        description=words.SPREAD_READ if _has_lines(rows) else words.SPREAD_WITHOUT_READ,
        along=scale.along,
        ticks=scale.ticks,
        rows=rows,
        key=[
            Entry(words=words.with_spread(code), sample=sample, width=46),
            Entry(words=words.EVERYBODY, sample=[Upright(value=0.5, reach=9)], width=4),
        ],
        ends=scale.ends,
    )
