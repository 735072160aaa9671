"""Only the weights of an analysis: as the data carry them, as a column gives them, or raked to known margins."""

from dataclasses import dataclass

import pandas as pd

from research.errors import BadPlan, ResearchError
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.weighting.rake import Weights, rake


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """Weights by respondent (mean 1; None: everybody counts the same), and how they were raked."""

    weights: pd.Series | None
    raking: Weights | None = None


def weigh(matrix: ResponseMatrix, plan: AnalysisPlan) -> Weighing:
    """The weights a plan asks for.

    Parameters
    ----------
    matrix : ResponseMatrix
        Who is analysed: margins hold among them.
    plan : AnalysisPlan
        `weights` is where raking to `margins` starts from.

    Raises
    ------
    BadPlan
        Columns that do not exist, weights that are not positive, margins that do not fit the answers.
    """
    given = _given(matrix, plan)
    if plan.margins is None:
        return Weighing(weights=given)
    try:
        raked = rake(matrix.values, _targets(plan, matrix), base=given, trim=plan.trim)
    except ResearchError as error:
        raise BadPlan("weights_not_made", where=("margins",), why=error.said) from error
    return Weighing(weights=raked.weights, raking=raked)


def _given(matrix: ResponseMatrix, plan: AnalysisPlan) -> pd.Series | None:
    if plan.weights is None or plan.weights == matrix.codebook.weight:
        return matrix.weights
    if plan.weights not in matrix.values:
        raise BadPlan("weights_not_in_data", where=("weights",), name=plan.weights)
    weights = matrix.values[plan.weights]
    if not (weights > 0).all():
        raise BadPlan("planned_weights_not_positive", where=("weights",), name=plan.weights)
    return weights / weights.mean()


def _targets(plan: AnalysisPlan, matrix: ResponseMatrix) -> dict[str, dict[object, float]]:
    """Margins by answer code, as the answers are kept."""
    found: dict[str, dict[object, float]] = {}
    for name, shares in (plan.margins or {}).items():
        if name not in matrix.values or name not in matrix.codebook:
            raise BadPlan("margins_not_in_data", where=("margins",), name=name)
        try:
            found[name] = {float(code): share for code, share in shares.items()}
        except ValueError as error:
            raise BadPlan("margins_without_codes", where=("margins",), name=name, given=list(shares)) from error
    return found
