"""Latent classes of people by categorical answers: the one final model, its figures, its classes in order of size."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.segments.classes.em import class_membership, fit_classes, parameters_of, patterns_of
from research.segments.points import check_k, points_of, values_of, weights_of

UNANSWERED = -9.87654321e8
"""Stands for a missing answer where answers are checked."""

SETTLED, STEPS, KEPT = 1e-10, 5_000, 5
"""Gain in mean log-likelihood at which the fit stops, after how many steps at the latest, and starts that go so far."""


@dataclass(frozen=True, kw_only=True)
class LatentClasses:
    """A fitted latent class model, in the order of the shares.

    Parameters
    ----------
    probabilities : ndarray, people x k
        Probability of belonging to each class.
    shares : ndarray, k
    answers : tuple of ndarray
        Per variable: k x codes, the probability of each answer in each class.
    codes : tuple of ndarray
        Per variable: the answer codes in the order of `answers`.
    log_likelihood, bic : float
        BIC: -2 log L + parameters x log n, smaller is better.
    parameters : int
    """

    probabilities: Floats
    shares: Floats
    answers: tuple[Floats, ...]
    codes: tuple[Floats, ...]
    log_likelihood: float
    bic: float
    parameters: int


def fit_latent_classes(
    X: pd.DataFrame, k: int, *, seed: int, starts: int = 30, weights: pd.Series | None = None
) -> LatentClasses:
    """Fit k latent classes by maximum likelihood, best of several random starts.

    Parameters
    ----------
    X : DataFrame, people x variables
        Answer codes; every different value is a category. NaN where missing: the likelihood is that of the answers
        given (full information).
    k : int
    seed : int
    starts : int, default 30
        All go a short way, the best five of them to the end.
    weights : Series, optional
        One weight per person; scaled to a mean of one.

    Raises
    ------
    BadData, NoVariance, TooFewResponses
        See `research.segments.points.values_of`; also when fewer than `k` people differ.

    References
    ----------
    Linzer and Lewis (2011), poLCA, J. Statistical Software 42(10). R: `poLCA(f, data, nclass = k, nrep = 10)`.
    """
    check_k(points_of(gaps_marked(X)), k)
    patterns = patterns_of(answers_of(X))
    mass = patterns.mass(weights_of(weights, X))
    rng = np.random.default_rng(seed)
    fit = fit_classes(patterns, mass, k, rng, starts=starts, kept=KEPT, settled=SETTLED, steps=STEPS)
    order = np.argsort(-fit.shares, kind="stable")
    parameters = parameters_of(patterns, k)
    return LatentClasses(
        probabilities=class_membership(patterns, fit)[patterns.row_of][:, order],
        shares=fit.shares[order],
        answers=tuple(np.split(np.exp(fit.logs[order]), patterns.first[1:], axis=1)),
        codes=patterns.levels,
        log_likelihood=fit.log_likelihood,
        bic=-2 * fit.log_likelihood + parameters * float(np.log(mass.sum())),
        parameters=parameters,
    )


def gaps_marked(X: pd.DataFrame) -> pd.DataFrame:
    """The same with a number where an answer is missing, for checks that know no gaps."""
    return X.fillna(UNANSWERED)


def answers_of(X: pd.DataFrame) -> Floats:
    """Answers as numbers with NaN where missing; refuses what `values_of` refuses but gaps."""
    values = values_of(gaps_marked(X))
    return np.where(values == UNANSWERED, np.nan, values)
