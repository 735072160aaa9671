"""Only how much better a model would fit with one more parameter, without estimating it again."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from research.arithmetic.arrays import Floats
from research.confirmation.implied import Slopes, cross_loading_slopes, slopes
from research.confirmation.layout import FIXED, Layout
from research.confirmation.model import MeasurementModel
from research.confirmation.normal import NormalCriterion, NormalGroup, group_state
from research.errors import NotConverged

SUGGESTIONS = 15


@dataclass(frozen=True)
class _Extra:
    """Parameters that one group might have besides."""

    group: int
    slopes: Slopes


def suggested_changes(
    model: MeasurementModel, layout: Layout, group: NormalGroup, values: Floats, *, most: int = SUGGESTIONS
) -> pd.DataFrame:
    """Return the cross-loadings and residual covariances that would improve the fit most.

    Parameters
    ----------
    model, layout, group
    values : array, shape (parameters,)
        The solution.
    most : int
        Rows returned.

    Returns
    -------
    DataFrame
        Columns kind ("cross-loading", "residual covariance"), left, right, chi2 (the modification index), change
        (expected parameter), standardised.

    References
    ----------
    Sörbom (1989), Psychometrika 54. R: ``lavaan::modindices(fit)``.
    """
    (placed,) = layout.place(values)
    rows, columns = np.nonzero(~model.pattern)
    first, second = np.triu_indices(len(model.items), 1)
    pairs = np.zeros((len(first), len(model.items), len(model.items)))
    at = np.arange(len(first))
    pairs[at, first, second] = pairs[at, second, first] = 1.0
    moves = np.concatenate([cross_loading_slopes(placed, rows, columns), pairs])
    extra = Slopes(np.full(len(moves), FIXED), moves, np.zeros((len(moves), len(model.items))))
    chi2, change = _score_tests(layout, [group], values, _Extra(0, extra))
    spread = np.sqrt(np.diag(placed.loadings @ placed.factor_covariance @ placed.loadings.T) + placed.unique)
    factor_spread, residual = np.sqrt(np.diag(placed.factor_covariance)), np.sqrt(placed.unique)
    scale = np.concatenate([factor_spread[columns] / spread[rows], 1 / (residual[first] * residual[second])])
    items, factors = np.asarray(model.items), np.asarray(model.factors)
    table = pd.DataFrame(
        {
            "kind": ["cross-loading"] * len(rows) + ["residual covariance"] * len(first),
            "left": np.concatenate([factors[columns], items[first]]),
            "right": np.concatenate([items[rows], items[second]]),
            "chi2": chi2,
            "change": change,
            "standardised": change * scale,
        }
    )
    return table.sort_values("chi2", ascending=False, kind="stable", ignore_index=True).head(most)


def differing_items(layout: Layout, groups: list[NormalGroup], values: Floats, names: list[str]) -> pd.DataFrame:
    """Return which loadings and intercepts that all groups share would differ most in one group.

    Parameters
    ----------
    layout, groups
    values : array, shape (parameters,)
        The solution.
    names : list of str
        Names of the groups.

    Returns
    -------
    DataFrame
        Columns item, what ("loading" or "intercept"), group, chi2 (1 df); the largest first. Of two groups only
        the second is told. The figure of a loading beside equal intercepts depends on which group is the first.

    References
    ----------
    R: ``lavaan::lavTestScore(fit)$uni``.
    """
    shared = [
        number for number, label in enumerate(layout.labels) if label.group < 0 and label.kind != "residual variance"
    ]
    found = []
    for group, numbers in enumerate(layout.numbers):
        if group == 0 and len(groups) == 2:  # to free one of two groups is to free the other
            continue
        own = slopes(layout.place(values)[group], numbers)
        kept = np.flatnonzero(np.isin(own.numbers, shared))
        extra = Slopes(own.numbers[kept], own.covariance[kept], own.mean[kept])
        chi2, _ = _score_tests(layout, groups, values, _Extra(group, extra))
        for number, size in zip(extra.numbers, chi2, strict=True):
            label = layout.labels[number]
            found.append((label.right or label.left, label.kind, names[group], float(size)))
    table = pd.DataFrame(found, columns=["item", "what", "group", "chi2"])
    return table.sort_values("chi2", ascending=False, kind="stable", ignore_index=True)


def _score_tests(layout: Layout, groups: list[NormalGroup], values: Floats, extra: _Extra) -> tuple[Floats, Floats]:
    """Return ``N g^2 / v`` and ``-g / v`` per extra parameter, with v its information given all others."""
    state = NormalCriterion(layout, groups)(values)
    if state is None:
        raise NotConverged("impossible_covariances")
    group, placed, numbers = groups[extra.group], layout.place(values)[extra.group], layout.numbers[extra.group]
    total = sum(each.n for each in groups)
    share = group.n / total
    own = slopes(placed, numbers)
    both = group_state(group, placed, _together(own, extra.slopes), means=layout.means)
    known = len(own.numbers)
    slope = share * both.slope[known:]
    beside = np.zeros((len(slope), layout.size))
    beside[:, own.numbers] = share * both.information[known:, :known]
    explained = np.sum(beside * np.linalg.solve(state.information, beside.T).T, axis=1)
    alone = share * np.diag(both.information)[known:]
    left = alone - explained
    identified = left > 1e-10 * alone
    safe = np.where(identified, left, 1.0)
    return np.where(identified, total * slope**2 / safe, 0.0), np.where(identified, -slope / safe, 0.0)


def _together(first: Slopes, second: Slopes) -> Slopes:
    numbers: NDArray[np.intp] = np.concatenate([first.numbers, second.numbers])
    return Slopes(
        numbers, np.concatenate([first.covariance, second.covariance]), np.concatenate([first.mean, second.mean])
    )
