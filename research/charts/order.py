"""What stands in which order and what it is called: only what pages and pictures both need, without any drawing."""

from collections.abc import Mapping, Sequence
from typing import Any

MOST_ITEMS = 60
"""With more items than this a square of the heat map is too small to be seen; the table has them all."""
NAMED = 0.5
"""A variable is named beside an axis it correlates with at least this much."""


def order_by_factor(factors: Mapping[str, Any], items: Sequence[str]) -> list[tuple[str, str]]:
    """Items with the factor they load on most, factor by factor, the strongest first; others at the end.

    Parameters
    ----------
    factors : mapping
        `factors` of a summary.
    items : sequence of str
        Those that were correlated.
    """
    names, loadings = list(factors["names"]), factors["loadings"]

    def place(item: str) -> tuple[int, float]:
        own = loadings.get(item)
        if not own:
            return len(names), 0.0
        strongest = max(range(len(names)), key=lambda number: abs(own[names[number]] or 0))
        return strongest, -abs(own[names[strongest]] or 0)

    found = sorted(items, key=place)
    return [(item, names[place(item)[0]] if place(item)[0] < len(names) else "") for item in found]


def axis_words(axis: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """What a large value on an axis means: the variables it goes with, the strongest first."""
    related = sorted(axis["related"].items(), key=lambda pair: -abs(pair[1]))
    told = [pair for pair in related if abs(pair[1]) >= NAMED][:2] or related[:1]
    return ", ".join(f"{'more' if r > 0 else 'less'} {labels.get(name, name)}" for name, r in told)


def basis_words(summary: Mapping[str, Any]) -> dict[str, str]:
    """Words of what people may have been grouped by: factors, scales, items."""
    items = {name: item.get("text") or name for name, item in (summary.get("items") or {}).items()}
    scales = {name: scale.get("title") or name for name, scale in (summary.get("scales") or {}).items()}
    return items | scales | dict((summary.get("factors") or {}).get("labels") or {})
