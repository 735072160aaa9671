"""Which shown figures to hide, so that all others together tell of no group of a few people."""

from collections.abc import Mapping
from math import ceil

from research.disclosure.rules import Rules
from research.disclosure.solving.gather import systems
from research.disclosure.solving.system import NEGLIGIBLE, Bound, Group, Shown, Solver, System, Unknown
from research.summary.schema import Summary


class Audit:
    """Looks for what tells of few people in a report that is shown with less and less.

    Parameters
    ----------
    summary : Summary
        Before anything was hidden.
    rules : Rules

    Notes
    -----
    The audit of linked tables by linear programming (Willenborg & de Waal 2001, chapter 6; Castro 2012): each group's
    lowest and highest number of people under all that is shown. Where both are few, the group is told, and of the
    figures that hold the bounds (by their dual values) the one of the least loss goes.
    """

    def __init__(self, summary: Summary, *, rules: Rules) -> None:
        self._summary = summary
        self._rules = rules
        self._sound: dict[int, System] = {}

    def what_to_hide(self, shown: Summary) -> frozenset[Shown]:
        """Figures to hide beside those that are hidden already.

        Parameters
        ----------
        shown : Summary
            As it would be read.

        Returns
        -------
        frozenset of Shown
            Empty where all shown figures together leave open, for every group of 1 to `smallest_group - 1` people,
            whether there is anybody in it at all, or whether it is a large one.
        """
        found = enumerate(systems(shown, self._summary, rules=self._rules))
        return frozenset(gone for place, system in found for gone in self._audited(place, system))

    def _audited(self, place: int, system: System) -> set[Shown]:
        """What looks as it did when nothing had to go needs no second look."""
        if self._sound.get(place) == system:
            return set()
        gone = _hidden(system, self._rules)
        if not gone:
            self._sound[place] = system
        return gone


def _hidden(system: System, rules: Rules) -> set[Shown]:
    """Group after group; a solution in which the first is empty clears all that are empty in it."""
    hidden = set(system.unsolved)
    solver = Solver(each for each in system.known if each.by not in hidden)
    few = _few(system, rules)
    if not few:
        return hidden
    waiting = _still_open(few, solver.lowest(_all(few)), rules)
    while waiting:
        low = solver.lowest(waiting[0].sum)
        if ceil(low.value - NEGLIGIBLE) < 1:
            waiting = _still_open(waiting[1:], low, rules)
            continue
        goes = _least(low, solver.highest(waiting[0].sum), rules)
        if goes is None:
            waiting = waiting[1:]
            continue
        hidden.add(goes)
        solver = Solver(each for each in system.known if each.by not in hidden)
    return hidden


def _few(system: System, rules: Rules) -> list[Group]:
    return [group for group in system.groups if group.people is None or rules.is_small(group.people)]


def _all(groups: list[Group]) -> dict[Unknown, float]:
    """All of them at once: where together they are as few as can be, most are empty."""
    total: dict[Unknown, float] = {}
    for group in groups:
        for unknown, factor in group.sum.items():
            total[unknown] = total.get(unknown, 0.0) + factor
    return total


def _least(low: Bound, high: Bound, rules: Rules) -> Shown | None:
    """What is missed least of the figures by which a group is few.

    None where it may be large, or where what tells cannot be hidden: sizes of segments, and how a table adds up.
    """
    if high.value >= rules.smallest_group - NEGLIGIBLE:
        return None
    return min(low.by | high.by, default=None)


def _still_open(groups: list[Group], found: Bound, rules: Rules) -> list[Group]:
    """Those that a solution does not show to be empty, or large enough."""
    return [group for group in groups if not _cleared(group, found.reached, rules)]


def _cleared(group: Group, reached: Mapping[Unknown, float], rules: Rules) -> bool:
    if not reached:
        return False
    people = sum(factor * reached.get(unknown, 0.0) for unknown, factor in group.sum.items())
    return people < 1 - NEGLIGIBLE or people >= rules.smallest_group
