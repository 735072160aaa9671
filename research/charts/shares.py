"""Shares of a group against everybody on the scale from nobody to all: the two cards, and people with one passport."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from research.arithmetic.intervals import wilson
from research.charts import words
from research.charts.canvas import Along
from research.charts.key import Entry
from research.charts.marks import OnScale, Point, Span, Upright, interval
from research.charts.row_chart import Row, RowChart
from research.charts.rows import Label, Value
from research.charts.theme import BAND, MARK, WHO, WHY, persona_colour
from research.charts.told import Cell
from research.words.figures import NBSP, answer_words, percent

FROM_NONE_TO_ALL = {0.0: percent(0), 0.25: "", 0.5: percent(0.5), 0.75: "", 1.0: percent(1)}


@dataclass(frozen=True, kw_only=True)
class Share:
    """A share of these people, and of everybody."""

    label: Label
    share: float
    everybody: float | None
    low: float | None
    high: float | None
    colour: str


def read_who(rows: Sequence[Mapping[str, Any]]) -> list[Share]:
    """From `who` of a persona."""
    return _read_card(rows, WHO)


def read_why(rows: Sequence[Mapping[str, Any]]) -> list[Share]:
    """From `why` of a persona."""
    return _read_card(rows, WHY)


def _read_card(rows: Sequence[Mapping[str, Any]], colour: str) -> list[Share]:
    return [
        Share(
            label=answer_label(row),
            share=row["share"],
            everybody=row["population_share"],
            low=row["low"],
            high=row["high"],
            colour=colour,
        )
        for row in rows
        if row["share"] is not None
    ]


def answer_label(row: Mapping[str, Any]) -> Label:
    """The label of an answer; a question that formed the personas carries a star."""
    main, detail = answer_words(row)
    if row.get("role") == "maker":
        main += f"{NBSP}*"
    return Label(main=main, detail=detail)


def read_passport(cell: Cell, personas: Sequence[Mapping[str, Any]]) -> list[Share]:
    """Shares of the personas among people of one cell; the shares that are hidden have no row."""
    given = []
    for place, persona in enumerate(personas):
        share = cell.shares.get(persona["code"])
        if share is not None:
            low, high = wilson(share, cell.n)
            given.append(
                Share(
                    label=Label(main=words.named(persona["code"], persona["name"]), bold=True),
                    share=share,
                    everybody=cell.everybody.get(persona["code"]),
                    low=low,
                    high=high,
                    colour=persona_colour(place),
                )
            )
    return given


def who(given: Sequence[Share], *, code: str) -> RowChart:
    """The card of who they are."""
    return _shares(given, title=words.who_title(code), these=words.with_interval(code), colour=WHO)


def why(given: Sequence[Share], *, code: str) -> RowChart:
    """The card of why they act: the same grammar, on the same scale."""
    return _shares(given, title=words.why_title(code), these=words.with_interval(code), colour=WHY)


def passport(given: Sequence[Share], cell: Cell) -> RowChart:
    """Same passport, different people: how one demographic cell splits over the personas."""
    title = words.passport_title(cell.question, cell.words)
    return _shares(given, title=title, these=words.THESE_PEOPLE, colour=MARK)


def _shares(given: Sequence[Share], *, title: str, these: str, colour: str) -> RowChart:
    """Dot with interval for these people, an upright mark for everybody, always on the scale from 0 to 100 %."""
    return RowChart(
        title=title,
        description=words.SHARES_READ,
        along=Along(low=0, high=1),
        ticks=FROM_NONE_TO_ALL,
        rows=[_row(each) for each in given],
        key=[
            Entry(words=these, sample=[Point(value=0.5, colour=colour, area=90)]),
            Entry(words=words.EVERYBODY, sample=[Upright(value=0.5, reach=8)], width=4),
        ],
    )


def _row(each: Share) -> Row:
    between: list[OnScale] = [] if each.everybody is None else [
        Span(low=min(each.share, each.everybody), high=max(each.share, each.everybody), thick=7, colour=BAND),
        Upright(value=each.everybody, reach=10),
    ]  # fmt: skip
    detail = "" if each.everybody is None else words.compared(percent(each.everybody))
    return Row(
        label=each.label,
        marks=[
            *between,
            *interval(each.low, each.high, colour=each.colour),
            Point(value=each.share, colour=each.colour),
        ],
        value=Value(main=percent(each.share), detail=detail),
    )
