"""Only confirmatory factor analysis of one group: do the items measure the scales they were written for?"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.arithmetic.parallel import one_thread
from research.confirmation.answers import Missing, answers_of, cautions_of_answers, normal_answers
from research.confirmation.estimates import (
    alike_cautions,
    facing_up,
    factor_correlations,
    parameter_table,
    refuse_impossible,
    standardised_loadings,
    with_ordinal_residuals,
)
from research.confirmation.fit import ConfirmatoryFit, fit_cautions, normal_fit
from research.confirmation.implied import implied_covariance
from research.confirmation.layout import Identification, Layout, Matrices, build_layout
from research.confirmation.least_squares import LeastSquaresCriterion, least_squares_fit, sampling_covariance
from research.confirmation.model import MeasurementModel, Scales, measurement_model
from research.confirmation.normal import NormalCriterion
from research.confirmation.ordinal import ordinal_moments
from research.confirmation.score_tests import suggested_changes
from research.confirmation.scoring import minimise, observed_information
from research.confirmation.start import starting_point
from research.errors import BadPlan, Caution

Estimator = Literal["ml", "dwls"]


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """What a confirmatory factor analysis found.

    Parameters
    ----------
    estimator : {"ml", "dwls"}
    missing : {"listwise", "fiml"}
    identification : {"variance", "marker"}
    n, left_out : int
        Respondents used, and left out for missing answers.
    loadings : DataFrame, shape (items, factors)
        Standardised; zero where the item belongs to another scale.
    factor_correlations : DataFrame
        A general factor comes last.
    parameters : DataFrame
        Columns kind, left, right, group, estimate, se, z, p; what is fixed is left out.
    fit : ConfirmatoryFit
    corrected_fit : ConfirmatoryFit or None
        Corrected for mean and variance ("dwls" only: report this one).
    residual_correlations : DataFrame, shape (items, items)
        Observed minus implied.
    suggestions : DataFrame
        Changes that would improve the fit most ("ml" only): kind, left, right, chi2, change, standardised.
    cautions : tuple of Caution
    """

    estimator: Estimator
    missing: Missing
    identification: Identification
    n: int
    left_out: int
    loadings: pd.DataFrame
    factor_correlations: pd.DataFrame
    parameters: pd.DataFrame
    fit: ConfirmatoryFit
    corrected_fit: ConfirmatoryFit | None
    residual_correlations: pd.DataFrame
    suggestions: pd.DataFrame
    cautions: tuple[Caution, ...]


def confirm(
    data: pd.DataFrame,
    scales: Scales,
    *,
    estimator: Estimator = "ml",
    missing: Missing = "listwise",
    identification: Identification = "variance",
    higher_order: str | None = None,
) -> Confirmation:
    """Test whether items measure the scales they were written for.

    ``S = L F L' + U``: each item loads on its own factor, factors correlate. "ml" minimises ``log det S + tr(T S^-1)``
    over the covariances T (with "fiml": the likelihood of everybody's own answers), "dwls" the weighted squares of
    residual polychoric correlations, with robust standard errors and a test corrected for mean and variance (WLSMV).

    Parameters
    ----------
    data : DataFrame, shape (respondents, items)
        Numbers, NaN where an answer is missing; other columns are ignored.
    scales : mapping of str to sequence of str
        Items of each scale.
    estimator : {"ml", "dwls"}
        "dwls" is meant for ordinal items.
    missing : {"listwise", "fiml"}
        Leave people with gaps out, or use what they answered ("ml" only).
    identification : {"variance", "marker"}
        Factors of variance 1, or the first loading of each scale 1.
    higher_order : str, optional
        Name of a factor behind the factors, instead of their correlations.

    Returns
    -------
    Confirmation

    Raises
    ------
    BadPlan, BadData, TooFewItems, TooFewResponses, NoVariance, SingularCorrelations
        The model or the answers cannot be used.
    NotConverged, HeywoodCase
        There is no proper solution.

    References
    ----------
    Jöreskog (1969), Psychometrika 34; Muthén (1984), Psychometrika 49.
    R: ``lavaan::cfa(model, data, std.lv = TRUE)``, ``missing = "fiml"``, ``ordered = items, estimator = "WLSMV"``.
    """
    if estimator not in ("ml", "dwls") or missing not in ("listwise", "fiml"):
        raise BadPlan("unknown_confirmation", estimator=estimator, missing=missing)
    if estimator == "dwls" and missing == "fiml":
        raise BadPlan("ordinal_with_gaps")
    model = measurement_model(scales, higher_order=higher_order)
    answers = answers_of(data, model, missing=missing)
    with one_thread():
        if estimator == "dwls":
            solved = _by_squares(model, answers, identification)
        else:
            solved = _by_likelihood(model, answers, identification, missing)
    reported = solved.corrected_fit or solved.fit
    left_out = len(data) - len(answers)
    between = factor_correlations(model, solved.placed)
    return Confirmation(
        estimator=estimator,
        missing=missing,
        identification=identification,
        n=len(answers),
        left_out=left_out,
        loadings=standardised_loadings(model, solved.placed),
        factor_correlations=between,
        parameters=parameter_table(solved.layout, solved.values, solved.covariance, [""]),
        fit=solved.fit,
        corrected_fit=solved.corrected_fit,
        residual_correlations=_residual_correlations(model, solved),
        suggestions=solved.suggestions,
        cautions=(
            *cautions_of_answers(len(answers), left_out),
            *fit_cautions(reported, n=len(answers)),
            *_alike(model, between),
        ),
    )


def _alike(model: MeasurementModel, between: pd.DataFrame) -> tuple[Caution, ...]:
    """Only scales may be too alike; each may well go with the general factor."""
    scales = list(model.factors)
    return alike_cautions(between.loc[scales, scales])


@dataclass(frozen=True, kw_only=True)
class _Solved:
    layout: Layout
    values: Floats
    covariance: Floats
    placed: Matrices
    observed: Floats
    fit: ConfirmatoryFit
    corrected_fit: ConfirmatoryFit | None
    suggestions: pd.DataFrame


def _by_likelihood(
    model: MeasurementModel, answers: pd.DataFrame, identification: Identification, missing: Missing
) -> _Solved:
    group = normal_answers(answers)
    layout = build_layout(model, identification=identification, means=missing == "fiml")
    criterion = NormalCriterion(layout, [group])
    start = starting_point(model, layout, [group.covariance], [group.mean], identification=identification)
    values, state = minimise(criterion, start)
    information = state.information if group.sample is None else observed_information(criterion.slope, values)
    signs = facing_up(layout, values) if identification == "variance" else np.ones(layout.size)
    values = values * signs
    (placed,) = layout.place(values)
    refuse_impossible(model, placed)
    return _Solved(
        layout=layout,
        values=values,
        covariance=np.linalg.inv(information) * np.outer(signs, signs) / group.n,
        placed=placed,
        observed=group.covariance,
        fit=normal_fit(layout, [group], values, state.value),
        corrected_fit=None,
        suggestions=suggested_changes(model, layout, group, values),
    )


def _by_squares(model: MeasurementModel, answers: pd.DataFrame, identification: Identification) -> _Solved:
    moments = ordinal_moments(answers)
    layout = build_layout(model, identification=identification, residuals=False)
    criterion = LeastSquaresCriterion(layout, moments)
    nothing = np.zeros(len(model.items))
    start = starting_point(model, layout, [moments.matrix], [nothing], identification=identification)
    values, _ = minimise(criterion, start)
    signs = facing_up(layout, values) if identification == "variance" else np.ones(layout.size)
    values = values * signs
    placed = with_ordinal_residuals(layout.place(values)[0])
    refuse_impossible(model, placed)
    residual, design = criterion.residual(values)
    fit, corrected = least_squares_fit(moments, residual, design)
    return _Solved(
        layout=layout,
        values=values,
        covariance=sampling_covariance(moments, design),
        placed=placed,
        observed=moments.matrix,
        fit=fit,
        corrected_fit=corrected,
        suggestions=pd.DataFrame(columns=["kind", "left", "right", "chi2", "change", "standardised"]),
    )


def _residual_correlations(model: MeasurementModel, solved: _Solved) -> pd.DataFrame:
    implied = implied_covariance(solved.placed)
    found = _as_correlations(solved.observed) - _as_correlations(implied)
    return pd.DataFrame(found, index=list(model.items), columns=list(model.items))


def _as_correlations(covariance: Floats) -> Floats:
    spread = np.sqrt(np.diag(covariance))
    return np.asarray(covariance / np.outer(spread, spread))
