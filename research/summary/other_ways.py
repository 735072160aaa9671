"""Only the other bases and methods in a summary: the same people grouped in other ways."""

from typing import Any

from research.segments.methods import MethodComparison
from research.steps.other_ways.bases import BasisComparison
from research.steps.other_ways.run import SideBySide
from research.summary.plain import numbers, records, table

LINE = (
    "basis", "words", "variables", "k", "ari_mean", "ari_low", "ari_high", "null_ari_mean", "null_ari_high",
    "beats_null", "person_mean_share", "left_out_eta2",
)  # fmt: skip


def other_ways(found: SideBySide | None) -> dict[str, Any]:
    """`bases` and `methods`; each None where it was not asked for or could not be done."""
    if found is None:
        return {"bases": None, "methods": None}
    return {
        "bases": None if found.bases is None else _bases(found.bases),
        "methods": None if found.methods is None else _methods(found.methods),
    }


def _bases(found: BasisComparison) -> dict[str, Any]:
    return {
        "k": found.k,
        "people": found.people,
        "recommended": found.recommended,
        "recommendation": found.recommendation,
        "lines": records(found.table, LINE),
        "agreement": table(found.agreement),
        "left_out": table(found.left_out),
    }


def _methods(found: MethodComparison) -> dict[str, Any]:
    return {
        "k": found.k,
        "words": found.words,
        "agreement": table(found.agreement),
        "sizes": {str(method): numbers(sizes) for method, sizes in found.sizes.iterrows()},
    }
