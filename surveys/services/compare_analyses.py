"""Two analyses of a study side by side: whether they place people alike, and whether their factors are the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy.orm import Session

from research.factors.alignment import tucker_congruence
from research.segments.agreement import adjusted_rand
from surveys.errors import Conflict, Invalid
from surveys.models import Analysis
from surveys.store.solutions import placed_by_both
from surveys.words import gettext as _

FEWEST_ITEMS = 3
"""Loadings on fewer common items than this say nothing about a factor."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What two analyses agree on.

    `together` counts people by segment in the first and in the second; `rand` is the adjusted Rand index over them;
    `congruence` is Tucker's phi of the first's factors (rows) with the second's, over the items both have.
    """

    first: Analysis
    second: Analysis
    together: pd.DataFrame
    rand: float | None
    congruence: pd.DataFrame | None
    common_items: int

    @property
    def people(self) -> int:
        return int(self.together.to_numpy().sum())


def compare_analyses(session: Session, *, first: Analysis, second: Analysis) -> Comparison:
    """Compare two finished analyses of one study."""
    if first.id == second.id:
        raise Invalid(_("These are one and the same analysis."), _("Choose two different ones."))
    for analysis in (first, second):
        if analysis.state != "done":
            raise Conflict(
                _("Analysis %(n)d has no results yet.", n=analysis.number),
                _("Wait until it is done, or choose another."),
            )
    together = _together(placed_by_both(session, first=first, second=second), first, second)
    congruence, common = _congruence(first.summary or {}, second.summary or {})
    counts = together.to_numpy(dtype=np.float64)
    return Comparison(
        first=first,
        second=second,
        together=together,
        rand=adjusted_rand(counts) if counts.sum() > 1 else None,
        congruence=congruence,
        common_items=common,
    )


def _together(counts: Mapping[tuple[str, str], int], first: Analysis, second: Analysis) -> pd.DataFrame:
    rows, columns = _codes(first), _codes(second)
    table = [[counts.get((row, column), 0) for column in columns] for row in rows]
    return pd.DataFrame(table, index=rows, columns=columns, dtype=int)


def _codes(analysis: Analysis) -> list[str]:
    return list(((analysis.summary or {}).get("segments") or {}).get("codes") or ())


def _congruence(first: Mapping[str, Any], second: Mapping[str, Any]) -> tuple[pd.DataFrame | None, int]:
    mine, theirs = (_loadings(summary) for summary in (first, second))
    common = [item for item in mine.index if item in theirs.index]
    if len(common) < FEWEST_ITEMS:
        return None, len(common)
    return tucker_congruence(mine.loc[common], theirs.loc[common]), len(common)


def _loadings(summary: Mapping[str, Any]) -> pd.DataFrame:
    """Items x factors."""
    return pd.DataFrame.from_dict((summary.get("factors") or {}).get("loadings") or {}, orient="index", dtype=float)
