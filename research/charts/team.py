"""Charts of one analysis that stay with the research team: from the whole summary, before the disclosure gate."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from research.charts import bases, gorge, heat, separation, splits, themes
from research.charts.svg import Sheet, render
from research.charts.theme import NARROW, WIDE
from research.summary.order import MOST_ITEMS, basis_words

Draw = Callable[..., Sheet]


def draw_for_team(summary: Mapping[str, Any], figures: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Draw every chart of the research team.

    Parameters
    ----------
    summary : mapping
        The whole summary.
    figures : mapping
        From `figures_for_team`.

    Returns
    -------
    dict of name to {"wide": svg, "narrow": svg}
        `heat gorge splits separation bases themes.<place>`; a chart without anything to show is left out.
    """
    sheets = {
        (name, variant): draw(frame=frame)
        for name, draw in _charts(summary, figures)
        for variant, frame in (("wide", WIDE), ("narrow", NARROW))
    }
    drawn = render(sheets)
    names = dict.fromkeys(name for name, _ in sheets)
    return {name: {variant: drawn[name, variant] for variant in ("wide", "narrow")} for name in names}


def _charts(summary: Mapping[str, Any], figures: Mapping[str, Any]) -> Iterator[tuple[str, Draw]]:
    items = (summary.get("correlations") or {}).get("items") or ()
    if 2 <= len(items) <= MOST_ITEMS:
        yield "heat", partial(heat.heat, summary)
    names = {persona["code"]: persona.get("name") or "" for persona in summary.get("personas") or ()}
    if figures.get("belonging"):
        yield "gorge", partial(gorge.gorge, figures["belonging"], names)
    across = (summary.get("segments") or {}).get("across")
    if across:
        yield "splits", partial(splits.splits, across, chosen=summary["segments"]["k"])
    compared = (summary.get("segments") or {}).get("bases")
    if compared and bases.lines_of(compared):
        yield "bases", partial(bases.bases, compared)
    for place, asked in enumerate((summary.get("segments") or {}).get("open_text") or (), 1):
        if asked["themes"]:
            yield f"themes.{place}", partial(themes.overall_bars, asked["themes"], title=f"Themes: {asked['text']}")
    if figures.get("separation"):
        yield "separation", partial(separation.separation, figures["separation"], basis_words(summary))
