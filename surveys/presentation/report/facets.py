"""Facet by facet: what these people choose more or less often than everybody, and what was never asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from research.charts.told import distinctive
from research.summary.schema.told import FacetBlock, Persona, Row
from surveys.presentation.report.figures import Charts, Figure, make_figure
from surveys.presentation.report.rows import apart, formed_words, row_columns, row_figures, starred
from surveys.presentation.report.words import counted, facet_words, heading, percent, told, whole
from surveys.words import gettext as _

LARGE = 0.1
"""From this difference of shares on nobody is called much like everybody."""


@dataclass(frozen=True, kw_only=True)
class FacetView:
    facet: str
    title: str
    figure: Figure


@dataclass(frozen=True, kw_only=True)
class Facets:
    """Blocks with a picture; facets told in a sentence only, such as were not asked, such as show no difference."""

    blocks: Sequence[FacetView]
    perhaps: Sequence[tuple[str, str]]
    not_asked: Sequence[str]
    nothing: Sequence[str]


def show_facets(persona: Persona, charts: Charts) -> Facets:
    """A difference that is large but rests on few people is told as that, never as likeness."""
    blocks, perhaps, not_asked, nothing = [], [], [], []
    for facet, words in facet_words().items():
        block = persona.facets.get(facet)
        if block is None or not block.asked:
            not_asked.append(words)
        elif rows := distinctive(block.rows):
            blocks.append(FacetView(facet=facet, title=words, figure=_figure(persona.code, facet, block, rows, charts)))
        elif large := _largest(block.rows):
            perhaps.append((words, _perhaps(large)))
        else:
            nothing.append(words)
    return Facets(blocks=blocks, perhaps=perhaps, not_asked=not_asked, nothing=nothing)


def _largest(rows: Sequence[Row]) -> Row | None:
    """The row that is furthest from everybody, if that is far."""
    first = max((row for row in rows if row.share is not None), key=_apart, default=None)
    return first if first is not None and apart(first) >= LARGE else None


def _apart(row: Row) -> tuple[float, float]:
    """Of two that are as far apart, what more people say here."""
    return round(apart(row), 9), (row.share or 0) - (row.population_share or 0)


def _perhaps(row: Row) -> str:
    if row.notable:
        return _("%(told)s; n = %(n)s people of the persona who answered.", told=heading(row), n=counted(row.base_n))
    return _(
        "%(told)s; with n = %(n)s people of the persona who answered, this may be chance.",
        told=heading(row),
        n=counted(row.base_n),
    )


def _figure(code: str, facet: str, block: FacetBlock, rows: Sequence[Row], charts: Charts) -> Figure:
    first = max(rows, key=_apart)
    reading = _("100 is everybody. %(index)s means that %(share)s of %(code)s say this, against %(all)s of all people.",
                index=whole(first.index), share=percent(first.share), code=code,
                all=percent(first.population_share))  # fmt: skip
    return make_figure(
        charts,
        f"{code}.facet.{facet}",
        finding=heading(first),
        reading=reading,
        base=" ".join(
            [
                _("n = %(n)s people of %(code)s who answered.", n=counted(first.base_n), code=code),
                *formed_words(block.rows),
            ]
        ),
        columns=row_columns(code),
        rows=[
            [starred(told(row), formed=row.formed), *row_figures(row)] for row in block.rows if row.share is not None
        ],
    )
