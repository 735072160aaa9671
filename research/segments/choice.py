"""How many segments: one choice, from evidence on our data and on data without groups, told how people are grouped."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

import numpy as np
import pandas as pd

from research.arithmetic.parallel import Progress, Work, run_work, run_works
from research.errors import Caution, Severity, caution
from research.said import Count, Said
from research.segments.classes.em import patterns_of
from research.segments.classes.strategy import ClassStrategy
from research.segments.kmeans import Partition
from research.segments.models import MODEL_LIMIT, check_method, model_sample
from research.segments.null import Clouds, NormalClouds
from research.segments.points import points_of, values_of, weights_of
from research.segments.rounds import Agreements, until_settled
from research.segments.stability import STABILITY_LIMIT, Stability, bounded
from research.segments.strategies import KMeansStrategy, MixtureStrategy, Shown
from research.segments.tied_choice import TRIAL_LIMIT, TiedStrategy
from research.segments.verdict import Candidate, Grounds, Kind, judge

PEOPLE_PER_VARIABLE = 100
"""Fewer people than this per segmentation variable and the segments are shaky (Dolnicar et al. 2014)."""

OWN_PART = 0.6
"""Share of the time that our people take; data without groups take the rest, or less."""

Criteria = TypeVar("Criteria")


class Strategy(Protocol[Criteria]):
    """What a way of grouping people must be able to show, so that a number can be chosen."""

    def possible(self, ks: Sequence[int]) -> list[int]:
        """Numbers that can be looked at, in order; `BadPlan` where there is none."""

    def stability(self, ks: Sequence[int], *, pairs: int, seed: int) -> Work[dict[int, Stability]]:
        """Agreement between bootstrap samples of the people."""

    @property
    def most_clouds(self) -> int:
        """Sets of data without groups, at most."""

    def null(self, ks: Sequence[int], places: Sequence[int], *, pairs: int, seed: int) -> Work[Agreements]:
        """Agreement between bootstrap samples of those sets of data without groups that stand at these places."""

    def criteria(self, ks: Sequence[int], *, seed: int) -> Work[Criteria]:
        """Fits to everybody, and what can be read off them."""

    def shown(
        self, ks: Sequence[int], own: dict[int, Stability], null: dict[int, Stability], criteria: Criteria
    ) -> Shown:
        """Candidates, and the grounds on which one of them is taken."""


@dataclass(frozen=True, kw_only=True)
class SegmentChoice:
    """How many segments, and why.

    Parameters
    ----------
    candidates : tuple of Candidate
    k : int
        The number chosen; with the verdict `"none"` merely the smallest of three or more.
    verdict : {"natural", "reproducible", "constructed", "none"}
        See `research.segments.verdict`.
    reason : Said
        One to three sentences.
    method : str
    votes : dict of str to int
        What single criteria would choose: `gap`, `silhouette`, `prediction_strength`, `calinski_harabasz`, `bic`.
    grounds : Grounds
        What decided.
    cautions : tuple of Caution
    partitions : dict of int to Partition
        A k-means partition per k, of the people themselves (or of a sample where there are very many).
    single_bic : float or None
        Latent classes: BIC of one class, in which answers are independent of each other.
    """

    candidates: tuple[Candidate, ...]
    k: int
    verdict: Kind
    reason: Said
    method: str
    votes: dict[str, int]
    grounds: Grounds = field(repr=False)
    cautions: tuple[Caution, ...] = ()
    partitions: dict[int, Partition] = field(default_factory=dict, repr=False)
    single_bic: float | None = None

    def candidate(self, k: int) -> Candidate | None:
        """The candidate with `k` segments, if it was looked at."""
        return next((one for one in self.candidates if one.k == k), None)

    def about(self, k: int) -> "SegmentChoice":
        """The choice with the verdict of the number that was kept: a planned one is judged by itself."""
        kept = self.candidate(k)
        if k == self.k or kept is None:
            return self
        verdict = judge([kept], self.grounds)
        return replace(self, k=k, verdict=verdict.kind, reason=verdict.reason)


def choose_segments(
    X: pd.DataFrame,
    *,
    ks: Sequence[int] = range(2, 9),
    pairs: int = 100,
    seed: int,
    n_jobs: int = 2,
    method: str = "kmeans",
    unordered: Sequence[str] = (),
    weights: pd.Series | None = None,
    starts: int = 30,
    clouds: Clouds | None = None,
    wanted: int | None = None,
    progress: Progress | None = None,
) -> SegmentChoice:
    """Choose the number of segments.

    Parameters
    ----------
    X : DataFrame, people x segmentation variables
        Numbers without gaps; latent classes: answer codes, NaN where missing.
    ks : sequence of int, default 2 to 8
        Numbers that fewer people than segments (or fewer different people) rule out are left out, and numbers of
        latent classes that the answers cannot determine.
    pairs : int, default 100
        Pairs of bootstrap samples (mixtures: at most 20, latent classes: at most 50).
    seed : int
    n_jobs : int, default 2
        Changes the time, never the result.
    method : {"kmeans", "tied", "gmm", "lca"}
    unordered : sequence of str
        Latent classes: items whose answers have no order.
    weights : Series, optional
    starts : int, default 30
        Random starts of the partition of each k. The solution itself is searched for anew, more thoroughly.
    clouds : Clouds, optional
        Where data without groups come from; without it they are normal in the variables of `X`.
    wanted : int, optional
        A planned number: mixtures with one covariance hold this one against data without groups.
    progress : callable, optional
        Called with the share done, 0 to 1.

    Returns
    -------
    SegmentChoice

    Raises
    ------
    BadPlan
        No usable number of segments, or an unknown method.
    BadData, NoVariance, TooFewResponses
        See `research.segments.points.values_of`.

    Notes
    -----
    With more than 4,000 people, the evidence comes from a random sample of 4,000; with mixtures and latent classes
    stability comes from 1,500.

    References
    ----------
    Dolnicar, Grün and Leisch (2018), Market Segmentation Analysis, step 5.
    """
    check_method(method)
    if method == "tied":
        mixtures = tied_strategy(X, seed=seed, weights=weights, starts=starts, clouds=clouds)
        possible = mixtures.possible(ks)
        trials = mixtures.tried(possible, pairs=pairs, seed=seed, wanted=wanted, n_jobs=n_jobs, progress=progress)
        return judged(X, method, mixtures.shown(possible, trials, seed=seed, n_jobs=n_jobs))
    strategy = _strategy(X, method, seed=seed, unordered=unordered, weights=weights, starts=starts, clouds=clouds)
    shown = show(strategy, strategy.possible(ks), pairs=pairs, seed=seed, n_jobs=n_jobs, progress=progress)
    return judged(X, method, shown)


def judged(X: pd.DataFrame, method: str, shown: Shown) -> SegmentChoice:
    """The choice that follows from what was shown."""
    verdict = judge(shown.candidates, shown.grounds)
    return SegmentChoice(
        candidates=shown.candidates,
        k=verdict.k,
        verdict=verdict.kind,
        reason=verdict.reason,
        method=method,
        votes=shown.votes,
        grounds=shown.grounds,
        cautions=_cautions(X, verdict.kind, verdict.reason),
        partitions=shown.partitions,
        single_bic=shown.single_bic,
    )


def _strategy(
    X: pd.DataFrame,
    method: str,
    *,
    seed: int,
    unordered: Sequence[str],
    weights: pd.Series | None,
    starts: int,
    clouds: Clouds | None,
) -> Strategy[Any]:
    if method == "lca":
        answers = X.to_numpy(dtype=np.float64)
        return ClassStrategy(
            values=answers,
            weights=weights_of(weights, X),
            unordered=[list(X).index(name) for name in unordered],
            everybody=patterns_of(answers),
        )
    distances = _distances(X, seed=seed, weights=weights, starts=starts, clouds=clouds)
    if method == "kmeans":
        return distances
    return MixtureStrategy(
        values=values_of(X),
        weights=weights_of(weights, X),
        sample=values_of(model_sample(X, seed)),
        distances=distances,
    )


def looked_at(method: str) -> int:
    """How many people at most agreement is computed from."""
    if method == "tied":
        return TRIAL_LIMIT
    return MODEL_LIMIT if method in ("gmm", "lca") else STABILITY_LIMIT


def tied_strategy(
    X: pd.DataFrame, *, seed: int, weights: pd.Series | None, starts: int, clouds: Clouds | None
) -> TiedStrategy:
    """Mixtures with one shared covariance on these people."""
    values, mass = values_of(X), weights_of(weights, X)
    return TiedStrategy(
        values=values,
        weights=mass,
        clouds=clouds or NormalClouds(values=values, weights=mass),
        distances=_distances(X, seed=seed, weights=weights, starts=starts, clouds=clouds),
    )


def _distances(
    X: pd.DataFrame, *, seed: int, weights: pd.Series | None, starts: int, clouds: Clouds | None
) -> KMeansStrategy:
    points = bounded(points_of(X, weights=weights), STABILITY_LIMIT, seed)
    return KMeansStrategy(points=points, starts=starts, clouds=clouds)


def show(
    strategy: Strategy[Criteria], ks: list[int], *, pairs: int, seed: int, n_jobs: int, progress: Progress | None
) -> Shown:
    """What a strategy has to show, its questions answered side by side."""
    tell = progress or (lambda _share: None)
    works: list[Work[Any]] = [strategy.stability(ks, pairs=pairs, seed=seed), strategy.criteria(ks, seed=seed)]

    def look(some: list[int], places: range) -> Agreements:
        found = run_work(strategy.null(some, places, pairs=pairs, seed=seed), n_jobs=n_jobs)
        tell(OWN_PART + (1 - OWN_PART) * places.stop / strategy.most_clouds)
        return found

    with warnings.catch_warnings():  # not in the tasks: silencing them is not safe in threads
        warnings.simplefilter("ignore")
        own, criteria = run_works(works, n_jobs=n_jobs, progress=lambda share: tell(OWN_PART * share))
        null = until_settled(own, clouds=strategy.most_clouds, look=look)
    tell(1.0)
    return strategy.shown(ks, own, null, criteria)


def _cautions(X: pd.DataFrame, kind: Kind, reason: Said) -> tuple[Caution, ...]:
    """What a reader must know about the ground on which people are grouped."""
    cautions = []
    people, variables = X.shape
    if people < PEOPLE_PER_VARIABLE * variables:
        severity: Severity = "stop" if people < 20 * variables or people < 50 else "warning"
        cautions.append(
            caution(
                "few_people_per_variable",
                n=Count(people),
                variables=variables,
                least=PEOPLE_PER_VARIABLE,
                severity=severity,
            )
        )
    if kind == "none":
        cautions.append(caution("no_segments", why=reason, severity="stop"))
    return tuple(cautions)
