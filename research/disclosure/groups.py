"""Groups of people by one question: which are too small, and which a table elsewhere nearly tells."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np

from research.disclosure.cells import hide_small_cells
from research.disclosure.rules import Rules
from research.summary.schema import Summary


def small_groups(counts: Sequence[int], everybody: int, rules: Rules) -> list[bool]:
    """Which groups are too small, with company; who is in none is a group like any other, as all together are known."""
    nobody = max(everybody - sum(counts), 0)
    return [bool(hide) for hide in hide_small_cells(np.array([[*counts, nobody]], float), rules=rules)[0][:-1]]


def nearly_known(
    counts: Mapping[Any, int], summary: Summary, variable: str, *, by: Literal["code", "label"], rules: Rules
) -> bool:
    """Whether a count differs by a few people from that of a table, which would tell how these answered."""
    known = {
        getattr(option, by): n
        for table in summary.segments.profiles
        if table.variable == variable
        for option, n in zip(table.options, table.population, strict=True)
    }
    return any(rules.is_small(abs(n - (known[group] or 0))) for group, n in counts.items() if group in known)
