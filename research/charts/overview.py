"""How many people each persona stands for, with how sure that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from research.charts import words
from research.charts.canvas import Along
from research.charts.marks import Point, interval
from research.charts.row_chart import Row, RowChart
from research.charts.rows import Label, Value
from research.charts.theme import persona_colour
from research.words.figures import percent


@dataclass(frozen=True, kw_only=True)
class Size:
    """A persona with its share of all people; `place` is its place among all, for its colour."""

    place: int
    name: str
    share: float
    low: float | None
    high: float | None


def read_sizes(personas: Sequence[Mapping[str, Any]]) -> list[Size]:
    """From `personas` of a summary, the largest first; a persona whose size is hidden has no row."""
    sizes = [
        Size(
            place=place,
            name=words.named(persona["code"], persona["name"]),
            share=persona["share"],
            low=persona["low"],
            high=persona["high"],
        )
        for place, persona in enumerate(personas)
        if persona["share"] is not None
    ]
    return sorted(sizes, key=lambda size: -size.share)


def overview(sizes: Sequence[Size]) -> RowChart:
    """Dot and interval per persona."""
    top = max((size.high or size.share for size in sizes), default=0.5)
    along = Along(low=0, high=min(1.0, max(0.2, -(-top // 0.1) / 10)))
    return RowChart(
        title=words.OVERVIEW,
        description=words.OVERVIEW_READ,
        along=along,
        ticks=_ticks(along.high),
        rows=[_row(size) for size in sizes],
    )


def _row(size: Size) -> Row:
    colour = persona_colour(size.place)
    return Row(
        label=Label(main=size.name, bold=True),
        marks=[
            *interval(size.low, size.high, colour=colour, thick=2.5),
            Point(value=size.share, colour=colour, area=150),
        ],
        value=Value(main=percent(size.share)),
    )


def _ticks(high: float) -> dict[float, str]:
    step = 0.1 if high <= 0.5 else 0.25 if high <= 0.75 else 0.5
    ticks = [step * place for place in range(round(high / step) + 1)]
    return {round(value, 2): percent(value) for value in ticks if value <= high + 1e-9}
