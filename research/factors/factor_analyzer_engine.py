"""Only the calls to the factor-analyzer package (MINRES extraction and rotation criteria).

Its `fit` is avoided: it fails with current scikit-learn, sorts loadings without sorting the factor
correlations, and hides Heywood cases. The pieces used here were compared with R's psych.
"""

import warnings

import numpy as np
from factor_analyzer import FactorAnalyzer
from factor_analyzer.rotator import Rotator

from research.correlations.value import Floats

LOWEST_UNIQUENESS = 0.005
MOST_ROUNDS = 2_000
STEEPNESS_LEFT = 1e-6  # of the gradient; R's GPArotation stops at 1e-5
GAIN_LEFT = 1e-5  # R's varimax stops here too, some 1e-3 before the exact optimum; kept so that figures agree


def minres_loadings(matrix: Floats, factors: int) -> tuple[Floats, bool]:
    """Extract unrotated factors by minimum residuals (unweighted least squares).

    Returns
    -------
    loadings : array, shape (items, factors)
    converged : bool

    References
    ----------
    Harman & Jones (1966), Psychometrika 31. R: ``psych::fa(R, k, fm = "minres", rotate = "none")``.
    """
    engine = FactorAnalyzer(factors, rotation=None, method="minres", bounds=(LOWEST_UNIQUENESS, 1))
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        loadings = engine._fit_factor_analysis(matrix.copy())
    converged = not any("Failed to converge" in str(one.message) for one in said)
    return np.asarray(loadings, dtype=np.float64), converged


def rotate_loadings(loadings: Floats, *, method: str, kaiser: bool) -> tuple[Floats, Floats]:
    """Rotate by one of factor-analyzer's criteria.

    Returns
    -------
    loadings : array, shape (items, factors)
    phi : array, shape (factors, factors)
        Correlations between the factors (identity for orthogonal rotations).
    """
    tolerance = GAIN_LEFT if method in ("varimax", "promax") else STEEPNESS_LEFT
    engine = Rotator(method=method, normalize=kaiser, max_iter=MOST_ROUNDS, tol=tolerance)
    turned = np.asarray(engine.fit_transform(loadings), dtype=np.float64)
    phi = np.eye(loadings.shape[1]) if engine.phi_ is None else np.asarray(engine.phi_, dtype=np.float64)
    return turned, phi
