"""One way to fit any segmentation method, and its bootstrap where the lean k-means does not apply."""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
import pandas as pd

from research.arithmetic.agreement import best_jaccard, cross_table
from research.arithmetic.arrays import Floats, Integers
from research.arithmetic.parallel import run_all, spawn
from research.errors import BadPlan, NotConverged
from research.segments.assignment import Rule, classes_rule, kmeans_rule, membership, mixture_rule, tied_rule
from research.segments.classes.em import patterns_of, refit_classes
from research.segments.classes.fit import answers_of, fit_latent_classes
from research.segments.kmeans import SEARCH_LIMIT, partition_points
from research.segments.mixture import QUICK, Shape, fit_mixture, settle_mixture
from research.segments.points import Points, points_of, weights_of
from research.segments.tied import fit_tied, refit_tied, settle_tied

Method = Literal["kmeans", "tied", "gmm", "lca"]
METHODS: tuple[Method, ...] = ("kmeans", "tied", "gmm", "lca")

TIED_GAIN, MANY_GAIN = 1e-8, 1e-6
"""Gain in mean log-likelihood at which a mixture with one covariance has settled; of very many people."""
REFIT_STARTS, SIDE_BY_SIDE = 2, 5
"""Starts of a bootstrap sample, and samples fitted together."""
MODEL_LIMIT = 1_500
"""Mixtures and latent classes are slow to fit: their bootstrap uses at most this many people."""


@dataclass(frozen=True, kw_only=True)
class Model:
    """A fitted segmentation by any method.

    Parameters
    ----------
    labels : ndarray, people
        Most probable segment, 0 to k - 1.
    probabilities : ndarray, people x k
    rule : dict
        See `research.segments.assignment`.
    bic, log_likelihood : float or None
        None for k-means, which has no likelihood.
    """

    labels: Integers
    probabilities: Floats
    rule: Rule
    bic: float | None
    log_likelihood: float | None


def check_method(method: str) -> None:
    """Raise when the method is unknown."""
    if method not in METHODS:
        raise BadPlan("unknown_segmentation", method=method, known=METHODS)


