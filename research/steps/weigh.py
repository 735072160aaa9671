"""Only the weights of an analysis: as the data carry them, as a column gives them, or raked to known margins."""

from dataclasses import dataclass

import pandas as pd

from research.errors import BadPlan, ResearchError
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.weighting.rake import Weights, rake
from research.words.grammar import ENGLISH


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
        raise BadPlan(
            f"The weights cannot be made: {ENGLISH.text(error.said)}",
            advice=ENGLISH.advice(error.said),
            where=("margins",),
        ) from error
    return Weighing(weights=raked.weights, raking=raked)


def _given(matrix: ResponseMatrix, plan: AnalysisPlan) -> pd.Series | None:
    if plan.weights is None or plan.weights == matrix.codebook.weight:
        return matrix.weights
    if plan.weights not in matrix.values:
        raise BadPlan(
            f"The plan's weights name {plan.weights!r}, which is not in the data.",
            advice="Name a numeric column of the codebook.",
            where=("weights",),
        )
    weights = matrix.values[plan.weights]
    if not (weights > 0).all():
        raise BadPlan(
            f"The weights in {plan.weights!r} must all be positive.",
            advice="Leave out people without a weight.",
            where=("weights",),
        )
    return weights / weights.mean()


def _targets(plan: AnalysisPlan, matrix: ResponseMatrix) -> dict[str, dict[object, float]]:
    """Margins by answer code, as the answers are kept."""
    found: dict[str, dict[object, float]] = {}
    for name, shares in (plan.margins or {}).items():
        if name not in matrix.values or name not in matrix.codebook:
            raise BadPlan(
                f"The plan's margins name {name!r}, which is not in the data.",
                advice="Name a question with a few answers, such as gender or region.",
                where=("margins",),
            )
        try:
            found[name] = {float(code): share for code, share in shares.items()}
        except ValueError as error:
            raise BadPlan(
                f"The margins of {name!r} must name answer codes (numbers), not {', '.join(shares)}.",
                advice="Take the codes of the codebook.",
                where=("margins",),
            ) from error
    return found
