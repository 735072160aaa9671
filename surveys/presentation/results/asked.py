"""What a plan asked for beyond every analysis: where it did not, the page says in one line how to ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from research.summary.schema import Summary

FEWEST_ITEMS = 3
"""A scale of fewer items cannot be confirmed."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Whether each was asked for; True also where it makes no sense to ask."""

    weighting: bool
    confirmation: bool
    comparison: bool
    side_by_side: bool
    certainty: bool


def read_asked(plan: Mapping[str, Any], summary: Summary) -> Asked:
    """Scales that cannot be tested are nothing to ask about, nor are segments where there are none."""
    testable = any(scale.n_items >= FEWEST_ITEMS for scale in summary.scales.values())
    grouped = bool(summary.segments.codes)
    return Asked(
        weighting=bool(plan.get("margins") or plan.get("weights") or summary.data.weighted),
        confirmation=bool(plan.get("confirm")) or not testable,
        comparison=bool(plan.get("compare_across")) or not testable,
        side_by_side=bool(plan.get("side_by_side")) or not grouped,
        certainty=bool(plan.get("replicates")) or not grouped,
    )
