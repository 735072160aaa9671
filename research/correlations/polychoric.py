"""Only polychoric correlations: two-step maximum likelihood, all pairs of items solved together."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from research.arithmetic.arrays import Floats
from research.arithmetic.columns import BLOCK_ROWS, anybody_answered
from research.correlations.assembly import assemble, check_bases
from research.correlations.bivariate_normal import NODES, bivariate_cdf, bivariate_density, far_rectangle
from research.correlations.checks import usable_values, usable_weights
from research.correlations.contingency import Tables, code_answers, cross_tables
from research.correlations.value import Correlation
from research.errors import BadData, NotConverged
from research.said import first_of, say

MOST_CATEGORIES = 15
LIMIT = 0.99995
INFINITY = 9.0
PAIRS_AT_ONCE = 2_000
SCORING_STEPS = 24
STEPS = 64
"""Scoring settles in a few steps; where cells are so empty that it swings, bisection settles in forty more."""
TOLERANCE = 1e-10
STEEP = 0.9
TINY = 1e-8
"""Cells of a smaller probability are no difference of larger ones any more, but integrated by themselves."""
NOTHING, STEEPEST = 1e-290, 1e300


def polychoric(
    data: pd.DataFrame,
    *,
    weights: pd.Series | None = None,
    max_categories: int = MOST_CATEGORIES,
    block_rows: int = BLOCK_ROWS,
) -> Correlation:
    """Estimate the correlations of the normal variables behind ordered answers.

    Step one: thresholds ``t_c = Phi^-1(share of answers up to category c)``. Step two: per pair, the
    correlation that maximises ``sum n_ab log P_ab(rho)``, by Fisher scoring kept inside a bracket. After the
    cross tables the cost does not depend on the number of respondents.

    Parameters
    ----------
    data : DataFrame, shape (respondents, items)
        Ordered categories as numbers, NaN where an answer is missing.
    weights : Series, optional
        One weight per respondent, on the same index.
    max_categories : int
        Items with more different answers are refused.
    block_rows : int
        Rows held in memory at once.

    Returns
    -------
    Correlation
        With `thresholds` and `information` per item.

    Raises
    ------
    NoVariance, TooFewResponses, TooFewItems, BadData, NotConverged

    Notes
    -----
    At a correlation of zero, the information of one answer pair is ``q_i q_j`` with
    ``q = sum_c (phi(t_c) - phi(t_{c-1}))^2 / p_c``, the share that the categories keep (1 if continuous).

    References
    ----------
    Olsson (1979), Psychometrika 44. R: ``lavaan::lavCor(x, ordered = names(x))``,
    ``psych::polychoric(x, correct = 0)``.
    """
    values = usable_values(data)
    names = [str(name) for name in data.columns]
    coded = code_answers(values)
    _check_categories(names, coded.counts.tolist(), max_categories)
    shares = usable_weights(weights, data.index)
    tables = cross_tables(coded, shares, block_rows=block_rows)
    people = (tables if shares is None else cross_tables(coded, block_rows=block_rows)).bases()
    check_bases(names, people)
    cuts = [_thresholds(margin) for margin in tables.margins()]
    kish = 1.0 if shares is None else float(shares.sum() ** 2 / (shares**2).sum() / len(shares))
    return assemble(
        names,
        _all_pairs(tables, cuts),
        people=people,
        effective=people * kish,
        n=int(anybody_answered(values).sum()),
        kind="polychoric",
        information=np.asarray([_information(margin, cut) for margin, cut in zip(tables.margins(), cuts, strict=True)]),
        thresholds=dict(zip(names, cuts, strict=True)),
    )


def _check_categories(names: list[str], counts: list[int], most: int) -> None:
    many = {name: count for name, count in zip(names, counts, strict=True) if count > most}
    if many:
        told = first_of([say("item_with_count", item=name, n=count) for name, count in many.items()])
        raise BadData("many_categories", where=list(many), most=most, items=told)


def _thresholds(margin: Floats) -> Floats:
    return np.asarray(ndtri(np.cumsum(margin)[:-1] / margin.sum()))


def _information(margin: Floats, cuts: Floats) -> float:
    density = np.concatenate([[0.0], np.exp(-(cuts**2) / 2) / np.sqrt(2 * np.pi), [0.0]])
    return float(np.sum(np.diff(density) ** 2 / (margin / margin.sum())))


def _all_pairs(tables: Tables, cuts: list[Floats]) -> Floats:
    items = len(cuts)
    width = int(tables.counts.max()) - 1
    padded = np.full((items, width), INFINITY)
    for item, cut in enumerate(cuts):
        padded[item, : len(cut)] = cut
    rows, columns = np.tril_indices(items, -1)
    found = np.eye(items)
    for start in range(0, len(rows), PAIRS_AT_ONCE):
        first, second = rows[start : start + PAIRS_AT_ONCE], columns[start : start + PAIRS_AT_ONCE]
        solved = _solve(tables.pairs(first, second), padded[first], padded[second])
        found[first, second] = found[second, first] = solved
    return found


def _solve(counts: Floats, first: Floats, second: Floats) -> Floats:
    """Solve many pairs by Fisher scoring inside a bracket; whatever has not settled then is bisected."""
    rho = np.zeros(len(counts))
    low, high = np.full(len(counts), -LIMIT), np.full(len(counts), LIMIT)
    active = np.arange(len(counts))
    for step in range(STEPS):
        slope, information = _slope(counts[active], first[active], second[active], rho[active])
        low[active] = np.where(slope > 0, rho[active], low[active])
        high[active] = np.where(slope > 0, high[active], rho[active])
        wanted = rho[active] + np.where(information > 0, slope, np.inf) / np.maximum(information, 1e-300)
        middle = (low[active] + high[active]) / 2
        outside = (wanted <= low[active]) | (wanted >= high[active])
        better = np.where(outside | (step >= SCORING_STEPS), middle, wanted)
        moved = np.abs(better - rho[active])
        rho[active] = better
        active = active[moved > TOLERANCE]
        if not active.size:
            return rho
    raise NotConverged("polychoric_not_settled", n=active.size)


def _slope(counts: Floats, first: Floats, second: Floats, rho: Floats) -> tuple[Floats, Floats]:
    """Return the slope of the log-likelihood and the expected information, per pair."""
    h, k, r = first[:, :, None], second[:, None, :], rho[:, None, None]
    steep = np.abs(rho) > STEEP
    inner = np.empty((len(rho), first.shape[1], second.shape[1]))
    for chosen, nodes in ((~steep, NODES), (steep, 4 * NODES)):
        if chosen.any():
            inner[chosen] = bivariate_cdf(h[chosen], k[chosen], r[chosen], nodes=nodes)
    cells = _cells(inner, first, second)
    tiny = (cells < TINY) & (counts > 0)
    if tiny.any():
        cells[tiny] = _far_cells(tiny, first, second, rho)
    change = _differences(bivariate_density(h, k, r))
    information = counts.sum(axis=(1, 2)) * np.sum(change**2 / np.maximum(cells, 1e-12), axis=(1, 2))
    slope = np.sum(np.where(counts > 0, counts * change / np.maximum(cells, NOTHING), 0.0), axis=(1, 2))
    impossible = (tiny & (cells < NOTHING)).any(axis=(1, 2))
    return np.where(impossible, -np.sign(rho) * STEEPEST, slope), information


def _far_cells(wanted: NDArray[np.bool_], first: Floats, second: Floats, rho: Floats) -> Floats:
    """Probabilities of the wanted cells, far from the line of the correlation, with all their digits."""
    pairs, rows, columns = np.nonzero(wanted)
    edges = [np.pad(cuts, ((0, 0), (1, 1)), constant_values=(-INFINITY, INFINITY)) for cuts in (first, second)]
    x, y = ((edge[pairs, place], edge[pairs, place + 1]) for edge, place in zip(edges, (rows, columns), strict=True))
    return far_rectangle(x, y, rho[pairs])


def _cells(inner: Floats, first: Floats, second: Floats) -> Floats:
    pairs, rows, columns = inner.shape
    grid = np.zeros((pairs, rows + 2, columns + 2))
    grid[:, 1:-1, 1:-1] = inner
    grid[:, 1:-1, -1] = ndtr(first)
    grid[:, -1, 1:-1] = ndtr(second)
    grid[:, -1, -1] = 1.0
    return np.asarray(np.diff(np.diff(grid, axis=1), axis=2))


def _differences(inner: Floats) -> Floats:
    grid = np.pad(inner, ((0, 0), (1, 1), (1, 1)))
    return np.asarray(np.diff(np.diff(grid, axis=1), axis=2))
