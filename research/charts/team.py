"""Charts of one analysis that stay with the research team: from the whole summary, before the disclosure gate."""

from collections.abc import Iterator
from functools import partial

from research.charts import agreement, gorge, heat, separation, splits, themes
from research.charts.gallery import Chart, in_both_widths, with_rows
from research.charts.order import MOST_ITEMS, basis_words
from research.charts.theme import WIDE
from research.charts.words import drawn_in
from research.summary.schema import Summary
from research.summary.schema.team import TeamFigures
from research.words.grammar import ENGLISH, Grammar


def draw_for_team(summary: Summary, figures: TeamFigures, grammar: Grammar = ENGLISH) -> dict[str, dict[str, str]]:
    """Draw every chart of the research team.

    Parameters
    ----------
    summary : Summary
        The whole one.
    figures : TeamFigures
    grammar : Grammar
        The language of the words in it.

    Returns
    -------
    dict of name to {"wide": svg, "narrow": svg}
        `heat gorge splits separation bases themes.<place>`; a chart without anything to show is left out.
    """
    with drawn_in(grammar):
        return in_both_widths(_charts(summary, figures))


def draw_named_for_team(
    summary: Summary, figures: TeamFigures, grammar: Grammar = ENGLISH
) -> dict[str, dict[str, str]]:
    """Those of them that tell the names of personas."""
    with drawn_in(grammar):
        return in_both_widths(_with_names(summary, figures))


def _with_names(summary: Summary, figures: TeamFigures) -> Iterator[Chart]:
    if figures.belonging:
        names = {persona.code: persona.called for persona in summary.personas}
        yield "gorge", partial(gorge.gorge, figures.belonging, names), WIDE


def _charts(summary: Summary, figures: TeamFigures) -> Iterator[Chart]:
    segments = summary.segments
    if 2 <= len(summary.correlations.items) <= MOST_ITEMS:
        yield "heat", partial(heat.heat, heat.read_items(summary)), WIDE
    yield from _with_names(summary, figures)
    if segments.across:
        steps = splits.read_steps(segments.across, chosen=segments.k)
        yield "splits", partial(splits.splits, steps, chosen=segments.k), WIDE
    if segments.bases:
        yield from with_rows("bases", agreement.bases(segments.bases))
    for place, asked in enumerate(segments.open_text, 1):
        yield from with_rows(f"themes.{place}", themes.overall_bars(asked))
    if figures.separation:
        yield "separation", partial(separation.separation, figures.separation, basis_words(summary)), WIDE
