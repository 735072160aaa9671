"""The figures of a summary as plain tables, one per question a reader may have: about groups, never about people."""

from collections.abc import Iterator, Mapping
from typing import Any

Rows = list[list[Any]]

ITEM_FIGURES = ("n", "missing", "mean", "sd", "skew", "kurtosis", "floor", "ceiling", "item_rest")
SCALE_FIGURES = (
    "n_items", "n", "alpha", "alpha_low", "alpha_high", "omega_total", "omega_hierarchical", "average_r", "mean", "sd",
)  # fmt: skip
CANDIDATE_FIGURES = (
    "k", "ari_mean", "ari_low", "ari_high", "null_ari_mean", "null_ari_high", "silhouette", "gap",
    "prediction_strength", "bic", "smallest_share", "supported",
)  # fmt: skip
DIFFERENCE_FIGURES = ("value", "population", "effect", "effect_low", "effect_high", "q", "marker", "n", "base_n")


def tables_of(summary: Mapping[str, Any]) -> dict[str, Rows]:
    """All tables of an analysis.

    Parameters
    ----------
    summary : mapping
        As `research.summary.summarise` gives it.

    Returns
    -------
    dict of name to rows
        The first row names the columns: `loadings phi communalities items scales correlations retention candidates
        segments centres profiles differences`. A table without rows is left out.
    """
    made = {
        "loadings": _matrix("item", (summary.get("factors") or {}).get("loadings")),
        "phi": _matrix("factor", (summary.get("factors") or {}).get("phi")),
        "communalities": _pairs("item", "communality", (summary.get("factors") or {}).get("communalities")),
        "items": _records("item", summary.get("items"), ("text", "facet", "scale", "reverse", *ITEM_FIGURES)),
        "scales": _records("scale", summary.get("scales"), ("title", *SCALE_FIGURES)),
        "correlations": _correlations(summary.get("correlations") or {}),
        "retention": _lines((summary.get("retention") or {}).get("table"), ("k", "observed", "mean", "p95")),
        "candidates": _lines((summary.get("segments") or {}).get("candidates"), CANDIDATE_FIGURES),
        "segments": _segments(summary),
        "centres": _matrix("segment", (summary.get("segments") or {}).get("centres")),
        "profiles": list(_profiles(summary)),
        "differences": list(_differences(summary)),
    }
    return {name: rows for name, rows in made.items() if len(rows) > 1}


def _matrix(corner: str, found: Mapping[str, Mapping[str, Any]] | None) -> Rows:
    if not found:
        return []
    columns = list(next(iter(found.values())))
    return [[corner, *columns], *([name, *(row.get(column) for column in columns)] for name, row in found.items())]


def _pairs(key: str, value: str, found: Mapping[str, Any] | None) -> Rows:
    return [[key, value], *([name, figure] for name, figure in (found or {}).items())]


def _records(key: str, found: Mapping[str, Mapping[str, Any]] | None, columns: tuple[str, ...]) -> Rows:
    return [[key, *columns], *([name, *map(row.get, columns)] for name, row in (found or {}).items())]


def _lines(found: list[Mapping[str, Any]] | None, columns: tuple[str, ...]) -> Rows:
    return [list(columns), *(list(map(row.get, columns)) for row in found or ())]


def _correlations(found: Mapping[str, Any]) -> Rows:
    names = list(found.get("items") or ())
    return [["item", *names], *([name, *row] for name, row in zip(names, found.get("matrix") or (), strict=True))]


def _segments(summary: Mapping[str, Any]) -> Rows:
    found = summary.get("segments") or {}
    names = {persona["code"]: persona.get("name") for persona in summary.get("personas") or ()}
    rows: Rows = [["segment", "name", "n", "share", "low", "high", "jaccard"]]
    for code in found.get("codes") or ():
        share = (found.get("shares") or {}).get(code) or {}
        figures = (share.get(name) for name in ("share", "low", "high"))
        rows.append([code, names.get(code), found["sizes"].get(code), *figures, (found.get("jaccard") or {}).get(code)])
    return rows


def _profiles(summary: Mapping[str, Any]) -> Iterator[list[Any]]:
    """One line per answer: how many of each segment, and of everybody, gave it."""
    found = summary.get("segments") or {}
    codes = list(found.get("codes") or ())
    yield ["variable", "text", "facet", "role", "option", "label", *codes, "everybody"]
    for profile in found.get("profiles") or ():
        about = [profile["variable"], profile["text"], profile["facet"], profile["role"]]
        for place, option in enumerate(profile["options"]):
            counts = (profile["counts"][code][place] for code in codes)
            yield [*about, option["code"], option["label"], *counts, profile["population"][place]]


def _differences(summary: Mapping[str, Any]) -> Iterator[list[Any]]:
    """How each segment differs from everybody else on every item that made it."""
    yield ["segment", "variable", "text", *DIFFERENCE_FIGURES]
    for persona in summary.get("personas") or ():
        for row in persona.get("defines") or ():
            yield [persona["code"], row["variable"], row["text"], *map(row.get, DIFFERENCE_FIGURES)]
