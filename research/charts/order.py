"""What stands in which order and what it is called, for pages and pictures alike."""

from collections.abc import Mapping, Sequence

from research.summary.schema import Summary
from research.summary.schema.measured import Factors
from research.summary.schema.team import Axis
from research.words.grammar import Grammar
from research.words.marking import N_

MOST_ITEMS = 60
"""With more items than this a square of the heat map is too small to be seen; the table has them all."""
MORE, LESS = N_("more {dimension}"), N_("less {dimension}")
NAMED = 0.5
"""A variable is named beside an axis it correlates with at least this much."""


def order_by_factor(factors: Factors, items: Sequence[str]) -> list[tuple[str, str]]:
    """Items with the factor they load on most, factor by factor, the strongest first; others at the end."""
    names = factors.names

    def place(item: str) -> tuple[int, float]:
        own = factors.loadings.get(item)
        if not own:
            return len(names), 0.0
        strongest = max(range(len(names)), key=lambda number: abs(own[names[number]] or 0))
        return strongest, -abs(own[names[strongest]] or 0)

    places = {item: place(item) for item in items}
    return [(item, [*names, ""][places[item][0]]) for item in sorted(items, key=places.__getitem__)]


def axis_words(axis: Axis, labels: Mapping[str, str], grammar: Grammar) -> str:
    """What a large value on an axis means: the variables it goes with, the strongest first."""
    related = sorted(axis.related.items(), key=lambda pair: -abs(pair[1]))
    told = [pair for pair in related if abs(pair[1]) >= NAMED][:2] or related[:1]
    ends = [grammar.filled(MORE if r > 0 else LESS, {"dimension": labels.get(name, name)}) for name, r in told]
    return grammar.listed(ends)


def basis_words(summary: Summary) -> dict[str, str]:
    """Words of what people may have been grouped by: factors, scales, items."""
    items = {name: item.text or name for name, item in summary.items.items()}
    scales = {name: scale.title or name for name, scale in summary.scales.items()}
    return items | scales | summary.factors.labels
