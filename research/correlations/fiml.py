"""Only correlations by full-information maximum likelihood: every answer counts, nobody is left out."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.arithmetic.columns import anybody_answered
from research.arithmetic.parallel import one_thread
from research.correlations.assembly import assemble, check_bases
from research.correlations.checks import usable_values, usable_weights
from research.correlations.normal_gaps import normal_sample
from research.correlations.value import Correlation
from research.errors import NotConverged, SingularCorrelations

MAX_ROUNDS = 2000
SMALLEST_EIGENVALUE = 1e-8


@dataclass(frozen=True, kw_only=True)
class NormalMoments:
    """Mean and covariance of a multivariate normal, estimated from answers with gaps.

    Parameters
    ----------
    mean : array, shape (items,)
    covariance : array, shape (items, items)
        Divisor n, as maximum likelihood has it.
    deviance : float
        -2 log-likelihood per person.
    rounds : int
    """

    mean: Floats
    covariance: Floats
    deviance: float
    rounds: int


def fiml(
    data: pd.DataFrame,
    *,
    weights: pd.Series | None = None,
    tolerance: float = 1e-8,
    max_rounds: int = MAX_ROUNDS,
) -> Correlation:
    """Correlate items by maximum likelihood from everybody's own answers.

    The EM algorithm maximises ``sum_i log N(x_iO; mu_O, S_OO)`` over the observed part O of each person. It is right
    where an answer is missing by chance given the person's other answers (pairwise correlations need plain chance),
    and the matrix is positive definite by construction.

    Parameters
    ----------
    data : DataFrame, shape (respondents, items)
        Numbers, NaN where an answer is missing.
    weights : Series, optional
        One weight per respondent, on the same index.
    tolerance : float
        Largest change of a standardised mean or covariance that counts as none.
    max_rounds : int

    Returns
    -------
    Correlation
        `kind` is "fiml"; bases and `n_effective` are those of the pairs, which is cautious: FIML also learns from
        people who answered one item of a pair.

    Raises
    ------
    NoVariance, TooFewResponses, TooFewItems, BadData, NotConverged, SingularCorrelations

    References
    ----------
    Dempster, Laird & Rubin (1977), JRSS B 39; Little & Rubin (2002), chapter 11.
    R: ``lavaan::lavCor(x, missing = "fiml")``, ``psych::corFiml(x)``.

    Examples
    --------
    >>> answers = pd.DataFrame({"a": [1.0, 2.0, 3.0, 4.0, 5.0], "b": [2.0, 1.0, 4.0, 3.0, np.nan]})
    >>> round(float(fiml(answers).matrix.loc["a", "b"]), 3)
    0.688
    """
    values = usable_values(data)
    names = [str(name) for name in data.columns]
    given = usable_weights(weights, data.index)
    answered = anybody_answered(values)
    shares = None if given is None else given[answered] / given[answered].mean()
    present = (~np.isnan(values)).astype(np.float64)
    people = present.T @ present
    check_bases(names, people)
    with one_thread():
        found = normal_moments(values[answered], weights=shares, tolerance=tolerance, max_rounds=max_rounds)
    scale = 1.0 / np.sqrt(np.diag(found.covariance))
    matrix = found.covariance * np.outer(scale, scale)
    np.fill_diagonal(matrix, 1.0)
    kish = 1.0 if shares is None else float(shares.sum() ** 2 / (shares**2).sum() / len(shares))
    return assemble(names, matrix, people=people, effective=people * kish, n=int(answered.sum()), kind="fiml")


def normal_moments(
    values: Floats,
    *,
    weights: Floats | None = None,
    tolerance: float = 1e-8,
    max_rounds: int = MAX_ROUNDS,
) -> NormalMoments:
    """Estimate mean and covariance of a multivariate normal from answers with gaps, by EM.

    Parameters
    ----------
    values : array, shape (people, items)
        NaN where missing; no row without answers.
    weights : array, shape (people,), optional
    tolerance : float
        Largest change of a standardised mean or covariance that counts as none.
    max_rounds : int

    Raises
    ------
    NotConverged
        EM is still moving after `max_rounds`: too much is missing.
    SingularCorrelations
        Some items are exact combinations of others.

    References
    ----------
    R: ``lavaan::lavInspect(fit, "sampstat")`` with ``missing = "fiml"``; ``norm::em.norm``.
    """
    centre, spread = np.nanmean(values, axis=0), np.nanstd(values, axis=0)
    sample = normal_sample((values - centre) / spread, weights)
    mean, covariance = np.zeros(len(centre)), np.eye(len(centre))
    for done in range(1, max_rounds + 1):
        expected = sample.expect(mean, covariance)
        moved = max(np.max(np.abs(expected.mean - mean)), np.max(np.abs(expected.covariance - covariance)))
        mean, covariance = expected.mean, expected.covariance
        _refuse_singular(covariance)
        if moved <= tolerance:
            answered = (np.ones(len(values)) if weights is None else weights) @ ~np.isnan(values)
            return NormalMoments(
                mean=centre + mean * spread,
                covariance=covariance * np.outer(spread, spread),
                deviance=expected.deviance + float(2 * answered @ np.log(spread)) / sample.total,
                rounds=done,
            )
    raise NotConverged("fiml_not_settled", rounds=max_rounds)


def _refuse_singular(covariance: Floats) -> None:
    if np.linalg.eigvalsh(covariance)[0] < SMALLEST_EIGENVALUE:
        raise SingularCorrelations("fiml_singular")
