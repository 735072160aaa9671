"""How many times as often: index dots on a scale of ratios, with the line of everybody at 100."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from research.charts import words
from research.charts.canvas import Along
from research.charts.marks import Point, Span
from research.charts.row_chart import Reference, Row, RowChart
from research.charts.rows import Label, Value
from research.charts.shares import answer_label
from research.charts.theme import BAND, persona_colour
from research.charts.told import distinctive
from research.words.figures import percent

LOW, HIGH = 12.5, 800.0
EVERYBODY = 100.0
TICKS = {25.0: "25", 50.0: "50", EVERYBODY: "100", 200.0: "200", 400.0: "400"}


@dataclass(frozen=True, kw_only=True)
class Index:
    """How often an answer is given, as a share and against everybody."""

    label: Label
    index: float
    share: float


def read_indices(rows: Sequence[Mapping[str, Any]]) -> list[Index]:
    """From one facet of a persona: what is worth telling of it."""
    return [Index(label=answer_label(row), index=row["index"], share=row["share"]) for row in distinctive(rows)]


def indices(given: Sequence[Index], *, code: str, facet: str, place: int) -> RowChart:
    """One facet of one persona; `place` is its place among all, for its colour."""
    return RowChart(
        title=words.indices_title(code, facet),
        description=words.INDICES_READ,
        along=Along(low=LOW, high=HIGH, log=True),
        ticks=TICKS,
        rows=[_row(each, colour=persona_colour(place)) for each in given],
        reference=Reference(value=EVERYBODY, words=words.EVERYBODY),
    )


def _row(each: Index, *, colour: str) -> Row:
    low, high = sorted((EVERYBODY, each.index))
    return Row(
        label=each.label,
        marks=[Span(low=low, high=high, thick=7, colour=BAND), Point(value=each.index, colour=colour)],
        value=Value(main=f"{each.index:.0f}", detail=percent(each.share)),
    )
