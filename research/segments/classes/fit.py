"""Only this: latent classes of people by categorical answers."""

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from research.errors import NotConverged
from research.segments.classes.em import GAP, patterns_of
from research.segments.points import Floats, check_k, points_of, values_of, weights_of

if TYPE_CHECKING:
    from stepmix.stepmix import StepMix

UNANSWERED = -9.87654321e8
"""Stands for a missing answer where answers are checked."""

QUICK = 1e-4
"""Gain in mean log-likelihood at which starts are compared."""


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
    X: pd.DataFrame, k: int, *, seed: int, starts: int = 10, weights: pd.Series | None = None, tolerance: float = 1e-8
) -> LatentClasses:
    """Fit k latent classes by maximum likelihood, best of several random starts.

    People with the same answers are fitted once with their number as weight, which changes nothing but time.

    Parameters
    ----------
    X : DataFrame, people x variables
        Answer codes; every different value is a category. NaN where missing: the likelihood is that of the answers
        given (full information).
    k : int
    seed : int
    starts : int, default 10
    weights : Series, optional
        One weight per person; scaled to a mean of one.
    tolerance : float, default 1e-8
        Gain in mean log-likelihood at which the fit stops.

    Raises
    ------
    NotConverged
        The model did not settle.

    References
    ----------
    Linzer and Lewis (2011), poLCA, J. Statistical Software 42(10). R: `poLCA(f, data, nclass = k, nrep = 10)`.
    """
    check_k(points_of(gaps_marked(X)), k)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return settle_classes(answers_of(X), weights_of(weights, X), k, seed=seed, starts=starts, tolerance=tolerance)


def gaps_marked(X: pd.DataFrame) -> pd.DataFrame:
    """The same with a number where an answer is missing, for checks that know no gaps."""
    return X.fillna(UNANSWERED)


def answers_of(X: pd.DataFrame) -> Floats:
    """Answers as numbers with NaN where missing; refuses what `values_of` refuses but gaps."""
    values = values_of(gaps_marked(X))
    return np.where(values == UNANSWERED, np.nan, values)


def settle_classes(values: Floats, mass: Floats, k: int, *, seed: int, starts: int, tolerance: float) -> LatentClasses:
    """`fit_latent_classes` without checks, for many fits side by side."""
    found = patterns_of(values)
    codes, place = found.levels, found.row_of
    patterns = np.where(found.rows == GAP, np.nan, found.rows)
    counts = np.bincount(place, weights=mass).astype(np.float64)
    model = _fit(patterns, counts, k, seed, starts, tolerance)
    log_likelihood = float(model.score(patterns, sample_weight=counts)) * float(counts.sum())
    if not np.isfinite(log_likelihood):
        raise NotConverged(f"{k} latent classes could not be fitted.", advice="Ask for fewer classes or fewer items.")
    shares = np.asarray(model.get_parameters()["weights"])
    order = np.argsort(-shares, kind="stable")
    parameters = k - 1 + k * sum(len(levels) - 1 for levels in codes)
    return LatentClasses(
        probabilities=np.asarray(model.predict_proba(patterns))[place][:, order],
        shares=shares[order],
        answers=_answers(model, codes, order),
        codes=codes,
        log_likelihood=log_likelihood,
        bic=-2 * log_likelihood + parameters * float(np.log(counts.sum())),
        parameters=parameters,
    )


def _fit(patterns: Floats, counts: Floats, k: int, seed: int, starts: int, tolerance: float) -> "StepMix":
    """All starts go a short way, the best two of them to the end."""
    seeds = [int(one) for one in np.random.default_rng(seed).integers(2**31, size=1 if k == 1 else starts)]
    if len(seeds) > 1 and tolerance < QUICK:
        short = {one: _run(patterns, counts, k, one, QUICK) for one in seeds}
        seeds = sorted(seeds, key=lambda one: -short[one].score(patterns, sample_weight=counts))[:2]
    fitted = [_run(patterns, counts, k, one, tolerance) for one in seeds]
    return max(fitted, key=lambda model: float(model.score(patterns, sample_weight=counts)))


def _run(patterns: Floats, counts: Floats, k: int, seed: int, tolerance: float) -> "StepMix":
    from stepmix.stepmix import StepMix  # only where classes are asked for: loading it takes a while

    model = StepMix(
        n_components=k,
        measurement="categorical_nan" if np.isnan(patterns).any() else "categorical",
        n_init=1,
        max_iter=5000,
        abs_tol=tolerance,
        rel_tol=0.0,
        random_state=seed,
        verbose=0,
        progress_bar=0,
    )
    return model.fit(patterns, sample_weight=counts)


def _answers(model: "StepMix", codes: tuple[Floats, ...], order: np.ndarray) -> tuple[Floats, ...]:
    table = np.asarray(model.get_parameters()["measurement"]["pis"])
    width = table.shape[1] // len(codes)
    by_item = table.reshape(len(table), len(codes), width)[order]
    return tuple(by_item[:, place, : len(levels)] for place, levels in enumerate(codes))
