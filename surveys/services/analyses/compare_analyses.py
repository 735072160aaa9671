"""Two analyses of a study side by side: whether they place people alike, and whether their factors are the same.

The few sums are done in plain Python, because a page that shows them must not wait for the statistics to be loaded;
tests hold them to `research`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb, sqrt
from typing import Any

from sqlalchemy.orm import Session

from surveys.errors import Conflict, Invalid
from surveys.models import Analysis
from surveys.store.asker import Asker
from surveys.store.solutions import placed_by_both
from surveys.words import gettext as _

FEWEST_ITEMS = 3
"""Loadings on fewer common items than this say nothing about a factor."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What two analyses agree on.

    `together` counts people by segment in the first (rows) and in the second; `rand` is the adjusted Rand index over
    them; `congruence` is Tucker's phi of the first's factors (rows) with the second's, over the items both have.
    """

    first: Analysis
    second: Analysis
    together: Mapping[str, Mapping[str, int]]
    rand: float | None
    congruence: Mapping[str, Mapping[str, float]] | None
    common_items: int

    @property
    def people(self) -> int:
        return sum(sum(row.values()) for row in self.together.values())


def compare_analyses(session: Session, *, first: Analysis, second: Analysis, asker: Asker) -> Comparison:
    """Compare two finished analyses of one study."""
    if first.id == second.id:
        raise Invalid(_("These are one and the same analysis."), _("Choose two different ones."))
    for analysis in (first, second):
        if analysis.run.state != "done":
            raise Conflict(
                _("Analysis %(n)d has no results yet.", n=analysis.number),
                _("Wait until it is done, or choose another."),
            )
    together = _together(placed_by_both(session, first=first, second=second, asker=asker), first, second)
    congruence, common = _congruence(first.summary or {}, second.summary or {})
    counts = [list(row.values()) for row in together.values()]
    return Comparison(
        first=first,
        second=second,
        together=together,
        rand=adjusted_rand(counts),
        congruence=congruence,
        common_items=common,
    )


def differing_margins(
    first: Mapping[str, Any], second: Mapping[str, Any]
) -> dict[str, tuple[Mapping[str, float], Mapping[str, float]]]:
    """Questions that both plans weigh to known shares, but not to the same ones, with the shares of each."""
    mine, theirs = first.get("margins") or {}, second.get("margins") or {}
    return {name: (mine[name], theirs[name]) for name in mine if name in theirs and mine[name] != theirs[name]}


def adjusted_rand(counts: Sequence[Sequence[int]]) -> float | None:
    """As `research.segments.agreement.adjusted_rand`; None where nobody is counted."""
    rows, columns = [sum(row) for row in counts], [sum(column) for column in zip(*counts, strict=True)]
    everything = comb(sum(rows), 2)
    if not everything:
        return None
    both = sum(comb(n, 2) for row in counts for n in row)
    mine, theirs = sum(comb(n, 2) for n in rows), sum(comb(n, 2) for n in columns)
    expected, most = mine * theirs / everything, (mine + theirs) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def tucker_congruence(first: Sequence[float], second: Sequence[float]) -> float:
    """As `research.factors.alignment.tucker_congruence`, for one pair of factors over the same items."""
    size = sqrt(sum(one * one for one in first) * sum(other * other for other in second))
    return sum(one * other for one, other in zip(first, second, strict=True)) / max(size, 1e-300)


def _together(counts: Mapping[tuple[str, str], int], first: Analysis, second: Analysis) -> dict[str, dict[str, int]]:
    columns = _codes(second)
    return {row: {column: counts.get((row, column), 0) for column in columns} for row in _codes(first)}


def _codes(analysis: Analysis) -> list[str]:
    return list(((analysis.summary or {}).get("segments") or {}).get("codes") or ())


def _congruence(first: Mapping[str, Any], second: Mapping[str, Any]) -> tuple[dict[str, dict[str, float]] | None, int]:
    mine, theirs = (_of_factors(summary) for summary in (first, second))
    common = [item for item in mine if item in theirs]
    if len(common) < FEWEST_ITEMS:
        return None, len(common)

    def column(loadings: Mapping[str, Mapping[str, float]], name: str) -> list[float]:
        return [loadings[item][name] for item in common]

    found = {
        name: {other: tucker_congruence(column(mine, name), column(theirs, other)) for other in _names(second)}
        for name in _names(first)
    }
    return found, len(common)


def _of_factors(summary: Mapping[str, Any]) -> Mapping[str, Mapping[str, float]]:
    """Item -> factor -> loading."""
    loadings: Mapping[str, Mapping[str, float]] = (summary.get("factors") or {}).get("loadings") or {}
    return loadings


def _names(summary: Mapping[str, Any]) -> list[str]:
    return list((summary.get("factors") or {}).get("names") or ())
