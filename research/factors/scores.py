"""Only where each respondent stands on the factors, and how sure that is."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.arithmetic.columns import as_floats, central_sums, column_means, refuse_infinite, row_blocks
from research.arithmetic.gaps import fill_gaps, gap_products
from research.correlations.correlate import Correlation
from research.errors import BadData, BadPlan, NoVariance, SingularCorrelations
from research.factors.solution import FactorSolution

ScoreMethod = Literal["thurstone", "ten_berge"]
LEAST_SHARE = 0.5


@dataclass(frozen=True, kw_only=True)
class Scores:
    """Factor scores.

    Parameters
    ----------
    scores : DataFrame, shape (respondents, factors)
        NaN for respondents who answered fewer than half of the items; `share_answered` says who.
    standard_errors : DataFrame, shape (respondents, factors)
        Standard deviation of the factor around the score, larger where answers are missing.
    determinacy : Series
        Per factor, the correlation between score and factor for complete answers.
    share_answered : Series
        Per respondent.
    weights : DataFrame, shape (items, factors)
        For standardised answers.
    means, deviations : Series
        Per item, what the answers were standardised with (kept to score newcomers alike).
    method : {"thurstone", "ten_berge"}
    """

    scores: pd.DataFrame
    standard_errors: pd.DataFrame
    determinacy: pd.Series
    share_answered: pd.Series
    weights: pd.DataFrame
    means: pd.Series
    deviations: pd.Series
    method: ScoreMethod


def factor_scores(
    data: pd.DataFrame,
    correlation: Correlation,
    solution: FactorSolution,
    *,
    method: ScoreMethod = "thurstone",
    means: pd.Series | None = None,
    deviations: pd.Series | None = None,
) -> Scores:
    """Score respondents on the factors.

    Thurstone (regression): ``W = R^-1 S`` with the structure S. Ten Berge: the best linear scores that keep
    the correlations between the factors, ``W = R^-1/2 C Phi^1/2``. Answers are standardised with n - 1.
    Missing answers are replaced by their expectation given the person's own answers, which for Thurstone
    scores is the regression on the observed items, and the standard error grows accordingly.

    Parameters
    ----------
    data : DataFrame, shape (respondents, items)
        Holds at least the items of the solution.
    correlation : Correlation
        The one that was factored.
    solution : FactorSolution
    method : {"thurstone", "ten_berge"}
    means, deviations : Series, optional
        Standardise with these instead of the data's own (for newcomers).

    Returns
    -------
    Scores

    Raises
    ------
    BadData, BadPlan, NoVariance, SingularCorrelations

    References
    ----------
    Thurstone (1935); ten Berge, Krijnen, Wansbeek & Shapiro (1999), Linear Algebra and its Applications 289.
    R: ``psych::factor.scores(x, f, method = "Thurstone")``, ``method = "tenBerge"``.
    """
    items = [str(name) for name in solution.loadings.index]
    values = _values(data, items)
    matrix = correlation.matrix.loc[items, items].to_numpy(dtype=np.float64)
    precision = _inverse(matrix)
    structure = solution.structure.to_numpy(dtype=np.float64)
    phi = solution.phi.to_numpy(dtype=np.float64)
    regression = precision @ structure
    weights = _weights(matrix, precision, solution, method)
    centre = column_means(values)[1] if means is None else means.loc[items].to_numpy(np.float64)
    spread = _spread(values, items) if deviations is None else deviations.loc[items].to_numpy(np.float64)
    full = np.diag(phi) + np.diag(weights.T @ matrix @ weights) - 2 * np.diag(weights.T @ structure)
    answered = 1.0 - np.isnan(values).mean(axis=1)
    scored, errors = _score_rows(values, centre, spread, precision, weights, regression, full)
    scored[answered < LEAST_SHARE] = np.nan
    errors[answered < LEAST_SHARE] = np.nan
    told = np.diag(weights.T @ structure) / np.sqrt(np.diag(weights.T @ matrix @ weights))
    return Scores(
        scores=pd.DataFrame(scored, index=data.index, columns=solution.factors),
        standard_errors=pd.DataFrame(errors, index=data.index, columns=solution.factors),
        determinacy=pd.Series(told, index=solution.factors),
        share_answered=pd.Series(answered, index=data.index),
        weights=pd.DataFrame(weights, index=items, columns=solution.factors),
        means=pd.Series(centre, index=items),
        deviations=pd.Series(spread, index=items),
        method=method,
    )


def _values(data: pd.DataFrame, items: list[str]) -> Floats:
    absent = [name for name in items if name not in data.columns]
    if absent:
        raise BadData("items_of_factors_missing", where=absent, items=absent)
    values = as_floats(data[items])
    refuse_infinite(data[items], values)
    return values


def _inverse(matrix: Floats) -> Floats:
    try:
        return np.asarray(np.linalg.inv(matrix))
    except np.linalg.LinAlgError:
        raise SingularCorrelations("items_are_exact_combinations") from None


def _spread(values: Floats, items: list[str]) -> Floats:
    count, means = column_means(values)
    spread = np.sqrt(central_sums(values, means)[0] / np.maximum(count - 1, 1))
    flat = [name for name, one in zip(items, spread, strict=True) if not one > 0]
    if flat:
        raise NoVariance("items_not_standardised", where=flat, items=flat)
    return np.asarray(spread)


def _weights(matrix: Floats, precision: Floats, solution: FactorSolution, method: ScoreMethod) -> Floats:
    if method == "thurstone":
        return np.asarray(precision @ solution.structure.to_numpy(dtype=np.float64))
    if method != "ten_berge":
        raise BadPlan("unknown_scores", method=method)
    root_phi = _power(solution.phi.to_numpy(dtype=np.float64), 0.5)
    turned = solution.loadings.to_numpy(dtype=np.float64) @ root_phi
    root = _power(matrix, -0.5)
    middle = _power(turned.T @ precision @ turned, -0.5)
    return np.asarray(root @ (root @ turned @ middle) @ root_phi)


def _power(matrix: Floats, power: float) -> Floats:
    values, vectors = np.linalg.eigh(matrix)
    return np.asarray((vectors * np.maximum(values, 1e-12) ** power) @ vectors.T)


def _score_rows(
    values: Floats,
    centre: Floats,
    spread: Floats,
    precision: Floats,
    weights: Floats,
    regression: Floats,
    full: Floats,
) -> tuple[Floats, Floats]:
    """Score blocks of rows; the error variance grows by ``(2 W - w)_M' K_MM^-1 w_M`` per missing part."""
    scored = np.empty((len(values), weights.shape[1]))
    variance = np.empty_like(scored)
    for rows in row_blocks(len(values)):
        z = (values[rows] - centre) / spread
        enough = np.isnan(z).mean(axis=1) <= 1 - LEAST_SHARE
        some = np.zeros((len(z), weights.shape[1]))
        more = np.zeros_like(some)
        some[enough] = fill_gaps(z[enough], precision) @ weights
        more[enough] = gap_products(np.isnan(z[enough]), precision, 2 * regression - weights, weights)
        scored[rows], variance[rows] = some, full + more
    return scored, np.sqrt(np.maximum(variance, 0.0))
