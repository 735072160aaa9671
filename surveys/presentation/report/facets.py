"""Facet by facet: what these people choose more or less often than everybody, and what was never asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from research.charts.told import distinctive
from research.summary.schema.told import Row
from surveys.presentation.report.figures import Charts, Figure, make_figure, number
from surveys.presentation.report.words import counted, facet_words, index_words, interval, percent, told
from surveys.words import gettext as _


@dataclass(frozen=True, kw_only=True)
class FacetBlock:
    facet: str
    title: str
    figure: Figure


def show_facets(persona: Mapping[str, Any], charts: Charts) -> tuple[list[FacetBlock], list[str], list[str]]:
    """Blocks with a picture; facets that were not asked; facets in which nothing stands out."""
    blocks, not_asked, nothing = [], [], []
    for facet, words in facet_words().items():
        block = (persona.get("facets") or {}).get(facet)
        if block is None or not block["asked"]:
            not_asked.append(words)
        elif rows := [row.model_dump() for row in distinctive([Row.model_validate(row) for row in block["rows"]])]:
            blocks.append(FacetBlock(facet=facet, title=words, figure=_figure(persona, facet, block, rows, charts)))
        else:
            nothing.append(words)
    return blocks, not_asked, nothing


def _figure(
    persona: Mapping[str, Any],
    facet: str,
    block: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    charts: Charts,
) -> Figure:
    code = persona["code"]
    first = max(rows, key=lambda row: abs(row["share"] - row["population_share"]))
    finding = _("%(more)s as everybody: %(told)s", more=index_words(first["index"]), told=told(first))
    reading = _("100 is everybody. %(index)s means that %(share)s of %(code)s say this, against %(all)s of all people.",
                index=f"{first['index']:.0f}", share=percent(first["share"]), code=code,
                all=percent(first["population_share"]))  # fmt: skip
    table = [_row(row) for row in block["rows"] if row["share"] is not None]
    columns = [
        _("Answer"),
        number(code),
        number(_("95 % interval")),
        number(_("Everybody")),
        number(_("Index")),
        number("n"),
    ]
    base = _("n = %(n)s of %(code)s.", n=counted(first["base_n"]), code=code)
    return make_figure(
        charts, f"{code}.facet.{facet}", finding=finding, reading=reading, base=base, columns=columns, rows=table
    )


def _row(row: Mapping[str, Any]) -> list[Any]:
    return [
        told(row),
        percent(row["share"]),
        interval(row["low"], row["high"]),
        percent(row["population_share"]),
        "–" if row["index"] is None else f"{row['index']:.0f}",
        counted(row["base_n"]),
    ]
