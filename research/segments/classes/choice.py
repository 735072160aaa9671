"""Only this: how many latent classes, from the answers themselves and from answers of a continuum without classes."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from research.arithmetic.agreement import adjusted_rand, cross_table
from research.arithmetic.parallel import Progress, run_all, spawn
from research.errors import BadPlan
from research.segments.choice import SegmentChoice, evidence_cautions
from research.segments.classes.continuum import continuum_of
from research.segments.classes.em import (
    ClassFit,
    Patterns,
    class_membership,
    drawn_mass,
    fit_classes,
    most_classes,
    parameters_of,
    patterns_of,
    relative_entropy,
)
from research.segments.classes.verdict import CLEAR, judge_classes
from research.segments.models import MODEL_LIMIT
from research.segments.points import Floats, Integers, weights_of
from research.segments.stability import CLOUDS, Stability, null_summary, summary
from research.segments.verdict import Candidate

MOST_PAIRS, MANY_PATTERNS, PAIRS_OF_MANY = 50, 400, 20
FEWEST_OF_CLOUD = 5
"""Pairs of bootstrap samples; fewer where people share few patterns of answers, which takes long."""


@dataclass(frozen=True, kw_only=True)
class _Fitted:
    """The model of one number of classes on everybody: BIC, entropy, share of the smallest class."""

    bic: float
    entropy: float
    smallest_share: float


def choose_classes(
    answers: pd.DataFrame,
    *,
    ks: Sequence[int] = range(2, 9),
    pairs: int = 100,
    unordered: Sequence[str] = (),
    seed: int,
    n_jobs: int = 2,
    weights: pd.Series | None = None,
    progress: Progress | None = None,
) -> SegmentChoice:
    """Choose the number of latent classes.

    Parameters
    ----------
    answers : DataFrame, people x items
        Answer codes; NaN where missing (the likelihood is that of the answers given).
    ks : sequence of int, default 2 to 8
        Numbers that the answers cannot determine (more parameters than patterns or people) are left out.
    pairs : int, default 100
        Pairs of bootstrap samples, at most 50 (20 where people share few patterns).
    unordered : sequence of str
        Items whose answers have no order.
    seed : int
    n_jobs : int, default 2
        Changes the time, never the result.
    weights : Series, optional
    progress : callable, optional
        Called with the share done.

    Returns
    -------
    SegmentChoice
        Criteria that need distances (silhouette, gap, prediction strength) are NaN.

    Raises
    ------
    BadPlan
        The answers determine none of these numbers of classes.

    Notes
    -----
    With more than 1,500 people, stability comes from a random sample of 1,500.

    References
    ----------
    Nylund, Asparouhov and Muthén (2007); Dolnicar and Leisch (2010). R: `poLCA(f, d, nclass = k)$bic`.
    """
    values, mass = answers.to_numpy(dtype=np.float64), weights_of(weights, answers)
    everybody = patterns_of(values)
    ks = _possible(ks, everybody)
    report = progress or (lambda _done: None)
    fitted = {k: _fitted(everybody, mass, k, seed) for k in [1, *ks]}
    report(0.1)
    some = _sample(len(values), seed)
    own, null = _stabilities(
        values[some], mass[some], ks, pairs=pairs, places=[list(answers).index(name) for name in unordered],
        seed=seed, n_jobs=n_jobs, progress=lambda done: report(0.1 + 0.9 * done),
    )  # fmt: skip
    candidates = tuple(_candidate(k, own[k], null[k], fitted[k]) for k in ks)
    verdict = judge_classes(candidates, single_bic=fitted[1].bic)
    return SegmentChoice(
        candidates=candidates,
        k=verdict.k,
        verdict=verdict.kind,
        reason=verdict.reason,
        method="lca",
        votes={"bic": min((fitted[k].bic, k) for k in fitted)[1]},
        cautions=evidence_cautions(answers, verdict.kind, verdict.reason),
        single_bic=fitted[1].bic,
    )


def class_labels(
    values: Floats, mass: Floats, k: int, *, samples: int, seed: int, n_jobs: int
) -> tuple[Patterns, list[Integers]]:
    """Patterns of the answers, and their class by each of several bootstrap samples."""
    patterns = patterns_of(values)
    tasks = [partial(_labels_of_sample, patterns, mass, k, stream) for stream in spawn(seed, samples)]
    return patterns, run_all(tasks, n_jobs=n_jobs)


def _possible(ks: Sequence[int], patterns: Patterns) -> list[int]:
    possible = most_classes(patterns, sorted({int(k) for k in ks if k >= 2}))
    if not possible:
        raise BadPlan(
            f"{len(patterns.levels)} questions with these answers from {patterns.people} people cannot tell "
            f"{min(ks, default=2)} latent classes apart.",
            advice="Ask for fewer segments, use more questions, or choose k-means.",
            where=("segments",),
        )
    return possible


def _fitted(patterns: Patterns, weights: Floats, k: int, seed: int) -> _Fitted:
    mass = patterns.mass(weights)
    fit = fit_classes(patterns, mass, k, np.random.default_rng([seed, 21, k]), starts=20, kept=3)
    belonging = class_membership(patterns, fit)
    shares = np.bincount(belonging.argmax(axis=1), weights=mass, minlength=k) / mass.sum()
    return _Fitted(
        bic=-2 * fit.log_likelihood + parameters_of(patterns, k) * float(np.log(patterns.people)),
        entropy=relative_entropy(belonging, mass),
        smallest_share=float(shares.min()),
    )


def _sample(people: int, seed: int) -> Integers:
    if people <= MODEL_LIMIT:
        return np.arange(people)
    return np.sort(np.random.default_rng([seed, 22]).choice(people, MODEL_LIMIT, replace=False))


def _stabilities(
    values: Floats,
    mass: Floats,
    ks: Sequence[int],
    *,
    pairs: int,
    places: Sequence[int],
    seed: int,
    n_jobs: int,
    progress: Progress,
) -> tuple[dict[int, Stability], dict[int, Stability]]:
    """Adjusted Rand index between bootstrap samples, of the answers and of continua without classes."""
    own = patterns_of(values)
    pairs = min(pairs, PAIRS_OF_MANY if len(own.rows) > MANY_PATTERNS else MOST_PAIRS)
    continuum = continuum_of(values, mass, unordered=places)
    clouds = [patterns_of(continuum.draw(np.random.default_rng(stream))) for stream in spawn(seed + 1, CLOUDS)]
    each = min(pairs, FEWEST_OF_CLOUD)
    sets = [(own, pairs + 1, seed), *((cloud, each + 1, seed + 2 + place) for place, cloud in enumerate(clouds))]
    tasks: list[Callable[[], list[float]]] = [
        partial(_agreements, patterns, mass, k, samples=samples, seed=start)
        for k in ks
        for patterns, samples, start in sets
    ]
    found = iter(run_all(tasks, n_jobs=n_jobs, progress=progress))
    stable, null = {}, {}
    for k in ks:
        values_of_k = [next(found) for _ in sets]
        stable[k], null[k] = summary(k, values_of_k[0]), null_summary(k, values_of_k[1:])
    return stable, null


def _agreements(patterns: Patterns, weights: Floats, k: int, *, samples: int, seed: int) -> list[float]:
    labels = [_labels_of_sample(patterns, weights, k, stream) for stream in spawn(seed, samples)]
    heads = np.bincount(patterns.row_of, minlength=len(patterns.rows)).astype(np.float64)
    return [adjusted_rand(cross_table(a, b, shape=(k, k), heads=heads)) for a, b in itertools.pairwise(labels)]


def _labels_of_sample(patterns: Patterns, weights: Floats, k: int, stream: np.random.SeedSequence) -> Integers:
    rng = np.random.default_rng(stream)
    fit: ClassFit = fit_classes(patterns, drawn_mass(patterns, weights, rng), k, rng)
    labels: Integers = class_membership(patterns, fit).argmax(axis=1)
    return labels


def _candidate(k: int, own: Stability, null: Stability, fitted: _Fitted) -> Candidate:
    unknown = float("nan")
    return Candidate(
        k=k,
        ari_mean=own.mean,
        ari_low=own.low,
        ari_high=own.high,
        null_ari_mean=null.mean,
        null_ari_high=null.high,
        silhouette=unknown,
        null_silhouette=unknown,
        null_silhouette_high=unknown,
        gap=unknown,
        gap_error=unknown,
        prediction_strength=unknown,
        prediction_strength_error=unknown,
        calinski_harabasz=unknown,
        bic=fitted.bic,
        entropy=fitted.entropy,
        smallest_share=fitted.smallest_share,
        supported=own.mean > null.high,
        separated=fitted.entropy >= CLEAR,
    )
