"""Only the least-squares criterion for ordinal items, and its test corrected for mean and variance."""

from dataclasses import dataclass

import numpy as np

from research.arithmetic.arrays import Floats
from research.confirmation.fit import ConfirmatoryFit, fit_indices
from research.confirmation.implied import implied_covariance, slopes
from research.confirmation.layout import Layout
from research.confirmation.ordinal import OrdinalMoments
from research.confirmation.scoring import State


@dataclass(frozen=True)
class LeastSquaresCriterion:
    """``1/2 sum_ij (r_ij - s_ij)^2 / v_ij`` over the pairs, v their asymptotic variances (DWLS).

    Residual variances are ``1 - communality`` and thresholds are reproduced exactly, so only correlations count.
    """

    layout: Layout
    moments: OrdinalMoments

    def __call__(self, values: Floats) -> State:
        """Look at the criterion."""
        residual, design = self.residual(values)
        weight = 1.0 / np.diag(self.moments.covariance)
        return State(
            float(np.sum(weight * residual**2)) / 2,
            -design @ (weight * residual),
            (design * weight) @ design.T,
        )

    def residual(self, values: Floats) -> tuple[Floats, Floats]:
        """Return the residual correlations and how the implied ones move, shape (parameters, pairs)."""
        (placed,) = self.layout.place(values)
        at = slopes(placed, self.layout.numbers[0])
        rows, columns = self.moments.pairs
        design = np.zeros((self.layout.size, len(rows)))
        design[at.numbers] = at.covariance[:, rows, columns]
        return (self.moments.matrix - implied_covariance(placed))[rows, columns], design


def sampling_covariance(moments: OrdinalMoments, design: Floats) -> Floats:
    """Return the robust covariance of the parameters: ``B D W C W D' B / (n - 1)`` with ``B = (D W D')^-1``.

    References
    ----------
    Browne (1984); R: ``lavaan::cfa(..., estimator = "WLSMV")``, `vcov`.
    """
    weighted = design / np.diag(moments.covariance)
    bread = np.linalg.inv(weighted @ design.T)
    return np.asarray(bread @ weighted @ moments.covariance @ weighted.T @ bread / (moments.n - 1))


def least_squares_fit(
    moments: OrdinalMoments, residual: Floats, design: Floats
) -> tuple[ConfirmatoryFit, ConfirmatoryFit]:
    """Measure the fit as it stands, and corrected for mean and variance (scaled and shifted).

    ``T* = a T + b`` with ``a = sqrt(df / tr((U C)^2))`` and ``b = df - a tr(U C)``, C the covariance of the
    correlations, ``U = W - W D' (D W D')^-1 D W``. The corrected baseline has D empty.

    References
    ----------
    Asparouhov & Muthén (2010), Simple second order chi-square correction.
    R: ``lavaan::cfa(..., ordered = items, estimator = "WLSMV")``.
    """
    weight = 1.0 / np.diag(moments.covariance)
    pairs = len(weight)
    df = pairs - len(design)
    people = moments.n - 1
    observed = moments.matrix[moments.pairs]
    weighted = design * weight
    left = np.diag(weight) - weighted.T @ np.linalg.solve(weighted @ design.T, weighted)
    chi2, null = people * float(weight @ residual**2), people * float(weight @ observed**2)
    corrected = _corrected(chi2, df, left @ moments.covariance)
    null_corrected = _corrected(null, pairs, weight[:, None] * moments.covariance)

    def indices(chi2: float, baseline: float) -> ConfirmatoryFit:
        return fit_indices(
            chi2=chi2,
            df=df,
            baseline_chi2=baseline,
            baseline_df=pairs,
            srmr=_residual_size(residual, len(moments.matrix)),
            n=people,
            parameters=len(design),
        )

    return indices(chi2, null), indices(corrected, null_corrected)


def _corrected(chi2: float, df: int, product: Floats) -> float:
    if df == 0:
        return 0.0
    scale = float(np.sqrt(df / np.sum(product * product.T)))
    return max(scale * chi2 + df - scale * float(np.trace(product)), 0.0)


def _residual_size(residual: Floats, items: int) -> float:
    """Return the SRMR as lavaan has it: the diagonal, which has no residual, counts among the cells."""
    return float(np.sqrt(np.sum(residual**2) / (items * (items + 1) / 2)))
