"""Shares of a group against everybody on the scale from nobody to all: the two cards, and people with one passport."""

from collections.abc import Sequence

from research.arithmetic.intervals import wilson
from research.charts.canvas import Along
from research.charts.key import Entry
from research.charts.marks import OnScale, Point, Span, Upright
from research.charts.row_chart import Row, RowChart
from research.charts.rows import Label, Value
from research.charts.theme import BAND, MARK, WHO, WHY, persona_colour
from research.charts.told import Cell
from research.charts.words import words
from research.declared import Number
from research.summary.schema import told
from research.words.grammar import NBSP

QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


def who(rows: Sequence[told.Row], *, code: str) -> RowChart:
    """The card of who they are: `who` of a persona."""
    return _shares(_card(rows, WHO), title=words.who(code), these=code, colour=WHO)


def why(rows: Sequence[told.Row], *, code: str) -> RowChart:
    """The card of why they act: `why` of a persona, in the same grammar, on the same scale."""
    return _shares(_card(rows, WHY), title=words.why(code), these=code, colour=WHY)


def _card(rows: Sequence[told.Row], colour: str) -> list[Row]:
    return [
        _row(
            answer_label(row),
            Point(value=row.share, low=row.low, high=row.high, colour=colour),
            everybody=row.population_share,
        )
        for row in rows
        if row.share is not None
    ]


def answer_label(row: told.Row) -> Label:
    """The label of an answer; a question that formed the personas carries a star."""
    main, detail = words.answer(row)
    return Label(main=starred(main, formed=row.formed), detail=detail)


def starred(words: str, *, formed: bool) -> str:
    """What a row is called; what formed the personas carries a star."""
    return f"{words}{NBSP}*" if formed else words


def passport(cell: Cell, personas: Sequence[told.Persona]) -> RowChart:
    """Same passport, different people: how one demographic cell splits over the personas."""
    rows = []
    for place, persona in enumerate(personas):
        share = cell.shares.get(persona.code)
        if share is not None:
            low, high = wilson(share, cell.n)
            dot = Point(value=share, low=low, high=high, colour=persona_colour(place))
            label = Label(main=words.named(persona.code, persona.called), bold=True)
            rows.append(_row(label, dot, everybody=cell.everybody.get(persona.code)))
    return _shares(rows, title=words.passport(cell.question, cell.words), these=words.THESE_PEOPLE, colour=MARK)


def _row(label: Label, dot: Point, *, everybody: Number) -> Row:
    if everybody is None:
        return Row(label=label, marks=[dot], value=Value(main=words.percent(dot.value)))
    low, high = sorted((dot.value, everybody))
    between: list[OnScale] = [Span(low=low, high=high, thick=7, colour=BAND), Upright(value=everybody, reach=10)]
    value = Value(main=words.percent(dot.value), detail=words.compared(words.percent(everybody)))
    return Row(label=label, marks=[*between, dot], value=value)


def _shares(rows: Sequence[Row], *, title: str, these: str, colour: str) -> RowChart:
    """Dot for these people, with its interval if it has one; an upright mark for everybody; always from 0 to 100 %."""
    has_lines = any(isinstance(mark, Point) and mark.low is not None for row in rows for mark in row.marks)
    named = words.with_interval(these) if has_lines else these
    return RowChart(
        title=title,
        description=words.SHARES_READ if has_lines else words.SHARES_WITHOUT_READ,
        along=Along(low=0, high=1),
        ticks={share: words.percent(share) if share % 0.5 == 0 else "" for share in QUARTERS},
        rows=rows,
        key=[
            Entry(
                words=named,
                sample=[Point(value=0.5, colour=colour, area=90)],
            ),
            Entry(words=words.EVERYBODY, sample=[Upright(value=0.5, reach=8)], width=4),
        ],
    )
