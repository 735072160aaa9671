"""How many dimensions: what each further one explains, against random answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from research.charts import words
from research.charts.canvas import Along
from research.charts.key import Entry
from research.charts.marks import Point, band
from research.charts.row_chart import Row, RowChart
from research.charts.rows import Label, Value
from research.charts.theme import ACCENT, MARK

RULES = ("parallel", "map", "ekc", "hull", "chosen")
MORE = 3
"""Rows after the last dimension that anything suggests."""
KEY = (
    Entry(words=words.THESE_ANSWERS, sample=[Point(value=0.5, colour=ACCENT, area=90)]),
    Entry(words=words.RANDOM_ANSWERS, sample=band(1.0), width=22),
)


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """An eigenvalue, and what 95 % of random draws stay below."""

    k: int
    observed: float
    random: float | None
    kept: bool


def read_dimensions(found: Mapping[str, Any]) -> list[Dimension]:
    """From `retention` of a summary: a few more than anything suggests."""
    most = max(found[rule] or 0 for rule in RULES) + MORE
    return [
        Dimension(k=line["k"], observed=line["observed"], random=line["p95"], kept=line["k"] <= found["chosen"])
        for line in [line for line in found["table"] if line["observed"] is not None][:most]
    ]


def retention(dimensions: Sequence[Dimension]) -> RowChart:
    """A dot per dimension; the band is what random answers give."""
    end = int(max((each.observed for each in dimensions), default=1.0)) + 1
    return RowChart(
        title=words.RETENTION,
        description=words.RETENTION_READ,
        along=Along(low=0, high=end),
        ticks={float(value): f"{value}" for value in range(0, end + 1, max(1, round(end / 5)))},
        rows=[_row(each) for each in dimensions],
        key=KEY,
    )


def _row(each: Dimension) -> Row:
    return Row(
        label=Label(main=words.dimension(each.k, kept=each.kept), bold=each.kept),
        marks=[*band(each.random), Point(value=each.observed, colour=ACCENT if each.kept else MARK)],
        value=Value(main=words.two_places(each.observed), tone="bold" if each.kept else "plain"),
    )
