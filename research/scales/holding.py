"""Whether items hang together in the scales they were declared in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats

FEWEST_SCALES = 2
FEWEST_ITEMS = 2
"""Of a scale: an item needs another one to go with."""
ENOUGH_NEAREST, MOST_ELSEWHERE = 0.8, 0.1
"""Shares of the items that must be nearest to their own scale, and that may clearly belong to another."""
CLEARLY = 0.1
"""By so much must the correlation with another scale be higher to say that an item belongs there."""


@dataclass(frozen=True, kw_only=True)
class Holding:
    """Whether declared scales describe the answers.

    Parameters
    ----------
    holds : bool
    items, scales : int
        Analysed items, and scales with two of them or more.
    nearest : float
        Share of the items that correlate highest with the rest of their own scale.
    elsewhere : tuple of str
        Items that correlate clearly higher with another scale.
    undeclared : tuple of str
        Items of no scale.
    """

    holds: bool
    items: int
    scales: int
    nearest: float
    elsewhere: tuple[str, ...]
    undeclared: tuple[str, ...]


def scales_hold(correlations: pd.DataFrame, *, scales: Mapping[str, Sequence[str]]) -> Holding:
    """Compare the correlation of every item with the rest of its own scale and with all other scales.

    They hold where every item is in one of two scales or more, at least 80 % of the items are nearest to their own, and
    at most 10 % are clearly (by .1) nearer to another.

    Parameters
    ----------
    correlations : DataFrame, items x items
        Of keyed answers.
    scales : mapping of scale to its items

    References
    ----------
    Multitrait scaling: Hays & Hayashi (1990), Behavior Research Methods 22. R: ``psych::scoreItems(keys, x)``.
    """
    names = [str(name) for name in correlations]
    own = {scale: [item for item in members if item in names] for scale, members in scales.items()}
    own = {scale: members for scale, members in own.items() if len(members) >= FEWEST_ITEMS}
    home = {item: scale for scale, members in own.items() for item in members}
    declared = [item for item in names if item in home]
    lead = _lead(correlations.loc[declared, declared].to_numpy(dtype=np.float64), [home[item] for item in declared])
    nearest = float((lead > 0).sum() / max(len(names), 1))
    elsewhere = tuple(item for item, by in zip(declared, lead, strict=True) if by < -CLEARLY)
    undeclared = tuple(item for item in names if item not in home)
    holds = (
        len(own) >= FEWEST_SCALES
        and not undeclared
        and nearest >= ENOUGH_NEAREST
        and len(elsewhere) <= MOST_ELSEWHERE * len(names)
    )
    return Holding(
        holds=holds, items=len(names), scales=len(own), nearest=nearest, elsewhere=elsewhere, undeclared=undeclared
    )


def _lead(correlations: Floats, home: Sequence[str]) -> Floats:
    """By how much each item correlates higher with the rest of its own scale than with any other scale."""
    scales = list(dict.fromkeys(home))
    if len(scales) < FEWEST_SCALES:
        return np.zeros(len(home))
    member = np.asarray([[scale == other for other in scales] for scale in home], dtype=np.float64)
    sums = correlations @ member  # of each item with the sum of each scale, all items standardised
    variances = np.diag(member.T @ correlations @ member)
    with_own = sums[member > 0] - 1.0
    rest = variances[member.argmax(axis=1)] - 2 * sums[member > 0] + 1.0
    own = with_own / np.sqrt(np.maximum(rest, 1e-12))
    others = np.where(member > 0, -np.inf, sums / np.sqrt(np.maximum(variances, 1e-12)))
    return np.asarray(own - others.max(axis=1))
