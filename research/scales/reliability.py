"""Only how precisely scales measure: alpha with its interval, omega, and mean scores of scales."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import f as f_distribution

from research.arithmetic.arrays import Floats
from research.arithmetic.columns import anybody_answered, as_floats, row_sums
from research.correlations.assembly import check_bases, check_pairs_vary
from research.correlations.checks import usable_values
from research.correlations.pair_sums import PairSums, pair_sums
from research.correlations.smoothing import smooth
from research.errors import BadPlan, Caution, HeywoodCase, NotConverged, SingularCorrelations, TooFewItems, caution
from research.said import Said
from research.scales.items import WEAK_ITEM_REST, item_rest, low_item_rest
from research.scales.omega import omega_hierarchical, omega_total

LOW_ALPHA = 0.6
GROUP_FACTORS = 3
ITEMS_FOR_GROUPS = 7


@dataclass(frozen=True, kw_only=True)
class Alpha:
    """Cronbach's alpha of one scale.

    Parameters
    ----------
    alpha, low, high : float
        Raw alpha with its 95 per cent interval (Feldt).
    standardised : float
        Alpha of the standardised items.
    average_r : float
        Mean correlation between items.
    item_rest, alpha_if_dropped : Series
        Per item. `alpha_if_dropped` is empty for two items.
    n, n_items : int
    """

    alpha: float
    low: float
    high: float
    standardised: float
    average_r: float
    item_rest: pd.Series
    alpha_if_dropped: pd.Series
    n: int
    n_items: int


@dataclass(frozen=True, kw_only=True)
class ScaleReliability:
    """Everything about the precision of one scale.

    Parameters
    ----------
    alpha : Alpha
    omega_total : float or None
        Of a one-factor solution; for two items the Spearman-Brown coefficient. None where the factor cannot
        be estimated (a caution says why).
    omega_hierarchical : float or None
        Share of the variance of the sum that is one general factor; for scales of seven or more items.
    n_items : int
    cautions : tuple of Caution
    """

    alpha: Alpha
    omega_total: float | None
    omega_hierarchical: float | None
    n_items: int
    cautions: tuple[Caution, ...]


def alpha(data: pd.DataFrame, *, coverage: float = 0.95) -> Alpha:
    """Compute Cronbach's alpha from pairwise covariances.

    ``alpha = p / (p - 1) * (1 - trace(C) / sum(C))``; interval
    ``1 - (1 - alpha) F`` with n - 1 and (n - 1)(p - 1) degrees of freedom.

    Parameters
    ----------
    data : DataFrame, shape (respondents, items of one scale)
        Already reverse-keyed, NaN = missing.
    coverage : float
        Of the interval.

    Raises
    ------
    TooFewItems, TooFewResponses, NoVariance, BadData

    References
    ----------
    Cronbach (1951); Feldt, Woodruff & Salih (1987), Applied Psychological Measurement 11.
    R: ``psych::alpha(x)``, ``psych::alpha.ci``.
    """
    sums, names, n = _sums(data)
    return _alpha(sums.covariance(), names, n, coverage=coverage)


def _sums(data: pd.DataFrame) -> tuple[PairSums, list[str], int]:
    """Return the sums over pairs of usable items, their names, and the number of respondents."""
    values = usable_values(data)
    names = [str(name) for name in data.columns]
    sums = pair_sums(values)
    check_bases(names, sums.people)
    check_pairs_vary(names, sums.correlation())
    return sums, names, int(anybody_answered(values).sum())


def _alpha(covariance: Floats, names: list[str], n: int, *, coverage: float = 0.95) -> Alpha:
    scale = 1.0 / np.sqrt(np.diag(covariance))
    correlation = covariance * np.outer(scale, scale)
    items = len(names)
    raw = _alpha_of(covariance)
    low, high = _feldt(raw, n, items, coverage)
    return Alpha(
        alpha=raw,
        low=low,
        high=high,
        standardised=_alpha_of(correlation),
        average_r=float((correlation.sum() - items) / (items * (items - 1))),
        item_rest=pd.Series(item_rest(covariance), index=names),
        alpha_if_dropped=_dropped(covariance, names),
        n=n,
        n_items=items,
    )


def _alpha_of(covariance: Floats) -> float:
    items = len(covariance)
    return float(items / (items - 1) * (1 - np.trace(covariance) / covariance.sum()))


def _feldt(raw: float, n: int, items: int, coverage: float) -> tuple[float, float]:
    tail = (1 - coverage) / 2
    people, cells = n - 1, (n - 1) * (items - 1)
    low = 1 - (1 - raw) * f_distribution.ppf(1 - tail, people, cells)
    high = 1 - (1 - raw) / f_distribution.ppf(1 - tail, cells, people)
    return float(low), float(high)


def _dropped(covariance: Floats, names: list[str]) -> pd.Series:
    if len(names) < 3:
        return pd.Series(dtype=np.float64)
    places = np.arange(len(names))
    left = [_alpha_of(covariance[np.ix_(places != item, places != item)]) for item in places]
    return pd.Series(left, index=names)


def scale_reliability(data: pd.DataFrame) -> ScaleReliability:
    """Judge the precision of one scale by alpha and omega.

    Parameters
    ----------
    data : DataFrame, shape (respondents, items of one scale)
        Already reverse-keyed, NaN = missing.

    Raises
    ------
    TooFewItems, TooFewResponses, NoVariance, BadData

    References
    ----------
    McDonald (1999); Revelle & Condon (2019), Psychological Assessment 31; Eisinga et al. (2013) for two items.
    """
    sums, names, n = _sums(data)
    found = _alpha(sums.covariance(), names, n)
    correlation, _, _ = smooth(sums.correlation())  # of the people of each pair, as psych's omega takes it
    said = _cautions(found)
    total: float | None = found.standardised
    if found.n_items > 2:
        try:
            total = omega_total(correlation)
        except (HeywoodCase, NotConverged, SingularCorrelations) as error:
            total = None
            said.append(_no_omega(error.said))
    hierarchical: float | None = None
    if found.n_items >= ITEMS_FOR_GROUPS:
        try:
            hierarchical = omega_hierarchical(correlation, groups=GROUP_FACTORS)
        except (HeywoodCase, NotConverged, SingularCorrelations, TooFewItems) as error:
            said.append(_no_omega(error.said))
    return ScaleReliability(
        alpha=found,
        omega_total=total,
        omega_hierarchical=hierarchical,
        n_items=found.n_items,
        cautions=tuple(said),
    )


def _no_omega(why: Said) -> Caution:
    return caution("omega_not_computed", severity="note", why=why)


def _cautions(found: Alpha) -> list[Caution]:
    weak = low_item_rest(found.item_rest[~(found.item_rest >= WEAK_ITEM_REST)])
    if found.alpha >= LOW_ALPHA:
        return weak
    return [caution("low_alpha", alpha=found.alpha, low=found.low, high=found.high), *weak]


def scale_scores(
    data: pd.DataFrame, *, scales: Mapping[str, Sequence[str]], min_share_answered: float = 0.5
) -> pd.DataFrame:
    """Score scales as the mean of the answered items.

    Parameters
    ----------
    data : DataFrame, shape (respondents, items)
        Already reverse-keyed, NaN = missing.
    scales : mapping of scale to its items
    min_share_answered : float
        Respondents who answered a smaller share of a scale's items have no score (NaN) on it.

    Returns
    -------
    DataFrame, shape (respondents, scales)

    References
    ----------
    R: ``psych::scoreItems(keys, x, impute = "none")``.
    """
    absent = sorted({item for members in scales.values() for item in members if item not in data.columns})
    if absent:
        raise BadPlan("scales_not_in_data", where=absent, items=absent)
    empty = [scale for scale, members in scales.items() if not members]
    if empty:
        raise BadPlan("empty_scales", where=empty, scales=empty)
    scored = {}
    for scale, members in scales.items():
        answered, total = row_sums(as_floats(data[list(members)]))
        enough = (answered > 0) & (answered >= min_share_answered * len(members))
        scored[scale] = np.where(enough, total / np.maximum(answered, 1), np.nan)
    return pd.DataFrame(scored, index=data.index)
