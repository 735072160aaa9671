"""Gaussian mixtures, with the information criterion that compares them."""

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd
from sklearn.exceptions import ConvergenceWarning

from research.arithmetic.arrays import Floats
from research.errors import NotConverged
from research.segments.points import check_k, points_of, values_of
from research.segments.tied import fit_tied

if TYPE_CHECKING:
    from sklearn.mixture import GaussianMixture

Shape = Literal["full", "tied", "diag", "spherical"]
SHAPES: tuple[Shape, ...] = ("tied", "diag", "full")
"""Shapes tried when none is asked for: mclust's EEE, VVI and VVV."""

TIED_STARTS = 3
"""Starts with one covariance for each that was asked for: they are quick, and one in three goes astray."""

QUICK = 1e-3
"""Gain in mean log-likelihood at which starts are compared."""


@dataclass(frozen=True, kw_only=True)
class Mixture:
    """A fitted mixture of normal distributions, in the order of its shares.

    Parameters
    ----------
    probabilities : ndarray, people x k
    shares : ndarray, k
    means : ndarray, k x variables
    precisions : ndarray, k x variables x variables
        Cholesky factors P of the inverse covariances: the distance is |(x - mean) P|².
    log_likelihood, bic : float
        BIC in the usual sign (smaller is better): -2 log L + parameters x log n. mclust's has the other sign.
    parameters : int
    shape : str
        Shape of the covariances, in scikit-learn's words.
    """

    probabilities: Floats
    shares: Floats
    means: Floats
    precisions: Floats
    log_likelihood: float
    bic: float
    parameters: int
    shape: Shape


def fit_mixture(
    X: pd.DataFrame,
    k: int,
    *,
    seed: int,
    starts: int = 10,
    shape: Shape | None = None,
    tolerance: float = 1e-5,
) -> Mixture:
    """Fit k normal distributions by maximum likelihood, best of several starts.

    Parameters
    ----------
    X : DataFrame, people x variables
    k : int
    seed : int
    starts : int, default 10
        Starts from k-means with different random starts.
    shape : str, optional
        `"full"`, `"tied"`, `"diag"` or `"spherical"`; without it the best by BIC of the first three.
    tolerance : float, default 1e-5
        Gain in mean log-likelihood at which the fit stops.

    Raises
    ------
    NotConverged
        No shape could be fitted, usually because a group is smaller than the number of variables.

    References
    ----------
    R: `mclust::Mclust(X, G = k, modelNames = c("EEE", "VVI", "VVV"))`.
    """
    check_k(points_of(X), k)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return settle_mixture(values_of(X), k, seed=seed, starts=starts, shape=shape, tolerance=tolerance)


def settle_mixture(values: Floats, k: int, *, seed: int, starts: int, shape: Shape | None, tolerance: float) -> Mixture:
    """`fit_mixture` without checks, for many fits side by side (silencing warnings is not safe in threads)."""
    fitted = [_fit(values, k, seed, starts, one, tolerance) for one in ((shape,) if shape else SHAPES)]
    good = [model for model in fitted if model is not None]
    if not good:
        raise NotConverged("mixture_not_fitted", k=k)
    return min(good, key=lambda model: model.bic)


def _fit(values: Floats, k: int, seed: int, starts: int, shape: Shape, tolerance: float) -> Mixture | None:
    """All starts go a short way, the best of them to the end."""
    if shape == "tied":
        return _fit_tied(values, k, seed, starts, tolerance)
    from sklearn.mixture import GaussianMixture  # only where mixtures are asked for: loading it takes a while

    short = GaussianMixture(
        k, covariance_type=shape, n_init=starts, max_iter=100, tol=max(tolerance, QUICK), random_state=seed
    )
    try:
        short.fit(values)
        model = short if tolerance >= QUICK else _go_on(short, values, tolerance)
    except ValueError:
        return None
    if not model.converged_:
        return None
    order = np.argsort(-model.weights_, kind="stable")
    return Mixture(
        probabilities=model.predict_proba(values)[:, order],
        shares=model.weights_[order],
        means=model.means_[order],
        precisions=_precisions(model, shape, values.shape[1])[order],
        log_likelihood=float(model.score(values) * len(values)),
        bic=float(model.bic(values)),
        parameters=int(model._n_parameters()),
        shape=shape,
    )


def _fit_tied(values: Floats, k: int, seed: int, starts: int, tolerance: float) -> Mixture | None:
    try:
        found = fit_tied(values, k, rng=np.random.default_rng(seed), starts=TIED_STARTS * starts, tolerance=tolerance)
    except np.linalg.LinAlgError:
        return None
    if not found.settled:
        return None
    order = np.argsort(-found.shares, kind="stable")
    factor = np.linalg.inv(np.linalg.cholesky(found.covariance)).T
    return Mixture(
        probabilities=found.probabilities[:, order],
        shares=found.shares[order],
        means=found.means[order],
        precisions=np.repeat(factor[None], k, axis=0),
        log_likelihood=found.log_likelihood * len(values),
        bic=found.bic(len(values)),
        parameters=found.parameters,
        shape="tied",
    )


def _go_on(short: "GaussianMixture", values: Floats, tolerance: float) -> "GaussianMixture":
    model = type(short)(
        short.n_components,
        covariance_type=short.covariance_type,
        max_iter=1000,
        tol=tolerance,
        weights_init=short.weights_,
        means_init=short.means_,
        precisions_init=short.precisions_,
        random_state=0,
    )
    return model.fit(values)


def _precisions(model: "GaussianMixture", shape: Shape, width: int) -> Floats:
    factors = model.precisions_cholesky_
    k = len(model.weights_)
    if shape == "full":
        result: Floats = factors
    elif shape == "tied":
        result = np.repeat(factors[None], k, axis=0)
    elif shape == "diag":
        result = np.stack([np.diag(row) for row in factors])
    else:
        result = np.stack([np.eye(width) * value for value in factors])
    return result
