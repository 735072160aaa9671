"""Facet by facet: what these people choose more or less often than everybody, and what was never asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from research.charts.told import distinctive
from research.summary.schema.told import FacetBlock, Persona, Row
from surveys.presentation.report.figures import Charts, Figure, make_figure
from surveys.presentation.report.rows import apart, row_columns, row_figures
from surveys.presentation.report.words import counted, facet_words, index_words, percent, told, whole
from surveys.words import gettext as _


@dataclass(frozen=True, kw_only=True)
class FacetView:
    facet: str
    title: str
    figure: Figure


def show_facets(persona: Persona, charts: Charts) -> tuple[list[FacetView], list[str], list[str]]:
    """Blocks with a picture; facets that were not asked; facets in which nothing stands out."""
    blocks, not_asked, nothing = [], [], []
    for facet, words in facet_words().items():
        block = persona.facets.get(facet)
        if block is None or not block.asked:
            not_asked.append(words)
        elif rows := distinctive(block.rows):
            blocks.append(FacetView(facet=facet, title=words, figure=_figure(persona.code, facet, block, rows, charts)))
        else:
            nothing.append(words)
    return blocks, not_asked, nothing


def _figure(code: str, facet: str, block: FacetBlock, rows: Sequence[Row], charts: Charts) -> Figure:
    first = max(rows, key=apart)
    reading = _("100 is everybody. %(index)s means that %(share)s of %(code)s say this, against %(all)s of all people.",
                index=whole(first.index), share=percent(first.share), code=code,
                all=percent(first.population_share))  # fmt: skip
    return make_figure(
        charts,
        f"{code}.facet.{facet}",
        finding=_("%(more)s as everybody: %(told)s", more=index_words(first.index), told=told(first)),
        reading=reading,
        base=_("n = %(n)s of %(code)s.", n=counted(first.base_n), code=code),
        columns=row_columns(code),
        rows=[[told(row), *row_figures(row)] for row in block.rows if row.share is not None],
    )
