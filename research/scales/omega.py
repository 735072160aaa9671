"""Only McDonald's omega coefficients, from a correlation matrix."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.errors import HeywoodCase, NotConverged
from research.factors.extraction import extract, ml_loadings
from research.factors.factor_analyzer_engine import LOWEST_UNIQUENESS
from research.factors.rotation import rotate

SEED = 1
STARTS = 5


@dataclass(frozen=True, kw_only=True)
class SchmidLeiman:
    """A general factor and group factors that do not correlate with it or with each other.

    Parameters
    ----------
    general : array, shape (items,)
    groups : array, shape (items, groups)
    uniquenesses : array, shape (items,)
    """

    general: Floats
    groups: Floats
    uniquenesses: Floats


@dataclass(frozen=True, kw_only=True)
class Omega:
    """Omega total and hierarchical of a set of items, items that load negatively on the general factor turned.

    Parameters
    ----------
    total, hierarchical : float
    schmid_leiman : SchmidLeiman
        As found, before items are turned.
    """

    total: float
    hierarchical: float
    schmid_leiman: SchmidLeiman


def omega_total(correlation: Floats) -> float:
    """Return omega of one factor: ``(sum l)^2 / ((sum l)^2 + sum(1 - l^2))``.

    Parameters
    ----------
    correlation : array, shape (items, items)
        Three items or more.

    Raises
    ------
    HeywoodCase, NotConverged

    References
    ----------
    McDonald (1999), Test theory. R: ``psych::fa(R, 1, fm = "ml")`` and the formula; close to
    ``psych::omega(x, nfactors = 1)$omega.tot``.
    """
    loadings, converged = ml_loadings(correlation, 1)
    if not converged:
        raise NotConverged("factor_of_scale_not_settled")
    if np.max(loadings**2) >= 1 - LOWEST_UNIQUENESS - 1e-6:
        raise HeywoodCase("item_explained_by_scale")
    common = float(np.sum(loadings) ** 2)
    return common / (common + float(np.sum(1 - loadings**2)))


def schmid_leiman(correlation: Floats, *, groups: int) -> SchmidLeiman:
    """Split oblique factors into a general factor and independent group factors.

    The general loadings are ``L g`` with g the loadings of the oblique factors on one factor of higher order;
    the group loadings are ``L sqrt(1 - g^2)``.

    Parameters
    ----------
    correlation : array, shape (items, items)
    groups : int
        Three or more (with two, the general factor is not determined).

    References
    ----------
    Schmid & Leiman (1957), Psychometrika 22. R: ``psych::schmid(R, nfactors = groups, fm = "minres")``.
    """
    extracted = extract(pd.DataFrame(correlation), groups)
    turned = rotate(extracted.loadings, method="oblimin", starts=STARTS, seed=SEED)
    higher = extract(turned.phi, 1).loadings.to_numpy(dtype=np.float64)[:, 0]
    loadings = turned.loadings.to_numpy(dtype=np.float64)
    return SchmidLeiman(
        general=loadings @ higher,
        groups=loadings * np.sqrt(1 - higher**2),
        uniquenesses=extracted.uniquenesses.to_numpy(dtype=np.float64),
    )


def omega(correlation: Floats, *, groups: int = 3) -> Omega:
    """Return omega total and hierarchical by a Schmid-Leiman solution.

    ``omega_h = (sum g)^2 / sum(R)``, ``omega_t = 1 - sum(u) / sum(R)``; items whose general loading is
    negative are turned first.

    Parameters
    ----------
    correlation : array, shape (items, items)
    groups : int
        Group factors, three or more.

    Raises
    ------
    TooFewItems, HeywoodCase, NotConverged, SingularCorrelations

    References
    ----------
    Zinbarg, Revelle, Yovel & Li (2005), Psychometrika 70. R: ``psych::omega(R, nfactors = groups)``.
    """
    split = schmid_leiman(correlation, groups=groups)
    signs = np.where(split.general < 0, -1.0, 1.0)
    if signs.sum() < 0:
        signs = -signs
    variance = float(signs @ correlation @ signs)
    return Omega(
        total=1 - float(split.uniquenesses.sum()) / variance,
        hierarchical=float(np.sum(signs * split.general) ** 2) / variance,
        schmid_leiman=split,
    )


def omega_hierarchical(correlation: Floats, *, groups: int = 3) -> float:
    """Return omega hierarchical: the share of the variance of a sum score that one general factor explains.

    Parameters
    ----------
    correlation : array, shape (items, items)
    groups : int, default 3
        Group factors beside the general one; see `omega`, which gives all figures.

    References
    ----------
    Zinbarg, Revelle, Yovel & Li (2005), Psychometrika 70. R: ``psych::omega(R, nfactors = 3)$omega_h``.
    """
    return omega(correlation, groups=groups).hierarchical
