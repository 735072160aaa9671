"""Only how well a confirmatory model reproduces means and covariances."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2 as chi2_distribution

from research.arithmetic.arrays import Floats
from research.confirmation.implied import implied_covariance, implied_mean
from research.confirmation.layout import Layout
from research.confirmation.normal import NormalGroup
from research.errors import Caution, caution
from research.factors.fit import comparative, rmsea_interval
from research.said import Count

LOWEST_CFI = 0.90
HIGHEST_RMSEA = 0.08
HIGHEST_SRMR = 0.10


@dataclass(frozen=True, kw_only=True)
class ConfirmatoryFit:
    """Fit of a confirmatory model.

    Parameters
    ----------
    chi2, df, p : float, int, float
        Against the model without restrictions. `p` is 1 where `df` is 0.
    cfi, tli : float
        Comparative fit and Tucker-Lewis index against unrelated items.
    rmsea, rmsea_low, rmsea_high : float
        Root mean square error of approximation with its 90 per cent interval.
    srmr : float
        Root mean square of the standardised residuals.
    baseline_chi2, baseline_df : float, int
        Of the model in which no item goes with another.
    parameters : int
    log_likelihood, aic, bic : float or None
        None where the estimator has no likelihood.
    """

    chi2: float
    df: int
    p: float
    cfi: float
    tli: float
    rmsea: float
    rmsea_low: float
    rmsea_high: float
    srmr: float
    baseline_chi2: float
    baseline_df: int
    parameters: int
    log_likelihood: float | None = None
    aic: float | None = None
    bic: float | None = None

    @property
    def poor(self) -> bool:
        """Say whether the model misses a common standard of fit."""
        return self.cfi < LOWEST_CFI or self.rmsea > HIGHEST_RMSEA or self.srmr > HIGHEST_SRMR


def fit_indices(
    *,
    chi2: float,
    df: int,
    baseline_chi2: float,
    baseline_df: int,
    srmr: float,
    n: int,
    parameters: int,
    groups: int = 1,
    log_likelihood: float | None = None,
) -> ConfirmatoryFit:
    """Put the indices together.

    ``CFI = 1 - max(chi2 - df, 0) / max(chi2_0 - df_0, chi2 - df, 0)``; ``TLI = (chi2_0/df_0 - chi2/df) /
    (chi2_0/df_0 - 1)``; ``RMSEA = sqrt(G max(chi2 - df, 0) / (df n))`` for G groups.

    References
    ----------
    Bentler (1990); Tucker & Lewis (1973); Steiger (1998) for groups. R: ``lavaan::fitMeasures(fit)``.
    """
    root = float(np.sqrt(groups))
    low, high = rmsea_interval(chi2, df, n)
    ratio = baseline_chi2 / baseline_df
    return ConfirmatoryFit(
        chi2=chi2,
        df=df,
        p=float(chi2_distribution.sf(chi2, df)) if df else 1.0,
        cfi=comparative(chi2, df, baseline_chi2, baseline_df),
        tli=(ratio - chi2 / df) / (ratio - 1) if df and ratio != 1 else 1.0,
        rmsea=root * float(np.sqrt(max(chi2 - df, 0.0) / (df * n))) if df else 0.0,
        rmsea_low=root * low,
        rmsea_high=root * high,
        srmr=srmr,
        baseline_chi2=baseline_chi2,
        baseline_df=baseline_df,
        parameters=parameters,
        log_likelihood=log_likelihood,
        aic=None if log_likelihood is None else 2 * parameters - 2 * log_likelihood,
        bic=None if log_likelihood is None else parameters * float(np.log(n)) - 2 * log_likelihood,
    )


def normal_fit(layout: Layout, groups: list[NormalGroup], values: Floats, criterion: float) -> ConfirmatoryFit:
    """Measure the fit of a maximum-likelihood solution.

    Parameters
    ----------
    layout, groups
    values : array, shape (parameters,)
    criterion : float
        Half the discrepancy per person.
    """
    items = len(groups[0].mean)
    n = sum(group.n for group in groups)
    moments = len(groups) * items * (items + 1) // 2 + (len(groups) * items if layout.means else 0)
    placed = layout.place(values)
    return fit_indices(
        chi2=max(2 * n * criterion, 0.0),
        df=moments - layout.size,
        baseline_chi2=sum(group.n * (group.null_deviance - group.deviance) for group in groups),
        baseline_df=len(groups) * items * (items - 1) // 2,
        srmr=sum(
            group.n / n * _residual_size(group, implied_covariance(at), implied_mean(at) if layout.means else None)
            for group, at in zip(groups, placed, strict=True)
        ),
        n=n,
        parameters=layout.size,
        groups=len(groups),
        log_likelihood=-sum(group.n * group.deviance for group in groups) / 2 - n * criterion,
    )


def _residual_size(group: NormalGroup, covariance: Floats, mean: Floats | None) -> float:
    """Return Bentler's SRMR; means count where the model has any."""
    spread = np.sqrt(np.diag(group.covariance))
    residual = (group.covariance - covariance) / np.outer(spread, spread)
    parts = residual[np.tril_indices(len(spread))]
    if mean is not None:
        parts = np.append(parts, (group.mean - mean) / spread)
    return float(np.sqrt(np.mean(parts**2)))


def fit_cautions(fit: ConfirmatoryFit, *, n: int) -> tuple[Caution, ...]:
    """Say where a model fits poorly, or rests on few people.

    References
    ----------
    Hu & Bentler (1999), Structural Equation Modeling 6; Browne & Cudeck (1993); Bentler & Chou (1987).
    """
    said = []
    if fit.poor:
        said.append(
            caution(
                "poor_confirmatory_fit",
                cfi=fit.cfi,
                rmsea=fit.rmsea,
                srmr=fit.srmr,
                least_cfi=LOWEST_CFI,
                most_rmsea=HIGHEST_RMSEA,
                most_srmr=HIGHEST_SRMR,
            )
        )
    if n < 5 * fit.parameters:
        said.append(caution("few_people_for_model", n=Count(n), estimates=fit.parameters))
    return tuple(said)
