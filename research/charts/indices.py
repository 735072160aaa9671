"""How many times as often: index dots on a scale of ratios, with the line of everybody at 100."""

from collections.abc import Sequence

from research.charts.canvas import Along
from research.charts.marks import Point, Span
from research.charts.row_chart import Reference, Row, RowChart
from research.charts.rows import Value
from research.charts.shares import answer_label
from research.charts.theme import BAND, persona_colour
from research.charts.told import distinctive
from research.charts.words import words
from research.summary.schema import told

LOW, HIGH = 12.5, 800.0
EVERYBODY = 100.0
TICKS = {25.0: "25", 50.0: "50", EVERYBODY: "100", 200.0: "200", 400.0: "400"}


def indices(rows: Sequence[told.Row], *, code: str, facet: str, place: int) -> RowChart:
    """What is worth telling of one facet of a persona; `place` is its place among all, for its colour."""
    return RowChart(
        title=words.indices(code, facet),
        description=words.INDICES_READ,
        along=Along(low=LOW, high=HIGH, log=True),
        ticks=TICKS,
        rows=[
            _row(row, row.index, row.share, colour=persona_colour(place))
            for row in distinctive(rows)
            if row.index is not None and row.share is not None
        ],
        reference=Reference(value=EVERYBODY, words=words.EVERYBODY),
    )


def _row(row: told.Row, index: float, share: float, *, colour: str) -> Row:
    low, high = sorted((EVERYBODY, index))
    return Row(
        label=answer_label(row),
        marks=[Span(low=low, high=high, thick=7, colour=BAND), Point(value=index, colour=colour)],
        value=Value(main=f"{index:.0f}", detail=words.percent(share)),
    )
