"""Only how well a number of factors reproduces the correlations."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.stats import chi2 as chi2_distribution
from scipy.stats import ncx2

from research.arithmetic.arrays import Floats
from research.factors.extraction import Extraction, degrees_of_freedom


@dataclass(frozen=True, kw_only=True)
class Fit:
    """Fit of a factor solution.

    Parameters
    ----------
    chi2, df, p : float, int, float
        Likelihood chi-square with Bartlett's correction. `p` is 1 where `df` is 0.
    rmsea, rmsea_low, rmsea_high : float
        Root mean square error of approximation with its 90 per cent interval.
    tli, cfi : float
        Tucker-Lewis and comparative fit index against the model without factors.
    srmr : float
        Root mean square of the off-diagonal residual correlations.
    bic : float
        ``chi2 - df log(n)``; smaller is better.
    """

    chi2: float
    df: int
    p: float
    rmsea: float
    rmsea_low: float
    rmsea_high: float
    tli: float
    cfi: float
    srmr: float
    bic: float


def fit(correlation_matrix: pd.DataFrame, extraction: Extraction, *, n: int) -> Fit:
    """Measure the fit of an extraction.

    ``chi2 = (n - 1 - (2p + 5)/6 - 2k/3) F``; ``RMSEA = sqrt(chi2 / (n df) - 1 / (n - 1))``;
    ``TLI = (chi2_0/df_0 - chi2/df) / (chi2_0/df_0 - 1)`` with the same multiplier for both;
    ``CFI = 1 - (chi2 - df) / (chi2_0 - df_0)``.

    Parameters
    ----------
    correlation_matrix : DataFrame, shape (items, items)
    extraction : Extraction
    n : int
        Number of respondents.

    References
    ----------
    Bartlett (1951); Steiger & Lind (1980); Tucker & Lewis (1973); Bentler (1990).
    R: ``psych::fa(R, k, n.obs = n)`` (STATISTIC, RMSEA, TLI, rms, BIC).
    """
    matrix = correlation_matrix.to_numpy(dtype=np.float64)
    loadings = extraction.loadings.to_numpy(dtype=np.float64)
    items, factors = loadings.shape
    df, null_df = degrees_of_freedom(items, factors), items * (items - 1) // 2
    null = -float(np.linalg.slogdet(matrix)[1])
    multiplier = n - 1 - (2 * items + 5) / 6
    chi2 = max((multiplier - 2 * factors / 3) * extraction.objective, 0.0)
    null_chi2 = multiplier * null
    low, high = rmsea_interval(chi2, df, n)
    return Fit(
        chi2=chi2,
        df=df,
        p=float(chi2_distribution.sf(chi2, df)) if df else 1.0,
        rmsea=float(np.sqrt(max(chi2 / (n * df) - 1 / (n - 1), 0.0))) if df else 0.0,
        rmsea_low=low,
        rmsea_high=high,
        tli=_tli((multiplier - 2 * factors / 3) * null / null_df, chi2 / df) if df else 1.0,
        cfi=comparative(chi2, df, null_chi2, null_df),
        srmr=_residual_size(matrix - loadings @ loadings.T),
        bic=chi2 - df * float(np.log(n)),
    )


def _tli(null_ratio: float, ratio: float) -> float:
    return (null_ratio - ratio) / (null_ratio - 1) if null_ratio != 1 else 1.0


def comparative(chi2: float, df: int, null_chi2: float, null_df: int) -> float:
    """Return Bentler's comparative fit index, between 0 and 1."""
    excess, null_excess = max(chi2 - df, 0.0), max(null_chi2 - null_df, chi2 - df, 0.0)
    return 1.0 - excess / null_excess if null_excess > 0 else 1.0


def _residual_size(residual: Floats) -> float:
    outside = residual[~np.eye(len(residual), dtype=bool)]
    return float(np.sqrt(np.mean(outside**2)))


def rmsea_interval(chi2: float, df: int, n: int, *, coverage: float = 0.9) -> tuple[float, float]:
    """Return the interval of the RMSEA from the noncentral chi-square distribution.

    References
    ----------
    Browne & Cudeck (1993). R: ``psych::fa(...)$RMSEA``.
    """
    if df == 0:
        return 0.0, 0.0
    tail = (1 - coverage) / 2
    bounds = [_noncentrality(chi2, df, share) for share in (1 - tail, tail)]
    low, high = (float(np.sqrt(bound / (n * df))) for bound in bounds)
    return low, high


def _noncentrality(chi2: float, df: int, share: float) -> float:
    """Return the noncentrality under which `chi2` is the quantile `share` (0 if even none is enough)."""
    if chi2_distribution.cdf(chi2, df) <= share:
        return 0.0
    top = max(chi2, 1.0)
    while ncx2.cdf(chi2, df, top) > share:
        top *= 2
    return float(brentq(lambda size: ncx2.cdf(chi2, df, size) - share, 1e-12, top, xtol=1e-9, rtol=1e-12))
