"""What people speak of in their own words: bars from nothing, with the mark of everybody and the number of people."""

from collections.abc import Iterable, Sequence

from research.charts.canvas import Along
from research.charts.key import Entry
from research.charts.marks import Span, Upright
from research.charts.row_chart import Row, RowChart
from research.charts.rows import Label, Value
from research.charts.theme import MARK, persona_colour
from research.charts.told import told_themes
from research.charts.words import words
from research.declared import Number
from research.summary.schema.written import OpenQuestion

STEPS = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Ends of the scale: the first that all bars and marks fit in, so that small shares can be told apart."""


def theme_bars(asked: OpenQuestion, *, code: str, place: int) -> RowChart:
    """What one persona speaks of; `place` is its place among all, for its colour."""
    told, colour = told_themes(asked, code), persona_colour(place)
    key = [Entry(words=code, sample=[Span(low=0, high=1, thick=12, colour=colour)], width=14)]
    if any(row.line.population is not None for row in told):
        key.append(Entry(words=words.EVERYBODY, sample=[Upright(value=0.5, reach=8)], width=4))
    rows = [_row(row.name, row.share, row.n, everybody=row.line.population, colour=colour) for row in told]
    end = _end(share for line in asked.by_segment for share in (line.share, line.population))
    return _bars(rows, title=words.themes(code), end=end, key=key)


def overall_bars(asked: OpenQuestion) -> RowChart:
    """What everybody who wrote speaks of."""
    rows = [
        _row(theme.name, theme.share, theme.answers, everybody=None, colour=MARK)
        for theme in asked.themes
        if theme.share is not None and theme.answers is not None
    ]
    end = _end(theme.share for theme in asked.themes)
    return _bars(rows, title=words.all_themes(asked.text), end=end, key=())


def _row(name: str, share: float, n: int, *, everybody: Number, colour: str) -> Row:
    mark = [] if everybody is None else [Upright(value=everybody, reach=12)]
    return Row(
        label=Label(main=name),
        marks=[Span(low=0, high=share, thick=16, colour=colour), *mark],
        value=Value(main=words.percent(share), detail=words.base(n)),
    )


def _bars(rows: Sequence[Row], *, title: str, end: float, key: Sequence[Entry]) -> RowChart:
    return RowChart(
        title=title,
        description=words.THEMES_READ,
        along=Along(low=0, high=end),
        ticks={share: words.percent(share) for share in (0.0, end / 2, end)},
        rows=rows,
        key=key,
    )


def _end(shares: Iterable[Number]) -> float:
    """The end of a scale from nothing that holds all of these shares: the same for all personas."""
    most = max((share for share in shares if share is not None), default=0.0)
    return next(step for step in STEPS if most <= step)
