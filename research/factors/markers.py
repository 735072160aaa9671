"""Only which items stand for which factor, and what a reader must know about a solution."""

import numpy as np
import pandas as pd

from research.errors import Caution, Severity, caution
from research.factors.fit import Fit
from research.said import say

FEWEST_MARKERS = 3
SAME_FACTOR = 0.85
POOR_RMSEA, POOR_CFI = 0.08, 0.9
BAD_CFI = 0.8
"""Below this the fit is poor whatever RMSEA says: where items hardly correlate, RMSEA is small for any model."""
MANY_HOMELESS = 1 / 3
FEW_STARTS_AGREE = 0.5


def find_markers(loadings: pd.DataFrame, least: float) -> dict[str, list[str]]:
    """Return, per factor, the items that load on it at least `least` and on no other more, strongest first.

    Parameters
    ----------
    loadings : DataFrame, shape (items, factors)
    least : float
    """
    sizes = loadings.abs()
    home = sizes.to_numpy().argmax(axis=1)
    found = {}
    for place, factor in enumerate(loadings.columns):
        own = sizes.loc[home == place, factor]
        own = own[own >= least].sort_values(ascending=False, kind="stable")
        found[str(factor)] = [str(name) for name in own.index]
    return found


def thin_factors(markers: dict[str, list[str]]) -> tuple[str, ...]:
    """Return the factors with fewer than three marker items."""
    return tuple(factor for factor, items in markers.items() if len(items) < FEWEST_MARKERS)


def solution_cautions(
    loadings: pd.DataFrame,
    phi: pd.DataFrame,
    markers: dict[str, list[str]],
    quality: Fit,
    share_at_best: float,
    least: float,
) -> tuple[Caution, ...]:
    """Collect what a reader of the solution must know."""
    said = [*_thin(markers, least), *_same(phi), *_homeless(loadings, least)]
    said += _poor(quality)
    if share_at_best < FEW_STARTS_AGREE:
        said.append(caution("rotation_ambiguous", share=share_at_best))
    return tuple(said)


def _poor(quality: Fit) -> list[Caution]:
    if not (quality.rmsea > POOR_RMSEA or quality.cfi < POOR_CFI):
        return []
    bad = quality.rmsea > POOR_RMSEA or quality.cfi < BAD_CFI
    how = say("reproduced_poorly" if bad else "reproduced_not_fully")
    severity: Severity = "warning" if bad else "note"
    return [caution("poor_fit", severity=severity, how=how, rmsea=quality.rmsea, cfi=quality.cfi, tli=quality.tli)]


def _thin(markers: dict[str, list[str]], least: float) -> list[Caution]:
    if not (thin := thin_factors(markers)):
        return []
    return [caution("thin_factor", severity="stop", where=thin, factors=thin, fewest=FEWEST_MARKERS, least=least)]


def same_factors(phi: pd.DataFrame) -> list[tuple[str, str, float]]:
    """Return the pairs of factors that correlate so much that they are one, with their correlation."""
    values = phi.to_numpy(dtype=np.float64)
    rows, columns = np.nonzero(np.tril(np.abs(values), -1) > SAME_FACTOR)
    names = [str(name) for name in phi.columns]
    return [(names[column], names[row], float(values[row, column])) for row, column in zip(rows, columns, strict=True)]


def _same(phi: pd.DataFrame) -> list[Caution]:
    return [
        caution("same_factor_twice", where=(first, second), first=first, second=second, correlation=size)
        for first, second, size in same_factors(phi)
    ]


def _homeless(loadings: pd.DataFrame, least: float) -> list[Caution]:
    alone = loadings.abs().max(axis=1) < least
    items = [str(name) for name in loadings.index[alone.to_numpy()]]
    if not items:
        return []
    few = len(items) <= MANY_HOMELESS * len(alone)
    return [
        caution(
            "item_without_factor",
            severity="note" if few else "warning",
            where=items,
            n=len(items),
            of=len(alone),
            least=least,
            items=items,
            then=say("leave_items_out" if few else "try_more_factors"),
        )
    ]
