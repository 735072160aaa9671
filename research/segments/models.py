"""Only this: one way to fit any segmentation method, and its bootstrap where the lean k-means does not apply."""

import itertools
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
import pandas as pd

from research.arithmetic.agreement import adjusted_rand, best_jaccard, cross_table
from research.arithmetic.parallel import run_all, spawn
from research.errors import BadPlan, NotConverged
from research.segments.assignment import Rule, classes_rule, kmeans_rule, membership, mixture_rule
from research.segments.classes.em import class_membership, drawn_mass, fit_classes, patterns_of
from research.segments.classes.fit import answers_of, fit_latent_classes
from research.segments.kmeans import partition_points
from research.segments.mixture import QUICK, Shape, fit_mixture, settle_mixture
from research.segments.points import Floats, Integers, Points, points_of

Method = Literal["kmeans", "gmm", "lca"]
METHODS: tuple[Method, ...] = ("kmeans", "gmm", "lca")

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
        raise BadPlan(f"“{method}” is no way to segment people.", advice=f"Choose one of {', '.join(METHODS)}.")


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
    """Fit `k` segments by `"kmeans"`, `"gmm"` or `"lca"`, numbered by size; `points`, if made already, save time."""
    check_method(method)
    names = [str(name) for name in X.columns]
    bic = log_likelihood = None
    if method == "kmeans":
        found = points_of(X, weights=weights) if points is None else points
        partition = partition_points(found, k, seed=seed, starts=starts)
        rule = kmeans_rule(partition, names, people=len(X))
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


def model_agreements(X: pd.DataFrame, k: int, *, method: str, pairs: int, seed: int, n_jobs: int) -> list[float]:
    """Adjusted Rand indices over a chain of bootstrap samples, as `bootstrap_stability` does for k-means."""
    labels = _bootstrap_labels(X, k, method=method, samples=pairs + 1, seed=seed, n_jobs=n_jobs)
    heads = np.ones(len(labels[0]))
    return [adjusted_rand(cross_table(a, b, shape=(k, k), heads=heads)) for a, b in itertools.pairwise(labels)]


def model_jaccard(X: pd.DataFrame, model: Model, *, boots: int, seed: int, n_jobs: int) -> Floats:
    """Jaccard index of each segment over bootstrap samples, as `segment_jaccard` does for k-means."""
    k, method = len(model.rule["codes"]), str(model.rule["method"])
    labels = _bootstrap_labels(X, k, method=method, samples=boots, seed=seed, n_jobs=n_jobs)
    own = membership(_bounded(X, seed).to_numpy(dtype=np.float64), model.rule).argmax(axis=1)
    heads = np.ones(len(own))
    tables = [cross_table(own, other, shape=(k, k), heads=heads) for other in labels]
    means: Floats = np.mean([best_jaccard(table) for table in tables], axis=0)
    return means


def _bounded(X: pd.DataFrame, seed: int) -> pd.DataFrame:
    return X if len(X) <= MODEL_LIMIT else X.sample(MODEL_LIMIT, random_state=seed)


def _bootstrap_labels(
    X: pd.DataFrame,
    k: int,
    *,
    method: str,
    samples: int,
    seed: int,
    n_jobs: int,
) -> Sequence[Integers]:
    sample = _bounded(X, seed)
    names = [str(name) for name in X.columns]
    values = answers_of(sample)
    tasks: list[Callable[[], Integers]]
    if method == "lca":
        tasks = [partial(_refit_classes, values, k, stream) for stream in spawn(seed, samples)]
    else:
        shape = fit_mixture(sample, k, seed=seed, starts=1, tolerance=QUICK).shape
        tasks = [partial(_refit, values, names, k, shape, stream) for stream in spawn(seed, samples)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return run_all(tasks, n_jobs=n_jobs)


def _refit_classes(values: Floats, k: int, stream: np.random.SeedSequence) -> Integers:
    """Fit latent classes to one bootstrap sample and assign everybody."""
    rng, patterns = np.random.default_rng(stream), patterns_of(values)
    fit = fit_classes(patterns, drawn_mass(patterns, np.ones(len(values)), rng), k, rng)
    labels: Integers = class_membership(patterns, fit).argmax(axis=1)[patterns.row_of]
    return labels


def _refit(values: Floats, names: list[str], k: int, shape: Shape, stream: np.random.SeedSequence) -> Integers:
    """Fit one bootstrap sample and assign everybody; a sample that cannot be fitted is drawn again."""
    rng = np.random.default_rng(stream)
    for _ in range(5):
        drawn = values[rng.integers(0, len(values), len(values))]
        try:
            mixture = settle_mixture(drawn, k, seed=int(rng.integers(2**31)), starts=2, shape=shape, tolerance=QUICK)
        except NotConverged:
            continue
        labels: Integers = np.nan_to_num(membership(values, mixture_rule(mixture, names)), nan=0.0).argmax(axis=1)
        return labels
    raise NotConverged(
        f"{k} groups could not be fitted in bootstrap samples.", advice="Ask for fewer groups or use k-means."
    )
