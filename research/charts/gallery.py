"""Which charts there are: all of one analysis, each for wide and for narrow screens."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

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
    words,
)
from research.charts.svg import Picture
from research.charts.theme import HALF, NARROW, WIDE, Frame
from research.charts.told import FIRST_ITEMS, bar_pieces, passport_cells

Draw = Callable[[Frame], Picture]
Chart = tuple[str, Draw, Frame]
"""Name, how it is drawn, and its frame on wide screens."""


def draw_all(published: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Draw every chart of a report.

    Parameters
    ----------
    published : mapping
        A summary, after `research.disclosure.suppress`.

    Returns
    -------
    dict of name to {"wide": svg, "narrow": svg}
        `overview lanes candidates retention contest.<outcome> passport.<place>` and per persona `<code>.who
        <code>.why <code>.defines <code>.defines-more <code>.scores <code>.attitudes-<piece> <code>.facet.<facet>
        <code>.themes-<place>`.
        A chart without anything to show is left out.
    """
    return in_both_widths(_charts(published))


def in_both_widths(charts: Iterable[Chart]) -> dict[str, dict[str, str]]:
    """Each chart as SVG for wide and for narrow screens."""
    return {name: {"wide": draw(wide).svg(), "narrow": draw(NARROW).svg()} for name, draw, wide in charts}


def _charts(published: Mapping[str, Any]) -> Iterator[Chart]:
    personas = published.get("personas") or []
    segments = published.get("segments") or {}
    labels = (published.get("factors") or {}).get("labels") or {}
    yield from _of_the_set(published, segments, personas, labels)
    yield from _own_words(segments, personas)
    room = answers.room_for([bar for persona in personas for bar in answers.read_bars(persona["attitudes"])])
    for place, persona in enumerate(personas):
        yield from _cards(persona)
        yield from _differences(persona, place, labels=labels)
        for piece, some in enumerate(bar_pieces(persona["attitudes"]), 1):
            bars = answers.read_bars(some)
            draw = partial(attitudes.attitudes, bars, code=persona["code"], room=room)
            yield f"{persona['code']}.attitudes-{piece}", draw, WIDE


def _of_the_set(
    published: Mapping[str, Any],
    segments: Mapping[str, Any],
    personas: Sequence[Mapping[str, Any]],
    labels: Mapping[str, str],
) -> Iterator[Chart]:
    if (published.get("retention") or {}).get("table"):
        yield "retention", retention.retention(retention.read_dimensions(published["retention"])).draw, WIDE
    if segments.get("candidates"):
        tried = agreement.read_candidates(segments["candidates"], chosen=segments["k"])
        yield "candidates", agreement.agreement(tried, title=words.CANDIDATES).draw, WIDE
    sizes = overview.read_sizes(personas)
    if sizes:
        yield "overview", overview.overview(sizes).draw, WIDE
    dimensions = lanes.read_dimensions(personas, labels)
    if dimensions:
        yield "lanes", partial(lanes.lanes, dimensions), WIDE
    contests = contest.read_contests(published.get("contrast") or {})
    for outcome, found in contests.items():
        yield f"contest.{outcome}", contest.contest(found, contests.values()).draw, WIDE
    for place, cell in enumerate(passport_cells(published)):
        yield f"passport.{place}", shares.passport(shares.read_passport(cell, personas), cell).draw, HALF


def _cards(persona: Mapping[str, Any]) -> Iterator[Chart]:
    code = persona["code"]
    if persona["who"]:
        yield f"{code}.who", shares.who(shares.read_who(persona["who"]), code=code).draw, HALF
    if persona["why"]:
        yield f"{code}.why", shares.why(shares.read_why(persona["why"]), code=code).draw, HALF


def _differences(persona: Mapping[str, Any], place: int, *, labels: Mapping[str, str]) -> Iterator[Chart]:
    code, items = persona["code"], persona["defines"]
    for name, some in (("defines", items[:FIRST_ITEMS]), ("defines-more", items[FIRST_ITEMS:])):
        if some:
            scale, rows = spread.read_items(some)
            yield f"{code}.{name}", spread.spread(rows, scale, code=code, place=place).draw, WIDE
    if persona["scores"]:
        rows = spread.read_dimensions(persona["scores"], labels)
        yield f"{code}.scores", spread.spread(rows, spread.DIMENSIONS, code=code, place=place).draw, WIDE
    for facet, block in persona["facets"].items():
        told = indices.read_indices(block["rows"])
        if told:
            yield f"{code}.facet.{facet}", indices.indices(told, code=code, facet=facet, place=place).draw, HALF


def _own_words(segments: Mapping[str, Any], personas: Sequence[Mapping[str, Any]]) -> Iterator[Chart]:
    """Themes of every open question, on one scale for all personas."""
    for number, asked in enumerate(segments.get("open_text") or [], 1):
        end = themes.read_end(asked)
        for place, persona in enumerate(personas):
            told = themes.read_themes(asked, persona["code"])
            if told:
                chart = themes.theme_bars(told, code=persona["code"], place=place, end=end)
                yield f"{persona['code']}.themes-{number}", chart.draw, WIDE
