"""Charts of one analysis that stay with the research team: from the whole summary, before the disclosure gate."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from research.charts import agreement, gorge, heat, separation, splits, themes
from research.charts.gallery import Chart, in_both_widths, with_rows
from research.charts.order import MOST_ITEMS, basis_words
from research.charts.theme import WIDE


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
    return in_both_widths(_charts(summary, figures))


def _charts(summary: Mapping[str, Any], figures: Mapping[str, Any]) -> Iterator[Chart]:
    segments = summary.get("segments") or {}
    items = (summary.get("correlations") or {}).get("items") or ()
    if 2 <= len(items) <= MOST_ITEMS:
        yield "heat", partial(heat.heat, heat.read_items(summary)), WIDE
    if figures.get("belonging"):
        names = {persona["code"]: persona.get("name") or "" for persona in summary.get("personas") or ()}
        yield "gorge", partial(gorge.gorge, gorge.read_fits(figures["belonging"], names)), WIDE
    if segments.get("across"):
        steps = splits.read_steps(segments["across"], chosen=segments["k"])
        yield "splits", partial(splits.splits, steps, chosen=segments["k"]), WIDE
    if segments.get("bases"):
        yield from with_rows("bases", agreement.bases(segments["bases"]))
    for place, asked in enumerate(segments.get("open_text") or (), 1):
        yield from with_rows(f"themes.{place}", themes.overall_bars(asked))
    if figures.get("separation"):
        standing = separation.read_standing(figures["separation"], basis_words(summary))
        yield "separation", partial(separation.separation, standing), WIDE
