"""People, not averages: for each question or dimension the mean, where half and nine in ten of the people are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from research.charts import words
from research.charts.canvas import Along
from research.charts.key import Entry
from research.charts.marks import OnScale, Point, Span, Upright, interval
from research.charts.row_chart import Row, RowChart
from research.charts.rows import Label, Value
from research.charts.theme import BAND, MARK, persona_colour
from research.words.figures import difference_words
from research.words.sizes import CLEARLY

SPREADS = ("q05", "q25", "q75", "q95")
Spread = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Spreading:
    """One row, every figure on the scale of the chart; `told` is whether it says something about these people."""

    label: str
    value: float
    everybody: float
    spread: Spread | None
    low: float | None
    high: float | None
    difference: str
    told: bool


@dataclass(frozen=True, kw_only=True)
class Scale:
    """What the rows of one chart are measured on; `ends` are the words of its ends."""

    along: Along
    ticks: Mapping[float, str]
    ends: tuple[str, str] | None = None


DIMENSIONS = Scale(
    along=Along(low=-2.6, high=2.6),
    ticks={-2.0: words.MUCH_LESS, 0.0: words.EVERYBODYS_MEAN, 2.0: words.MUCH_MORE},
)
OWN_RANGES = Scale(along=Along(low=0, high=1), ticks={0.0: words.LOWEST, 1.0: words.HIGHEST})
"""For items that were answered on different scales: each on its own."""


def read_items(rows: Sequence[Mapping[str, Any]]) -> tuple[Scale, list[Spreading]]:
    """From `defines` of a persona, on one scale of answers where all items share it."""
    usable = [row for row in rows if row["value"] is not None and row["scale_low"] is not None]
    scale = _answer_scale(usable)
    return scale, [_read_item(row, own=scale is OWN_RANGES) for row in usable]


def read_dimensions(scores: Mapping[str, Mapping[str, Any]], labels: Mapping[str, str]) -> list[Spreading]:
    """From `scores` of a persona; the middle is everybody's mean."""
    return [
        Spreading(
            label=labels.get(name, name),
            value=row["value"],
            everybody=0.0,
            spread=_spread(row),
            low=row["low"],
            high=row["high"],
            difference=difference_words(row["value"]),
            told=abs(row["value"]) >= CLEARLY,
        )
        for name, row in scores.items()
        if row.get("value") is not None
    ]


def _answer_scale(rows: Sequence[Mapping[str, Any]]) -> Scale:
    ranges = {(row["scale_low"], row["scale_high"]) for row in rows}
    if len(ranges) != 1:
        return OWN_RANGES
    low, high = next(iter(ranges))
    step = 1 if high - low <= 7 else max(1, round((high - low) / 5))
    codes = [low + step * place for place in range(int((high - low) / step) + 1)]
    told = {(row["low_label"], row["high_label"]) for row in rows}
    ends = next(iter(told)) if len(told) == 1 else ("", "")
    if not all(ends) or ends == (f"{low:g}", f"{high:g}"):
        ends = words.LOWEST, words.HIGHEST
    return Scale(along=Along(low=low, high=high), ticks={float(code): f"{code:g}" for code in codes}, ends=ends)


def _read_item(row: Mapping[str, Any], *, own: bool) -> Spreading:
    low, width = (row["scale_low"], row["scale_high"] - row["scale_low"] or 1.0) if own else (0.0, 1.0)
    half = _half_interval(row)

    def at(value: float) -> float:
        return float((value - low) / width)

    spread = _spread(row)
    return Spreading(
        label=row["text"],
        value=at(row["value"]),
        everybody=at(row["population"]),
        spread=None if spread is None else (at(spread[0]), at(spread[1]), at(spread[2]), at(spread[3])),
        low=None if half is None else at(max(row["value"] - half, row["scale_low"])),
        high=None if half is None else at(min(row["value"] + half, row["scale_high"])),
        difference=difference_words(row["effect"]),
        told=row["marker"],
    )


def _half_interval(row: Mapping[str, Any]) -> float | None:
    """Half of the interval of the difference, in points of the answer scale."""
    if row["effect_low"] is None or row["effect_high"] is None or row["population_sd"] is None:
        return None
    return float((row["effect_high"] - row["effect_low"]) / 2 * row["population_sd"])


def _spread(row: Mapping[str, Any]) -> Spread | None:
    first, second, third, fourth = (row.get(name) for name in SPREADS)
    if first is None or second is None or third is None or fourth is None:
        return None
    return float(first), float(second), float(third), float(fourth)


def spread(given: Sequence[Spreading], scale: Scale, *, code: str, place: int) -> RowChart:
    """Mean, interval and spread of these people, and everybody's mean; rows that tell nothing of them in grey.

    Parameters
    ----------
    given : sequence of Spreading
    scale : Scale
    code : str
        Of the persona.
    place : int
        Its place among all, for its colour.
    """
    colour = persona_colour(place)
    sample = [*_people((0.0, 0.26, 0.74, 1.0)), Point(value=0.5, colour=colour, area=90)]
    return RowChart(
        title=words.spread_title(code, len(given)),
        description=words.SPREAD_READ,
        along=scale.along,
        ticks=scale.ticks,
        rows=[_row(each, colour=colour if each.told else MARK) for each in given],
        key=[
            Entry(words=words.with_spread(code), sample=sample, width=46),
            Entry(words=words.EVERYBODY, sample=[Upright(value=0.5, reach=9)], width=4),
        ],
        ends=scale.ends,
    )


def _row(each: Spreading, *, colour: str) -> Row:
    people = () if each.spread is None else _people(each.spread)
    return Row(
        label=Label(main=each.label),
        marks=[
            *people,
            Upright(value=each.everybody, reach=12),
            *interval(each.low, each.high, colour=colour),
            Point(value=each.value, colour=colour),
        ],
        value=Value(main=each.difference, tone="bold" if each.told else "muted"),
    )


def _people(spread: Spread) -> Sequence[OnScale]:
    """A soft band for nine in ten, a full one for half of the people."""
    return (
        Span(low=spread[0], high=spread[3], thick=7, colour=BAND, strength=0.5),
        Span(low=spread[1], high=spread[2], thick=14, colour=BAND),
    )
