"""Scores without what saying yes to everything puts into them, of the people asked and of people without groups."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from research.correlations.correlate import Correlation
from research.factors.scores import ScoreMethod, factor_scores
from research.factors.solution import FactorSolution
from research.scales.acquiescence import acquiescence_index, without_acquiescence
from research.scales.completed_scores import completed_scores


@dataclass(frozen=True, kw_only=True)
class Agreeing:
    """What the index of saying yes is made of.

    Parameters
    ----------
    ranges : dict of item to (lowest, highest answer)
    reversed_items : frozenset of str
    scales : dict of scale to its items
    """

    ranges: Mapping[str, tuple[float, float]]
    reversed_items: frozenset[str]
    scales: Mapping[str, list[str]]

    def index(self, keyed: pd.DataFrame) -> pd.Series | None:
        """See `acquiescence_index`; `keyed` is turned back to what was answered."""
        names = [name for name in self.ranges if name in keyed]
        raw = keyed[names].copy()
        for name in self.reversed_items.intersection(names):
            raw[name] = sum(self.ranges[name]) - raw[name]
        return acquiescence_index(raw, ranges=self.ranges, reversed_items=self.reversed_items, scales=self.scales)

    def taken_out(self, scores: pd.DataFrame, keyed: pd.DataFrame) -> pd.DataFrame:
        """Scores of these people without their index."""
        index = self.index(keyed)
        return scores if index is None else without_acquiescence(scores, index).scores


@dataclass(frozen=True, kw_only=True, eq=False)
class ScaleScoring:
    """From keyed answers to scale scores; of who answered enough items, a scale left out as it is expected."""

    scales: Mapping[str, list[str]]
    correlation: Correlation
    agreeing: Agreeing | None

    def __call__(self, keyed: pd.DataFrame) -> pd.DataFrame:
        """People x scales."""
        scores = completed_scores(keyed, scales=self.scales, correlation=self.correlation)
        return scores if self.agreeing is None else self.agreeing.taken_out(scores, keyed)


@dataclass(frozen=True, kw_only=True, eq=False)
class InUnits:
    """Scores in the units of a basis."""

    scoring: "ScaleScoring | FactorScoring"
    means: pd.Series
    units: pd.Series

    def __call__(self, keyed: pd.DataFrame) -> pd.DataFrame:
        """People x variables of the basis."""
        return (self.scoring(keyed)[list(self.means.index)] - self.means) / self.units


@dataclass(frozen=True, kw_only=True, eq=False)
class FactorScoring:
    """From keyed answers to scores of the factors that were found, standardised as everybody was."""

    correlation: Correlation
    solution: FactorSolution
    method: ScoreMethod
    means: pd.Series
    deviations: pd.Series
    agreeing: Agreeing | None

    def __call__(self, keyed: pd.DataFrame) -> pd.DataFrame:
        """People x factors."""
        found = factor_scores(
            keyed,
            self.correlation,
            self.solution,
            method=self.method,
            means=self.means,
            deviations=self.deviations,
        )
        return found.scores if self.agreeing is None else self.agreeing.taken_out(found.scores, keyed)
