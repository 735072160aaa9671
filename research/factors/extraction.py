"""Only unrotated factors from a correlation matrix, by MINRES or maximum likelihood."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.errors import BadPlan, HeywoodCase, NotConverged, SingularCorrelations, TooFewItems
from research.factors.factor_analyzer_engine import LOWEST_UNIQUENESS, minres_loadings
from research.factors.minimum import leading_eigen, minimise

Method = Literal["minres", "ml"]
SMALLEST_EIGENVALUE = 1e-9


@dataclass(frozen=True, kw_only=True)
class Extraction:
    """Unrotated factors.

    Parameters
    ----------
    loadings : DataFrame, shape (items, factors)
        Columns F1, F2, ... by falling eigenvalue.
    uniquenesses : Series
        Per item, the variance that the factors leave unexplained.
    objective : float
        Maximum-likelihood discrepancy of the solution, whatever the method (psych's `objective`).
    converged : bool
    method : {"minres", "ml"}
    """

    loadings: pd.DataFrame
    uniquenesses: pd.Series
    objective: float
    converged: bool
    method: Method


def degrees_of_freedom(items: int, factors: int) -> int:
    """Return ((p - k)^2 - (p + k)) / 2."""
    return ((items - factors) ** 2 - (items + factors)) // 2


def most_factors(items: int) -> int:
    """Return the largest number of factors that leaves at least one degree of freedom (Ledermann)."""
    return max((k for k in range(1, items) if degrees_of_freedom(items, k) > 0), default=0)


def extract(correlation_matrix: pd.DataFrame, k: int, *, method: Method = "minres") -> Extraction:
    """Extract `k` factors from a correlation matrix.

    Parameters
    ----------
    correlation_matrix : DataFrame, shape (items, items)
    k : int
        Number of factors.
    method : {"minres", "ml"}
        Minimum residuals (through factor-analyzer) or maximum likelihood (with analytic slopes).

    Returns
    -------
    Extraction

    Raises
    ------
    TooFewItems
        The model would have more parameters than there are correlations.
    SingularCorrelations
        Some items are exact combinations of others.
    NotConverged
    HeywoodCase
        An item would be explained to more than 99.5 per cent.

    References
    ----------
    Harman & Jones (1966); Jöreskog (1967), Psychometrika 32.
    R: ``psych::fa(R, k, fm = "minres", rotate = "none")``, ``factanal(covmat = R, factors = k)``.
    """
    names = [str(name) for name in correlation_matrix.columns]
    matrix = correlation_matrix.to_numpy(dtype=np.float64, copy=True)
    _check(matrix, names, k, method)
    loadings, converged = minres_loadings(matrix, k) if method == "minres" else ml_loadings(matrix, k)
    if not converged or not np.isfinite(loadings).all():
        raise NotConverged("extraction_not_settled", k=k)
    uniquenesses = 1.0 - np.sum(loadings**2, axis=1)
    _refuse_heywood(names, uniquenesses, k)
    columns = [f"F{number}" for number in range(1, k + 1)]
    return Extraction(
        loadings=pd.DataFrame(loadings, index=names, columns=columns),
        uniquenesses=pd.Series(uniquenesses, index=names),
        objective=discrepancy(matrix, loadings, uniquenesses),
        converged=True,
        method=method,
    )


def _check(matrix: Floats, names: list[str], k: int, method: str) -> None:
    if method not in ("minres", "ml"):
        raise BadPlan("unknown_extraction", method=method)
    if k < 1:
        raise BadPlan("no_factor_asked", k=k)
    if degrees_of_freedom(len(names), k) < 0 or k >= len(names):
        most = max(most_factors(len(names)), 1)
        raise TooFewItems("more_factors_than_items_carry", where=names, items=len(names), k=k, most=most)
    if not np.isfinite(matrix).all() or np.linalg.eigvalsh(matrix)[0] < SMALLEST_EIGENVALUE:
        raise SingularCorrelations("items_are_exact_combinations", where=names)


def _refuse_heywood(names: list[str], uniquenesses: Floats, k: int) -> None:
    bad = [name for name, left in zip(names, uniquenesses, strict=True) if left <= LOWEST_UNIQUENESS + 1e-6]
    if bad:
        raise HeywoodCase("items_explained_completely", where=bad, k=k, items=bad)


def ml_loadings(matrix: Floats, k: int) -> tuple[Floats, bool]:
    """Extract by maximum likelihood over the logarithms of the uniquenesses, with the analytic slope.

    Minimises ``sum_{j > k} (e_j - log e_j) - (p - k)``, with e the falling eigenvalues of
    ``U^-1/2 R U^-1/2`` (U the uniquenesses).

    References
    ----------
    Lawley & Maxwell (1971), Factor analysis as a statistical method. R: ``factanal(covmat = R, factors = k)``.
    """
    start = np.log((1 - 0.5 * k / len(matrix)) / np.diag(np.linalg.inv(matrix)))
    log_determinant = float(np.linalg.slogdet(matrix)[1])
    found, converged = minimise(
        lambda logs: _ml_value_and_slope(logs, matrix, k, log_determinant),
        start,
        low=float(np.log(LOWEST_UNIQUENESS)),
        high=0.0,
    )
    return _ml_at(found, matrix, k)[0], converged


def _ml_at(logs: Floats, matrix: Floats, k: int) -> tuple[Floats, Floats]:
    roots = np.exp(logs / 2)
    values, vectors = leading_eigen(matrix / np.outer(roots, roots), k)
    return roots[:, None] * vectors * np.sqrt(np.maximum(values - 1.0, 0.0)), values


def _ml_value_and_slope(logs: Floats, matrix: Floats, k: int, log_determinant: float) -> tuple[float, Floats]:
    """Return the criterion and its slope; the sums over all eigenvalues are a trace and a determinant."""
    loadings, values = _ml_at(logs, matrix, k)
    uniquenesses = np.exp(logs)
    trace = float(np.sum(np.diag(matrix) / uniquenesses)) - float(values.sum())
    logarithms = log_determinant - float(logs.sum()) - float(np.sum(np.log(np.maximum(values, 1e-300))))
    slope = (np.sum(loadings**2, axis=1) + uniquenesses - np.diag(matrix)) / uniquenesses
    return trace - logarithms - (len(matrix) - k), slope


def discrepancy(matrix: Floats, loadings: Floats, uniquenesses: Floats) -> float:
    """Return the maximum-likelihood discrepancy ``tr(S^-1 R) - log det(S^-1 R) - p``, S the fitted matrix."""
    fitted = loadings @ loadings.T + np.diag(uniquenesses)
    ratio = np.linalg.solve(fitted, matrix)
    sign, log_determinant = np.linalg.slogdet(ratio)
    if sign <= 0:
        raise SingularCorrelations("fitted_matrix_singular")
    return float(np.trace(ratio) - log_determinant - len(matrix))
