"""Only the known shares of a population, put beside the categories of a sample."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from research.arithmetic.arrays import Floats
from research.errors import BadData, BadPlan, TooFewResponses
from research.said import Wrote

Targets = Mapping[str, Mapping[object, float]]
SUM_TOLERANCE = 1e-6


class EmptyCategory(TooFewResponses):
    """A category has a target, but nobody in the data to carry it."""

    kind = "empty_category"


@dataclass(frozen=True)
class Margin:
    """One variable as category numbers, -1 where somebody did not answer."""

    name: str
    labels: list[object]
    codes: NDArray[np.intp]
    shares: Floats

    def sums(self, weights: Floats) -> Floats:
        """Return the weight of each category; the last place holds those who did not answer."""
        places = self.codes % (len(self.labels) + 1)
        return np.asarray(np.bincount(places, weights, minlength=len(self.labels) + 1), dtype=np.float64)

    def shares_under(self, weights: Floats) -> Floats:
        """Return the share of each category among those who answered."""
        held = self.sums(weights)[:-1]
        return np.asarray(held / held.sum())


def read_margins(frame: pd.DataFrame, targets: Targets) -> list[Margin]:
    """Put the targets beside the categories of the data, or say by name why they do not fit.

    Raises
    ------
    BadPlan, BadData, EmptyCategory
    """
    _check_targets(frame, targets)
    return [_read_margin(frame[name], name, shares) for name, shares in targets.items()]


def _check_targets(frame: pd.DataFrame, targets: Targets) -> None:
    if not targets:
        raise BadPlan("no_target")
    unknown = tuple(name for name in targets if name not in frame.columns)
    if unknown:
        raise BadData("targets_not_in_data", where=unknown, variables=unknown)
    for name, shares in targets.items():
        values = np.asarray(list(shares.values()), dtype=np.float64)
        if not np.isfinite(values).all() or (values <= 0).any() or abs(values.sum() - 1) > SUM_TOLERANCE:
            raise BadPlan("targets_are_no_shares", where=(name,), variable=name, total=values.sum())


def _read_margin(column: pd.Series, name: str, shares: Mapping[object, float]) -> Margin:
    labels = list(shares)
    places = {label: place for place, label in enumerate(labels)}
    numbers, found = pd.factorize(column)
    strange = [str(label) for label in found if label not in places]
    if strange:
        raise BadData("answers_without_target", where=(name,), variable=name, answers=Wrote(strange))
    lookup = np.asarray([places[label] for label in found] + [-1], dtype=np.intp)
    codes = lookup[numbers]
    empty = [str(label) for label, place in places.items() if not (codes == place).any()]
    if empty:
        raise EmptyCategory("category_without_people", where=(name,), variable=name, categories=empty)
    values = np.asarray(list(shares.values()), dtype=np.float64)
    return Margin(name, labels, codes, values / values.sum())
