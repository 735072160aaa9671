"""Totals that would tell about a few people by their difference are told as one."""

from collections.abc import Iterable, Mapping
from functools import partial

from research.declared import Total
from research.disclosure.rules import Rules


class Totals:
    """As which number each total is told.

    Parameters
    ----------
    rules : Rules
    everybody : int
        People in segments: the sizes of these add up to it, so every total near it is told as this one.
    sizes : mapping of segment to int or None
        None where the size itself is hidden; then nothing is told of how many answered.
    """

    def __init__(self, rules: Rules, *, everybody: int, sizes: Mapping[str, int | None]) -> None:
        self._rules = rules
        self._anchors: dict[str | None, int | None] = {None: everybody}
        self._anchors.update(sizes)
        self._told: dict[str | None, dict[int, int]] = {}

    def learn(self, found: Iterable[tuple[Total, str | None, int]]) -> None:
        """Decide for all totals of a summary together, the largest first, so that their order does not matter."""
        groups: dict[str | None, set[int]] = {}
        for total, segment, n in found:
            groups.setdefault(_group(total, segment), set()).add(n)
        for group, values in groups.items():
            anchor = self._anchors.get(group)
            self._told[group] = _apart(values, anchor, self._rules.smallest_group)

    def told(self, n: int, total: Total, segment: str | None) -> int | None:
        """The number to show, or None: too few, or of a segment whose size is hidden."""
        group = _group(total, segment)
        if self._rules.is_small(n) or self._anchors.get(group, n) is None:
            return None
        told = self._told[group][n]
        return None if self._rules.is_small(told) or (total.exact and told != n) else told


def _group(total: Total, segment: str | None) -> str | None:
    return segment if total.of == "segment" else None


def _apart(values: set[int], anchor: int | None, step: int) -> dict[int, int]:
    """Each value as itself, or as the nearest that is told already where fewer than `step` people lie between."""
    told = [] if anchor is None else [anchor]
    found = {}
    for n in sorted(values, reverse=True):
        near = [other for other in told if 0 < abs(other - n) < step]
        if n and near:
            found[n] = min(near, key=partial(_distance, n))
        else:
            found[n] = n
            told.append(n)
    return found


def _distance(n: int, other: int) -> tuple[int, int]:
    """Of two as near, the larger."""
    return abs(other - n), -other
