"""What people speak of in their own words: bars from nothing, with the mark of everybody and the number of people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from research.charts import words
from research.charts.canvas import Along
from research.charts.key import Entry
from research.charts.marks import Span, Upright
from research.charts.row_chart import Row, RowChart
from research.charts.rows import Label, Value
from research.charts.theme import MARK, persona_colour
from research.charts.told import told_themes
from research.words.figures import percent

STEPS = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Ends of the scale: the first that all bars and marks fit in, so that small shares can be told apart."""


@dataclass(frozen=True, kw_only=True)
class Theme:
    """How many speak of it; `everybody` is the share of all who wrote, where others are compared with them."""

    name: str
    share: float
    n: int
    everybody: float | None = None


def read_themes(asked: Mapping[str, Any], code: str) -> list[Theme]:
    """From one of `segments.open_text`: what one persona speaks of."""
    return [
        Theme(name=row["name"], share=row["share"], n=row["count"], everybody=row["population"])
        for row in told_themes(asked, code)
    ]


def read_all_themes(asked: Mapping[str, Any]) -> list[Theme]:
    """From one of `segments.open_text`: what everybody who wrote speaks of."""
    return [Theme(name=row["name"], share=row["share"], n=row["answers"]) for row in asked["themes"]]


def read_end(asked: Mapping[str, Any]) -> float:
    """From one of `segments.open_text`: the end of the scale that all personas share."""
    return scale_end(share for line in asked["by_segment"] for share in (line["share"], line["population"]))


def theme_bars(given: Sequence[Theme], *, code: str, place: int, end: float) -> RowChart:
    """One open question for one persona; `place` is its place among all, for its colour."""
    colour = persona_colour(place)
    key = [Entry(words=code, sample=[Span(low=0, high=1, thick=12, colour=colour)], width=14)]
    if any(theme.everybody is not None for theme in given):
        key.append(Entry(words=words.EVERYBODY, sample=[Upright(value=0.5, reach=8)], width=4))
    return _bars(given, title=words.themes_title(code), colour=colour, end=end, key=key)


def overall_bars(given: Sequence[Theme], *, question: str) -> RowChart:
    """One open question for everybody who wrote."""
    end = scale_end(theme.share for theme in given)
    return _bars(given, title=words.all_themes_title(question), colour=MARK, end=end, key=())


def _bars(given: Sequence[Theme], *, title: str, colour: str, end: float, key: Sequence[Entry]) -> RowChart:
    return RowChart(
        title=title,
        description=words.THEMES_READ,
        along=Along(low=0, high=end),
        ticks={share: percent(share) for share in (0.0, end / 2, end)},
        rows=[_row(theme, colour=colour) for theme in given],
        key=key,
    )


def _row(theme: Theme, *, colour: str) -> Row:
    mark = [] if theme.everybody is None else [Upright(value=theme.everybody, reach=12)]
    return Row(
        label=Label(main=theme.name),
        marks=[Span(low=0, high=theme.share, thick=16, colour=colour), *mark],
        value=Value(main=percent(theme.share), detail=words.base(theme.n)),
    )


def scale_end(shares: Iterable[float | None]) -> float:
    """The end of a scale from nothing that holds all of these shares."""
    most = max((share for share in shares if share is not None), default=0.0)
    return next(step for step in STEPS if most <= step)
