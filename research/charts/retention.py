"""How many dimensions: what each further one explains, against random answers."""

from research.charts.canvas import Along
from research.charts.key import Entry
from research.charts.marks import OnScale, Point, band
from research.charts.row_chart import Row, RowChart
from research.charts.rows import Label, Value
from research.charts.theme import ACCENT, MARK
from research.charts.words import words
from research.summary.schema.measured import ParallelLine, Retention

MORE = 3
"""Rows after the last dimension that anything suggests."""


def retention(found: Retention) -> RowChart:
    """A dot per dimension; the band is what 95 % of random draws stay below."""
    rules = (found.parallel, found.map, found.ekc, found.hull, found.chosen)
    most = int(max(rule or 0 for rule in rules)) + MORE
    table = [(line, line.observed) for line in found.table if line.observed is not None][:most]
    end = int(max((observed for _, observed in table), default=1.0)) + 1
    return RowChart(
        title=words.RETENTION,
        description=words.RETENTION_READ,
        along=Along(low=0, high=end),
        ticks={float(value): f"{value}" for value in range(0, end + 1, max(1, round(end / 5)))},
        rows=[_row(line, observed, kept=line.k <= found.chosen) for line, observed in table],
        key=[
            Entry(words=words.THESE_ANSWERS, sample=[Point(value=0.5, colour=ACCENT, area=90)]),
            Entry(words=words.RANDOM_ANSWERS, sample=band(1.0), width=22),
        ],
    )


def _row(line: ParallelLine, observed: float, *, kept: bool) -> Row:
    random: list[OnScale] = [] if line.p95 is None else [*band(line.p95)]
    return Row(
        label=Label(main=words.dimension(line.k, kept=kept), bold=kept),
        marks=[*random, Point(value=observed, colour=ACCENT if kept else MARK)],
        value=Value(main=words.two_places(observed), tone="bold" if kept else "plain"),
    )
