"""Unknown numbers of people, and what is known of their sums: between which bounds does each lie?"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from highspy import Highs, HighsLp, HighsModelStatus, MatrixFormat

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
        self._known = list(known)
        unknowns = dict.fromkeys(unknown for each in self._known for unknown in each.sum)
        self._place = {unknown: place for place, unknown in enumerate(unknowns)}
        self._highs = Highs()
        self._highs.setOptionValue("output_flag", False)
        self._highs.passModel(self._model())

    def lowest(self, total: Sum) -> Bound:
        """The lowest value that a sum can have."""
        return self._solve(total, 1.0)

    def highest(self, total: Sum) -> Bound:
        """The highest."""
        return self._solve(total, -1.0)

    def _solve(self, total: Sum, sign: float) -> Bound:
        if not total.keys() <= self._place.keys() or not self._reaches(total, sign):
            return Bound(value=0.0 if sign > 0 else np.inf, by=frozenset(), reached={})
        found = self._highs.getSolution()
        return Bound(
            value=sign * self._highs.getInfo().objective_function_value,
            by=self._by(found.row_dual),
            reached=dict(zip(self._place, found.col_value, strict=True)),
        )

    def _reaches(self, total: Sum, sign: float) -> bool:
        """Whether the sum has a bound on this side; each search goes on from where the last one ended."""
        aim = np.zeros(len(self._place))
        for unknown, factor in total.items():
            aim[self._place[unknown]] = sign * factor
        self._highs.changeColsCost(len(aim), np.arange(len(aim), dtype=np.int32), aim)
        self._highs.run()
        return bool(self._highs.getModelStatus() == HighsModelStatus.kOptimal)

    def _by(self, duals: Sequence[float]) -> frozenset[Shown]:
        """Whose equations hold the bound where it is."""
        weighed = zip(self._known, duals, strict=True)
        return frozenset(each.by for each, weight in weighed if each.by is not None and abs(weight) > NEGLIGIBLE)

    def _model(self) -> HighsLp:
        """What is known, row by row; nobody counts less than nobody."""
        model = HighsLp()
        model.num_col_, model.num_row_ = len(self._place), len(self._known)
        model.col_cost_ = model.col_lower_ = np.zeros(len(self._place))
        model.col_upper_ = np.full(len(self._place), np.inf)
        model.row_lower_ = np.array([each.low for each in self._known])
        model.row_upper_ = np.array([each.high for each in self._known])
        model.a_matrix_.format_ = MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0, *(len(each.sum) for each in self._known)])
        model.a_matrix_.index_ = np.array([self._place[unknown] for each in self._known for unknown in each.sum])
        model.a_matrix_.value_ = np.array([factor for each in self._known for factor in each.sum.values()])
        return model
