"""Only the calls to the factor-analyzer package: MINRES loadings and rotations (oblique ones by `oblique`, as there).

Its `fit` is avoided: it fails with current scikit-learn, sorts loadings without sorting the factor
correlations, and hides Heywood cases. The pieces used here were compared with R's psych.
"""

import numpy as np
from factor_analyzer import FactorAnalyzer
from factor_analyzer.rotator import Rotator

from research.arithmetic.arrays import Floats
from research.factors.minimum import leading_eigen, minimise
from research.factors.oblique import Objective, geomin_objective, quartimin_objective, rotate_obliquely

LOWEST_UNIQUENESS = 0.005
MOST_ROUNDS = 2_000
STEEPNESS_LEFT = 1e-6  # of the gradient; R's GPArotation stops at 1e-5
GAIN_LEFT = 1e-5  # R's varimax stops here too, some 1e-3 before the exact optimum; kept so that figures agree

OBJECTIVES: dict[str, Objective] = {
    "oblimin": quartimin_objective,
    "quartimin": quartimin_objective,
    "geomin_obl": geomin_objective,
}


def minres_loadings(matrix: Floats, factors: int) -> tuple[Floats, bool]:
    """Extract unrotated factors by minimum residuals (unweighted least squares).

    Finds the uniquenesses that minimise the sum of squared residuals of the reduced correlation matrix, and
    lets factor-analyzer turn them into loadings. The slope is exact: factor-analyzer's own search estimates
    it by one eigendecomposition per item, which takes minutes with a hundred items and ends at the same place.

    Returns
    -------
    loadings : array, shape (items, factors)
    converged : bool

    References
    ----------
    Harman & Jones (1966), Psychometrika 31. R: ``psych::fa(R, k, fm = "minres", rotate = "none")``.
    """
    start = np.clip(1.0 / np.diag(np.linalg.inv(matrix)), LOWEST_UNIQUENESS, 1.0)
    found, converged = minimise(
        lambda uniquenesses: _residual_and_slope(uniquenesses, matrix, factors),
        start,
        low=LOWEST_UNIQUENESS,
        high=1.0,
    )
    loadings = FactorAnalyzer._normalize_uls(found, matrix.copy(), factors)
    return np.asarray(loadings, dtype=np.float64), converged


def _residual_and_slope(uniquenesses: Floats, matrix: Floats, factors: int) -> tuple[float, Floats]:
    """Return the sum of squared residuals and its slope; both need only the leading eigenvectors."""
    reduced = matrix.copy()
    np.fill_diagonal(reduced, 1.0 - uniquenesses)
    values, vectors = leading_eigen(reduced, factors)
    values = np.maximum(values, 0.0)
    residual = float(np.sum(reduced**2) - np.sum(values**2))
    slope = 2.0 * ((vectors**2) @ values - (1.0 - uniquenesses))
    return residual, slope


def rotate_loadings(loadings: Floats, *, method: str, kaiser: bool) -> tuple[Floats, Floats]:
    """Rotate by one of factor-analyzer's criteria.

    Returns
    -------
    loadings : array, shape (items, factors)
    phi : array, shape (factors, factors)
        Correlations between the factors (identity for orthogonal rotations).
    """
    if method in OBJECTIVES and not kaiser:
        return rotate_obliquely(loadings, OBJECTIVES[method], steepness=STEEPNESS_LEFT, most_rounds=MOST_ROUNDS)
    tolerance = GAIN_LEFT if method in ("varimax", "promax") else STEEPNESS_LEFT
    engine = Rotator(method=method, normalize=kaiser, max_iter=MOST_ROUNDS, tol=tolerance)
    turned = np.asarray(engine.fit_transform(loadings), dtype=np.float64)
    phi = np.eye(loadings.shape[1]) if engine.phi_ is None else np.asarray(engine.phi_, dtype=np.float64)
    return turned, phi
