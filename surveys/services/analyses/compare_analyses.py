"""Two analyses of a study side by side: whether they place people alike, and whether their factors are the same.

The few sums are done in plain Python, because a page that shows them must not wait for the statistics to be loaded;
tests hold them to `research`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb, sqrt
from typing import Any

from sqlalchemy.orm import Session

from research.declared import Table
from research.summary.schema import Summary
from research.summary.schema.measured import Factors
from surveys.errors import Invalid
from surveys.models import Analysis
from surveys.questionnaire.terms import purposes_of_analysis
from surveys.services.analyses.results_of import results_of
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
    mine, theirs = results_of(first), results_of(second)
    purposes = purposes_of_analysis(first.study.mode)
    placed = placed_by_both(session, first=first, second=second, purposes=purposes, asker=asker)
    together = _together(placed, mine, theirs)
    congruence, common = _congruence(mine.factors, theirs.factors)
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


def _together(counts: Mapping[tuple[str, str], int], first: Summary, second: Summary) -> dict[str, dict[str, int]]:
    rows, columns = first.segments.codes, second.segments.codes
    return {row: {column: counts.get((row, column), 0) for column in columns} for row in rows}


def _congruence(first: Factors, second: Factors) -> tuple[dict[str, dict[str, float]] | None, int]:
    mine, theirs = first.loadings, second.loadings
    common = [item for item in mine if item in theirs]
    if len(common) < FEWEST_ITEMS:
        return None, len(common)

    def column(loadings: Table, name: str) -> list[float]:
        return [loadings[item][name] or 0.0 for item in common]

    found = {
        name: {other: tucker_congruence(column(mine, name), column(theirs, other)) for other in second.names}
        for name in first.names
    }
    return found, len(common)
