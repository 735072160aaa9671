"""The figures of a summary as plain tables, one per question a reader may have: about groups, never about people."""

from collections.abc import Iterator, Mapping, Sequence

from research.declared import Fact, Figures, Number, Table
from research.summary.schema import Summary
from research.summary.schema.measured import Correlations, ParallelLine
from research.summary.schema.segmented import Candidate, Segments
from research.summary.schema.told import Persona
from research.words.grammar import ENGLISH

Row = list[Number | str]
Rows = list[Row]

ITEM_FIGURES = (
    "text", "facet", "scale", "reverse", "n", "missing", "mean", "sd", "skew", "kurtosis", "floor", "ceiling",
    "item_rest",
)  # fmt: skip
SCALE_FIGURES = (
    "title", "n_items", "n", "alpha", "alpha_low", "alpha_high", "omega_total", "omega_hierarchical", "average_r",
    "mean", "sd",
)  # fmt: skip
DIFFERENCE_FIGURES = ("value", "population", "effect", "effect_low", "effect_high", "q", "marker", "n", "base_n")


def tables_of(summary: Summary) -> dict[str, Rows]:
    """All tables of an analysis.

    Returns
    -------
    dict of name to rows
        The first row names the columns: `loadings phi communalities items scales correlations retention candidates
        segments centres rule_means rule_covariance profiles differences`. A table without rows is left out.
    """
    factors, segments = summary.factors, summary.segments
    made = {
        "loadings": _matrix("item", factors.loadings),
        "phi": _matrix("factor", factors.phi),
        "communalities": _pairs("item", "communality", factors.communalities),
        "items": _records("item", summary.items, ITEM_FIGURES),
        "scales": _records("scale", summary.scales, SCALE_FIGURES),
        "correlations": _correlations(summary.correlations),
        "retention": _lines(summary.retention.table, tuple(ParallelLine.model_fields)),
        "candidates": _lines(segments.candidates, tuple(Candidate.model_fields)),
        "segments": _segments(segments, summary.personas),
        "centres": _matrix("segment", segments.centres),
        "rule_means": _matrix("segment", segments.rule.means if segments.rule else {}),
        "rule_covariance": _matrix("variable", segments.rule.covariance if segments.rule else {}),
        "profiles": list(_profiles(segments)),
        "differences": list(_differences(summary.personas)),
    }
    return {name: rows for name, rows in made.items() if len(rows) > 1}


def _matrix(corner: str, found: Table) -> Rows:
    columns = list(next(iter(found.values()), {}))
    return [[corner, *columns], *([name, *map(row.get, columns)] for name, row in found.items())]


def _pairs(key: str, value: str, found: Figures) -> Rows:
    return [[key, value], *([name, figure] for name, figure in found.items())]


def _records(key: str, found: Mapping[str, Fact], columns: Sequence[str]) -> Rows:
    return [[key, *columns], *([name, *_figures(row, columns)] for name, row in found.items())]


def _lines(found: Sequence[Fact], columns: Sequence[str]) -> Rows:
    return [list(columns), *(_figures(row, columns) for row in found)]


def _figures(row: Fact, columns: Sequence[str]) -> Row:
    return [getattr(row, name) for name in columns]


def _correlations(found: Correlations) -> Rows:
    lines = zip(found.items, found.matrix, strict=True)
    return [["item", *found.items], *([name, *row] for name, row in lines)]


def _segments(found: Segments, personas: Sequence[Persona]) -> Rows:
    names = {persona.code: ENGLISH.text(persona.called) for persona in personas if persona.called}
    rows: Rows = [["segment", "name", "n", "share", "low", "high", "jaccard"]]
    for code in found.codes:
        share = found.shares[code]
        shares = (share.share, share.low, share.high)
        rows.append([code, names.get(code), found.sizes[code], *shares, found.jaccard.get(code)])
    return rows


def _profiles(found: Segments) -> Iterator[Row]:
    """One line per answer: how many of each segment, and of everybody, gave it."""
    yield ["variable", "text", "facet", "role", "option", "label", *found.codes, "everybody"]
    for profile in found.profiles:
        about = (profile.variable, profile.text, profile.facet, profile.role)
        for place, option in enumerate(profile.options):
            counts = (profile.counts[code][place] for code in found.codes)
            yield [*about, option.code, option.label, *counts, profile.population[place]]


def _differences(personas: Sequence[Persona]) -> Iterator[Row]:
    """How each segment differs from everybody else on every item that made it."""
    yield ["segment", "variable", "text", *DIFFERENCE_FIGURES]
    for persona in personas:
        for row in persona.defines:
            yield [persona.code, row.variable, row.text, *_figures(row, DIFFERENCE_FIGURES)]
