"""Which charts there are: all of one analysis, each for wide and for narrow screens."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from research.charts import (
    agreement,
    answers,
    attitudes,
    contest,
    indices,
    lanes,
    overview,
    retention,
    shares,
    spread,
    themes,
)
from research.charts.row_chart import RowChart
from research.charts.svg import Picture
from research.charts.theme import HALF, NARROW, WIDE, Frame
from research.charts.told import FIRST_ITEMS, bar_pieces, passport_cells
from research.charts.words import drawn_in
from research.summary.schema import Summary
from research.summary.schema.told import Persona
from research.words.grammar import ENGLISH, Grammar

Draw = Callable[[Frame], Picture]
Chart = tuple[str, Draw, Frame]
"""Name, how it is drawn, and its frame on wide screens."""


def draw_all(published: Summary, grammar: Grammar = ENGLISH) -> dict[str, dict[str, str]]:
    """Draw every chart of a report.

    Parameters
    ----------
    published : Summary
        After `research.disclosure.suppress`.
    grammar : Grammar
        The language of the words in it.

    Returns
    -------
    dict of name to {"wide": svg, "narrow": svg}
        `overview lanes candidates retention contest.<outcome> passport.<place>` and per persona `<code>.who
        <code>.why <code>.defines <code>.defines-more <code>.scores <code>.attitudes-<piece> <code>.facet.<facet>
        <code>.themes-<place>`.
        A chart without anything to show is left out.
    """
    with drawn_in(grammar):
        return in_both_widths(_charts(published))


def draw_named(published: Summary, grammar: Grammar = ENGLISH) -> dict[str, dict[str, str]]:
    """Those charts of a report that tell the names of personas, as `draw_all` gives them."""
    with drawn_in(grammar):
        return in_both_widths(_with_names(published))


def in_both_widths(charts: Iterable[Chart]) -> dict[str, dict[str, str]]:
    """Each chart as SVG for wide and for narrow screens."""
    return {name: {"wide": draw(wide).svg(), "narrow": draw(NARROW).svg()} for name, draw, wide in charts}


def with_rows(name: str, chart: RowChart, frame: Frame = WIDE) -> Iterator[Chart]:
    """A chart of rows, where it has any."""
    if chart.rows:
        yield name, chart.draw, frame


def _charts(published: Summary) -> Iterator[Chart]:
    labels = published.factors.labels
    yield from _of_the_set(published)
    dimensions = lanes.read_dimensions(published.personas, labels)
    if dimensions:
        yield "lanes", partial(lanes.lanes, dimensions), WIDE
    room = answers.room_for([bar for persona in published.personas for bar in answers.read_bars(persona.attitudes)])
    for place, persona in enumerate(published.personas):
        code = persona.code
        yield from with_rows(f"{code}.who", shares.who(persona.who, code=code), HALF)
        yield from with_rows(f"{code}.why", shares.why(persona.why, code=code), HALF)
        yield from _differences(persona, place, labels=labels)
        for number, asked in enumerate(published.segments.open_text, 1):
            yield from with_rows(f"{code}.themes-{number}", themes.theme_bars(asked, code=code, place=place))
        for piece, some in enumerate(bar_pieces(persona.attitudes), 1):
            bars = answers.read_bars(some)
            yield f"{code}.attitudes-{piece}", partial(attitudes.attitudes, bars, code=code, room=room), WIDE


def _of_the_set(published: Summary) -> Iterator[Chart]:
    segments = published.segments
    yield from with_rows("retention", retention.retention(published.retention))
    yield from with_rows("candidates", agreement.candidates(segments.candidates, chosen=segments.k))
    yield from _with_names(published)
    for outcome, chart in contest.contests(published.contrast).items():
        yield from with_rows(f"contest.{outcome}", chart)


def _with_names(published: Summary) -> Iterator[Chart]:
    yield from with_rows("overview", overview.overview(published.personas))
    for place, cell in enumerate(passport_cells(published)):
        yield from with_rows(f"passport.{place}", shares.passport(cell, published.personas), HALF)


def _differences(persona: Persona, place: int, *, labels: Mapping[str, str]) -> Iterator[Chart]:
    code, items = persona.code, persona.defines
    for name, some in (("defines", items[:FIRST_ITEMS]), ("defines-more", items[FIRST_ITEMS:])):
        yield from with_rows(f"{code}.{name}", spread.defining_items(some, code=code, place=place))
    scores = spread.dimensions(persona.scores, labels=labels, code=code, place=place)
    yield from with_rows(f"{code}.scores", scores)
    for facet, block in persona.facets.items():
        chart = indices.indices(block.rows, code=code, facet=facet, place=place)
        yield from with_rows(f"{code}.facet.{facet}", chart, HALF)
