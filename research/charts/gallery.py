"""Which charts there are: all of one analysis, each for wide and for narrow screens."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from research.charts import (
    attitudes,
    cards,
    contest,
    indices,
    lanes,
    overview,
    passport,
    retention,
    spread,
    stability,
    themes,
)
from research.charts.svg import Sheet, render
from research.charts.theme import HALF, NARROW, WIDE, Frame
from research.summary.told import FIRST_ITEMS, bar_pieces, distinctive, passport_cells, told_themes

Draw = Callable[..., Sheet]


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
    sheets = {
        (name, variant): draw(frame=frame)
        for name, draw, wide in _charts(published)
        for variant, frame in (("wide", wide), ("narrow", NARROW))
    }
    drawn = render(sheets)
    names = dict.fromkeys(name for name, _ in sheets)
    return {name: {variant: drawn[name, variant] for variant in ("wide", "narrow")} for name in names}


def _charts(published: Mapping[str, Any]) -> Iterator[tuple[str, Draw, Frame]]:
    personas = published.get("personas") or []
    segments = published.get("segments") or {}
    labels = (published.get("factors") or {}).get("labels") or {}
    if (published.get("retention") or {}).get("table"):
        yield "retention", partial(retention.retention, published["retention"]), WIDE
    if segments.get("candidates"):
        yield "candidates", partial(stability.candidates, segments["candidates"], chosen=segments["k"]), WIDE
    if any(persona["share"] is not None for persona in personas):
        yield "overview", partial(overview.overview, personas), WIDE
    if any(persona["scores"] for persona in personas):
        yield "lanes", partial(lanes.lanes, personas, labels), WIDE
    contrast = published.get("contrast") or {}
    for outcome, found in contrast.items():
        along = contest.scale_for(contrast, found["metric"])
        yield f"contest.{outcome}", partial(contest.contest, found, along=along), WIDE
    for place, cell in enumerate(passport_cells(published)):
        yield f"passport.{place}", partial(passport.passport, cell, personas), HALF
    yield from _own_words(segments, personas)
    room = attitudes.room_for([bar for persona in personas for bar in persona["attitudes"]])
    for place, persona in enumerate(personas):
        yield from _cards(persona)
        yield from _differences(persona, place, labels=labels)
        for piece, bars in enumerate(bar_pieces(persona["attitudes"]), 1):
            draw = partial(attitudes.attitude_bars, bars, code=persona["code"], room=room)
            yield f"{persona['code']}.attitudes-{piece}", draw, WIDE


def _cards(persona: Mapping[str, Any]) -> Iterator[tuple[str, Draw, Frame]]:
    code = persona["code"]
    if persona["who"]:
        yield f"{code}.who", partial(cards.card, persona["who"], side="who", code=code), HALF
    if persona["why"]:
        yield f"{code}.why", partial(cards.card, persona["why"], side="why", code=code), HALF


def _differences(
    persona: Mapping[str, Any], place: int, *, labels: Mapping[str, str]
) -> Iterator[tuple[str, Draw, Frame]]:
    code, items = persona["code"], persona["defines"]
    for name, some in (("defines", items[:FIRST_ITEMS]), ("defines-more", items[FIRST_ITEMS:])):
        if some:
            yield f"{code}.{name}", partial(spread.defining_items, some, code=code, place=place), WIDE
    if persona["scores"]:
        draw = partial(spread.dimensions, persona["scores"], labels=labels, code=code, place=place)
        yield f"{code}.scores", draw, WIDE
    for facet, block in persona["facets"].items():
        rows = distinctive(block["rows"])
        if rows:
            draw = partial(indices.index_dots, rows, code=code, facet=facet, place=place)
            yield f"{code}.facet.{facet}", draw, HALF


def _own_words(segments: Mapping[str, Any], personas: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Draw, Frame]]:
    """Themes of every open question, on one scale for all personas."""
    for number, asked in enumerate(segments.get("open_text") or [], 1):
        shares = [share for line in asked["by_segment"] for share in (line["share"], line["population"])]
        end = themes.scale_end(shares)
        for place, persona in enumerate(personas):
            rows = told_themes(asked, persona["code"])
            if rows:
                draw = partial(themes.theme_bars, rows, code=persona["code"], place=place, end=end)
                yield f"{persona['code']}.themes-{number}", draw, WIDE
