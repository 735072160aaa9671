"""Unknown numbers of people, and what is known of their sums: between which bounds does each lie?"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import OptimizeResult, linprog
from scipy.sparse import csr_array

Unknown = tuple[Hashable, ...]
Sum = Mapping[Unknown, float]
NEGLIGIBLE = 1e-6


@dataclass(frozen=True, order=True, kw_only=True)
class Shown:
    """A figure that can be hidden; of several that would do, the one of the least loss goes.

    Parameters
    ----------
    loss : int
        How much a reader misses it.
    part : str
        Where in the summary it stands.
    variable : str
        The question, or the place of a passport.
    segment : str
        Empty for everybody.
    place : int
        Of the answer; -1 where it is about no answer.
    """

    loss: int
    part: str
    variable: str
    segment: str = ""
    place: int = -1


@dataclass(frozen=True, kw_only=True)
class Known:
    """A sum of unknowns lies between two numbers, because a figure is shown (None: it is so by construction)."""

    sum: Sum
    low: float
    high: float
    by: Shown | None = None


Row = tuple[Known, float, float]
"""What is known, with its sign and its side in the solver's form."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """People whom nobody may count if they are few: as a sum of unknowns, and how many they are, where we know."""

    sum: Sum
    people: int | None


@dataclass(kw_only=True)
class System:
    """All that is known about some questions that hang together."""

    known: list[Known] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    unsolved: set[Shown] = field(default_factory=set)
    """Figures that are too many to be solved with the others, so they are not shown."""

    def knows(self, total: Sum, low: float, high: float, by: Shown | None = None) -> None:
        self.known.append(Known(sum=total, low=low, high=high, by=by))

    def guards(self, total: Sum, people: int | None) -> None:
        self.groups.append(Group(sum=total, people=people))


def together(unknowns: Iterable[Unknown]) -> dict[Unknown, float]:
    """The sum of some unknowns."""
    found: dict[Unknown, float] = {}
    for unknown in unknowns:
        found[unknown] = found.get(unknown, 0.0) + 1.0
    return found


@dataclass(frozen=True, kw_only=True)
class Bound:
    """How low (or, of the negative sum, how high) a sum can be, by whom it is so, and where it is reached."""

    value: float
    by: frozenset[Shown]
    reached: Mapping[Unknown, float]


class Solver:
    """Bounds of sums under what is known; without bound where nothing holds them.

    Parameters
    ----------
    known : iterable of Known
    """

    def __init__(self, known: Iterable[Known]) -> None:
        facts = list(known)
        unknowns = dict.fromkeys(unknown for each in facts for unknown in each.sum)
        self._place = {unknown: place for place, unknown in enumerate(unknowns)}
        exact = [each for each in facts if each.low == each.high]
        between = [each for each in facts if each.low < each.high]
        self._exact = [(each, 1.0, each.low) for each in exact]
        self._at_most = [
            *((each, 1.0, each.high) for each in between if each.high < np.inf),
            *((each, -1.0, -each.low) for each in between),
        ]
        self._sides = {**self._side("eq", self._exact), **self._side("ub", self._at_most)}

    def lowest(self, total: Sum) -> Bound:
        """The lowest value that a sum can have."""
        return self._solve(total, 1.0)

    def highest(self, total: Sum) -> Bound:
        """The highest."""
        return self._solve(total, -1.0)

    def _solve(self, total: Sum, sign: float) -> Bound:
        found = self._run(total, sign)
        if found is None or found.status != 0:
            return Bound(value=0.0 if sign > 0 else np.inf, by=frozenset(), reached={})
        reached = dict(zip(self._place, found.x.tolist(), strict=True))
        return Bound(value=sign * float(found.fun), by=self._by(found), reached=reached)

    def _run(self, total: Sum, sign: float) -> OptimizeResult | None:
        """None where nothing is known of a part of the sum."""
        if not total.keys() <= self._place.keys():
            return None
        aim = np.zeros(len(self._place))
        for unknown, factor in total.items():
            aim[self._place[unknown]] = sign * factor
        return linprog(aim, bounds=(0, None), method="highs", **self._sides)

    def _by(self, found: OptimizeResult) -> frozenset[Shown]:
        """Whose equations hold the bound where it is."""
        weighed = [
            *(zip(self._exact, found.eqlin.marginals, strict=True) if self._exact else ()),
            *(zip(self._at_most, found.ineqlin.marginals, strict=True) if self._at_most else ()),
        ]
        return frozenset(
            each.by for (each, _sign, _side), weight in weighed if each.by is not None and abs(weight) > NEGLIGIBLE
        )

    def _side(self, name: str, rows: list[Row]) -> dict[str, object]:
        """A matrix and its side as the solver wants them, without what is empty."""
        if not rows:
            return {}
        entries = [
            (row, self._place[unknown], sign * factor)
            for row, (each, sign, _side) in enumerate(rows)
            for unknown, factor in each.sum.items()
        ]
        across, down, values = (np.array(each) for each in zip(*entries, strict=True))
        matrix = csr_array((values.astype(float), (across, down)), shape=(len(rows), len(self._place)))
        return {f"A_{name}": matrix, f"b_{name}": np.array([side for _each, _sign, side in rows])}
