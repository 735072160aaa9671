"""Only weights that bring a sample to known margins (raking), and what they cost."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from research.arithmetic.arrays import Floats
from research.correlations.checks import usable_weights
from research.errors import BadPlan, Caution, NotConverged, caution
from research.said import Count
from research.weighting.margins import EmptyCategory, Margin, Targets, read_margins

MAX_ROUNDS = 1000
LOWEST_EFFICIENCY = 0.5
NOTABLE_MISS = 0.005


@dataclass(frozen=True, kw_only=True)
class Weights:
    """Weights, and what a reader needs to judge them.

    Parameters
    ----------
    weights : Series, shape (respondents,)
        Mean 1, on the index of the frame.
    design_effect : float
        Kish's ``n sum(w^2) / sum(w)^2``: how many times larger the variance of a mean becomes.
    effective_n : float
        Respondents without weights that would be as precise.
    efficiency : float
        ``effective_n / n``.
    rounds : int
        Times all margins were adjusted.
    trimmed : int
        Respondents whose weight stands at a bound of `trim`.
    margins : DataFrame
        One row per category: variable, code, n, target, before, after (shares among those who answered).
    cautions : tuple of Caution
    """

    weights: pd.Series
    design_effect: float
    effective_n: float
    efficiency: float
    rounds: int
    trimmed: int
    margins: pd.DataFrame
    cautions: tuple[Caution, ...] = ()


def rake(
    frame: pd.DataFrame,
    targets: Targets,
    *,
    base: pd.Series | None = None,
    tolerance: float = 1e-10,
    max_rounds: int = MAX_ROUNDS,
    trim: tuple[float, float] | None = None,
) -> Weights:
    """Weigh respondents so that several variables have known shares at once (iterative proportional fitting).

    In turn for each variable, ``w_i <- w_i * target(c_i) / share(c_i)`` until every share is its target. Among all
    weights that meet the targets these are the closest to `base` (least ``sum w log(w / base)``). With `trim`,
    weights are cut to the bounds at the end of every round, so that the other respondents take over.

    Somebody who did not answer a variable is not moved by it: the weight of all such people keeps its share, and
    the target holds among those who answered. This is said in a caution.

    Parameters
    ----------
    frame : DataFrame, shape (respondents, variables)
        Categories; NaN or None where missing. Columns without a target are ignored.
    targets : mapping of str to mapping of code to share
        Per variable the share of each category; shares are above 0 and sum to 1.
    base : Series, optional
        Weights to start from (design weights), on the same index.
    tolerance : float
        Largest relative distance between a share and its target that counts as met.
    max_rounds : int
    trim : (low, high), optional
        Bounds of the final weights, as multiples of the mean weight; low < 1 < high.

    Returns
    -------
    Weights
        With a stop where the efficiency is below .5.

    Raises
    ------
    BadPlan
        Targets that are no shares, or bounds that do not enclose 1.
    BadData
        A variable or a category of the data has no place in the targets; unusable base weights.
    EmptyCategory
        A category has a target and nobody in the data.
    NotConverged
        The targets contradict each other in these data.

    References
    ----------
    Deming & Stephan (1940), Annals of Mathematical Statistics 11; Kish (1965), Survey Sampling; trimming as in
    DeBell & Krosnick (2009). R: ``survey::rake(design, list(~a, ~b), list(margin_a, margin_b))``.

    Examples
    --------
    >>> people = pd.DataFrame({"town": ["yes", "yes", "yes", "no"]})
    >>> rake(people, {"town": {"yes": 0.5, "no": 0.5}}).weights.round(3).tolist()
    [0.667, 0.667, 0.667, 2.0]
    """
    _check_bounds(trim)
    margins = read_margins(frame, targets)
    given = usable_weights(base, frame.index)
    start = np.ones(len(frame)) if given is None else given / given.mean()
    weights, rounds = _adjust(margins, start, tolerance, max_rounds, trim)
    effective = float(weights.sum() ** 2 / (weights**2).sum())
    bounds = np.asarray(trim if trim else (-np.inf, np.inf))
    return Weights(
        weights=pd.Series(weights, index=frame.index, name="weight"),
        design_effect=len(weights) / effective,
        effective_n=effective,
        efficiency=effective / len(weights),
        rounds=rounds,
        trimmed=int(np.isclose(weights[:, None], bounds, rtol=1e-6, atol=0.0).any(axis=1).sum()),
        margins=pd.concat([_table(margin, start, weights) for margin in margins], ignore_index=True),
        cautions=_cautions(margins, weights, effective / len(weights)),
    )


def _check_bounds(trim: tuple[float, float] | None) -> None:
    if trim is not None and not 0 <= trim[0] < 1 < trim[1]:
        raise BadPlan("bounds_not_around_one", low=trim[0], high=trim[1])


def _adjust(
    margins: list[Margin], start: Floats, tolerance: float, max_rounds: int, trim: tuple[float, float] | None
) -> tuple[Floats, int]:
    weights = start.copy()
    in_order = sorted(margins, key=lambda margin: margin.name)  # where answers are missing, the order would matter
    for done in range(1, max_rounds + 1):
        before = weights
        for margin in in_order:
            weights = weights * _factors(margin, weights)
        weights = weights / weights.mean()
        if trim is not None:
            weights = _within(weights, trim)
        if _miss(margins, weights) <= tolerance or (trim is not None and np.max(np.abs(weights - before)) <= tolerance):
            return weights, done
    names = [margin.name for margin in margins]
    raise NotConverged("targets_not_met", where=names, rounds=max_rounds, miss=_miss(margins, weights))


def _within(weights: Floats, trim: tuple[float, float]) -> Floats:
    """Cut weights to the bounds after the one scaling that leaves their mean at 1."""
    low, high = trim
    if low <= weights.min() and weights.max() <= high:
        return weights
    top = 2 * high / float(weights[weights > 0].min())
    scale = brentq(lambda size: float(np.clip(size * weights, low, high).mean()) - 1, 0.0, top, xtol=1e-15, rtol=1e-14)
    return np.asarray(np.clip(scale * weights, low, high))


def _factors(margin: Margin, weights: Floats) -> Floats:
    sums = margin.sums(weights)
    if (sums[:-1] <= 0).any():
        raise EmptyCategory("category_without_weight", where=(margin.name,), variable=margin.name)
    steps = np.append(margin.shares * sums[:-1].sum() / sums[:-1], 1.0)
    return np.asarray(steps[margin.codes])


def _miss(margins: list[Margin], weights: Floats) -> float:
    return max(float(np.max(np.abs(each.shares_under(weights) / each.shares - 1))) for each in margins)


def _table(margin: Margin, start: Floats, weights: Floats) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "variable": margin.name,
            "code": margin.labels,
            "n": margin.sums(np.ones(len(weights)))[:-1].astype(int),
            "target": margin.shares,
            "before": margin.shares_under(start),
            "after": margin.shares_under(weights),
        }
    )


def _cautions(margins: list[Margin], weights: Floats, efficiency: float) -> tuple[Caution, ...]:
    said = [_unanswered(margin) for margin in margins if (margin.codes < 0).any()]
    missed = [each.name for each in margins if np.max(np.abs(each.shares_under(weights) - each.shares)) > NOTABLE_MISS]
    if missed:
        said.append(caution("targets_missed_by_trimming", where=missed, variables=missed))
    if efficiency < LOWEST_EFFICIENCY:  # its figure stands beside the margins, where it is hidden if they are
        said.append(caution("weighting_inefficient", severity="stop"))
    return tuple(said)


def _unanswered(margin: Margin) -> Caution:
    n = Count(int((margin.codes < 0).sum()))
    return caution("target_variable_unanswered", severity="note", where=(margin.name,), n=n, variable=margin.name)