def fit_model(
    X: pd.DataFrame,
    k: int,
    *,
    method: str,
    seed: int,
    starts: int,
    weights: pd.Series | None = None,
    points: Points | None = None,
) -> Model:
    """Fit `k` segments by one of `METHODS`, numbered by size; `points`, if made already, save time."""
    check_method(method)
    names = [str(name) for name in X.columns]
    bic = log_likelihood = None
    if method == "kmeans":
        found = points_of(X, weights=weights) if points is None else points
        partition = partition_points(found, k, seed=seed, starts=starts)
        rule = kmeans_rule(partition, names, people=len(X))
    elif method == "tied":
        rule, bic, log_likelihood = _tied(X, k, names, seed=seed, starts=max(1, starts // 5), weights=weights)
    elif method == "gmm":
        mixture = fit_mixture(X, k, seed=seed, starts=max(1, starts // 10))
        rule, bic, log_likelihood = mixture_rule(mixture, names), mixture.bic, mixture.log_likelihood
    else:
        classes = fit_latent_classes(X, k, seed=seed, starts=max(1, starts // 3), weights=weights)
        rule, bic, log_likelihood = classes_rule(classes, names), classes.bic, classes.log_likelihood
    probabilities = membership(answers_of(X), rule)
    return Model(
        labels=probabilities.argmax(axis=1),
        probabilities=probabilities,
        rule=rule,
        bic=bic,
        log_likelihood=log_likelihood,
    )


def _tied(
    X: pd.DataFrame, k: int, names: list[str], *, seed: int, starts: int, weights: pd.Series | None
) -> tuple[Rule, float, float]:
    """Begun on some people where there are very many, and settled on all."""
    values, mass = X.to_numpy(dtype=np.float64), weights_of(weights, X)
    rng = np.random.default_rng([seed, k])
    some = np.sort(rng.choice(len(values), min(len(values), SEARCH_LIMIT), replace=False))
    found = fit_tied(values[some], k, rng=rng, starts=starts, tolerance=TIED_GAIN, weights=mass[some])
    if len(some) < len(values):
        found = settle_tied(values, found, tolerance=MANY_GAIN, weights=mass)
    return tied_rule(found, names), found.bic(len(X)), found.log_likelihood * len(X)


def model_jaccard(X: pd.DataFrame, model: Model, *, boots: int, seed: int, n_jobs: int) -> Floats:
    """Jaccard index of each segment over bootstrap samples, as `segment_jaccard` does for k-means."""
    k, method = len(model.rule["codes"]), str(model.rule["method"])
    labels = _bootstrap_labels(X, k, method=method, samples=boots, seed=seed, n_jobs=n_jobs)
    own = membership(model_sample(X, seed).to_numpy(dtype=np.float64), model.rule).argmax(axis=1)
    heads = np.ones(len(own))
    tables = [cross_table(own, other, shape=(k, k), heads=heads) for other in labels]
    means: Floats = np.mean([best_jaccard(table) for table in tables], axis=0)
    return means


def mixture_refits(values: Floats, k: int, *, samples: int, seed: int) -> list[Callable[[], Integers]]:
    """Tasks that each fit a mixture to one bootstrap sample and assign everybody, of the shape that suits us all."""
    shape = settle_mixture(values, k, seed=seed, starts=1, shape=None, tolerance=QUICK).shape
    return [partial(_refit, values, k, shape, stream) for stream in spawn(seed, samples)]


def tied_refits(values: Floats, mass: Floats, k: int, *, samples: int, seed: int) -> list[Callable[[], list[Integers]]]:
    """Tasks that each fit a few bootstrap samples of weighted people and assign everybody by each of them."""
    streams = spawn(seed, samples)
    return [
        partial(_refit_tied, values, mass, k, streams[first : first + SIDE_BY_SIDE])
        for first in range(0, samples, SIDE_BY_SIDE)
    ]


def _refit_tied(values: Floats, mass: Floats, k: int, streams: Sequence[np.random.SeedSequence]) -> list[Integers]:
    sources = [np.random.default_rng(stream) for stream in streams]
    n = len(values)
    masses = np.stack([mass * np.bincount(rng.integers(0, n, n), minlength=n) for rng in sources])
    fits = refit_tied(values, masses, k, rng=sources[0], starts=REFIT_STARTS)
    return [fit.probabilities.argmax(axis=1) for fit in fits]


def model_sample(X: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Whom bootstrap samples of mixtures and latent classes are drawn from."""
    return X if len(X) <= MODEL_LIMIT else X.sample(MODEL_LIMIT, random_state=seed)


def _bootstrap_labels(
    X: pd.DataFrame, k: int, *, method: str, samples: int, seed: int, n_jobs: int
) -> Sequence[Integers]:
    values = answers_of(model_sample(X, seed))
    with warnings.catch_warnings():  # not in the tasks: silencing them is not safe in threads
        warnings.simplefilter("ignore")
        if method == "lca":
            patterns, mass = patterns_of(values), np.ones(len(values))
            tasks: list[Callable[[], Integers]] = [
                partial(refit_classes, patterns, mass, k, stream) for stream in spawn(seed, samples)
            ]
            return [labels[patterns.row_of] for labels in run_all(tasks, n_jobs=n_jobs)]
        if method == "tied":
            parts = run_all(tied_refits(values, np.ones(len(values)), k, samples=samples, seed=seed), n_jobs=n_jobs)
            return [labels for part in parts for labels in part]
        return run_all(mixture_refits(values, k, samples=samples, seed=seed), n_jobs=n_jobs)


def _refit(values: Floats, k: int, shape: Shape, stream: np.random.SeedSequence) -> Integers:
    """Fit one bootstrap sample and assign everybody; a sample that cannot be fitted is drawn again."""
    rng = np.random.default_rng(stream)
    names = [f"v{place}" for place in range(values.shape[1])]
    for _ in range(5):
        drawn = values[rng.integers(0, len(values), len(values))]
        try:
            mixture = settle_mixture(drawn, k, seed=int(rng.integers(2**31)), starts=2, shape=shape, tolerance=QUICK)
        except NotConverged:
            continue
        labels: Integers = np.nan_to_num(membership(values, mixture_rule(mixture, names)), nan=0.0).argmax(axis=1)
        return labels
    raise NotConverged("groups_not_fitted_in_samples", k=k)
