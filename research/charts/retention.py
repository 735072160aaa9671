"""How many dimensions: what each further one explains, against random answers."""

from collections.abc import Mapping
from typing import Any

from research.charts import words
from research.charts.canvas import Along
from research.charts.key import Entry
from research.charts.marks import OnScale, Point, band
from research.charts.row_chart import Row, RowChart
from research.charts.rows import Label, Value
from research.charts.theme import ACCENT, MARK

RULES = ("parallel", "map", "ekc", "hull", "chosen")
MORE = 3
"""Rows after the last dimension that anything suggests."""


def retention(found: Mapping[str, Any]) -> RowChart:
    """A dot per dimension of `retention` of a summary; the band is what 95 % of random draws stay below."""
    most = max(found[rule] or 0 for rule in RULES) + MORE
    table = [line for line in found["table"] if line["observed"] is not None][:most]
    end = int(max((line["observed"] for line in table), default=1.0)) + 1
    return RowChart(
        title=words.RETENTION,
        description=words.RETENTION_READ,
        along=Along(low=0, high=end),
        ticks={float(value): f"{value}" for value in range(0, end + 1, max(1, round(end / 5)))},
        rows=[_row(line, kept=line["k"] <= found["chosen"]) for line in table],
        key=[
            Entry(words=words.THESE_ANSWERS, sample=[Point(value=0.5, colour=ACCENT, area=90)]),
            Entry(words=words.RANDOM_ANSWERS, sample=band(1.0), width=22),
        ],
    )


def _row(line: Mapping[str, Any], *, kept: bool) -> Row:
    random: list[OnScale] = [] if line["p95"] is None else [*band(line["p95"])]
    return Row(
        label=Label(main=words.dimension(line["k"], kept=kept), bold=kept),
        marks=[*random, Point(value=line["observed"], colour=ACCENT if kept else MARK)],
        value=Value(main=words.two_places(line["observed"]), tone="bold" if kept else "plain"),
    )
