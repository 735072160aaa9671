"""Single items as something people can be grouped by: without gaps, and in the units people answered in."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from research.codebook import Codebook, rating_range
from research.correlations.completion import completed
from research.correlations.correlate import Correlation
from research.scales.response_style import ipsatise


@dataclass(frozen=True, kw_only=True)
class SingleItems:
    """Keyed answers, and what is known of their scales.

    Parameters
    ----------
    keyed : DataFrame, people x items
    correlation : Correlation or None
        Fills gaps; None: Pearson correlations are computed where there are any.
    spans : mapping of item to (lowest, highest answer)
        Items without a range have the one that was used.
    turned : collection of str
        Items that are keyed the other way.
    """

    keyed: pd.DataFrame
    correlation: Correlation | None
    spans: Mapping[str, tuple[float, float]]
    turned: frozenset[str]

    @property
    def one_unit(self) -> bool:
        """Whether a step means the same in every item: then a wide spread is a finding, and stays."""
        return len({high - low for low, high in self.spans.values()}) == 1

    def complete(self) -> pd.DataFrame:
        """Of everybody who answered at least half of the items."""
        return completed(self.keyed, self.correlation)

    def centred(self) -> pd.DataFrame:
        """The same as given, around each person's own mean."""
        full = self.complete()
        return ipsatise(pd.DataFrame({name: self._as_given(full, str(name)) for name in full}, index=full.index))

    def variables(self, basis: str) -> pd.DataFrame:
        """Those of the basis `items` or `centred_items`."""
        return self.complete() if basis == "items" else self.centred()

    def _as_given(self, full: pd.DataFrame, name: str) -> pd.Series:
        return sum(self.spans[name]) - full[name] if name in self.turned else full[name]


def single_items(keyed: pd.DataFrame, codebook: Codebook, correlation: Correlation | None) -> SingleItems:
    """What a codebook says of these answers."""
    names = [str(name) for name in keyed]
    spans = {name: span_of(keyed[name], *(rating_range(codebook[name]) or (None, None))) for name in names}
    turned = frozenset(name for name in names if codebook[name].reverse)
    return SingleItems(keyed=keyed, correlation=correlation, spans=spans, turned=turned)


def span_of(answers: pd.Series, low: float | None, high: float | None) -> tuple[float, float]:
    """Lowest and highest answer that could be given; where nobody says, that was given."""
    if low is None or high is None:
        return float(answers.min()), float(answers.max())
    return low, high
