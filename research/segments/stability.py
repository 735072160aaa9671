"""Would other people from the same population fall into the same segments?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from research.arithmetic.agreement import best_jaccard, chain_agreements, cross_table
from research.arithmetic.arrays import Floats, Floats32, Integers
from research.arithmetic.parallel import Work, run_work, spawn
from research.segments.kmeans import Partition
from research.segments.lloyd import Batch, batch_of, nearest, quick_stages, search
from research.segments.null import Clouds, cloud_points
from research.segments.points import Points, check_k, points_of, subsample

STABILITY_LIMIT = 4_000
"""With more people, bootstrap samples are drawn from a random sample of this size."""

CLOUDS = 19
"""Data sets without groups. More stable than all of 19 is a test at the 5 per cent level."""

SIDE_BY_SIDE = 6
"""Bootstrap samples clustered together: enough to feed the processor, few enough for its cache."""

Labels = dict[int, Integers]


@dataclass(frozen=True, kw_only=True)
class Stability:
    """Adjusted Rand index over pairs of bootstrap samples for one number of segments.

    Parameters
    ----------
    k : int
    mean, low, high : float
        Mean, 5 and 95 per cent quantile over pairs.
    values : tuple of float
        One per pair.
    sets : int
        Data sets they come from: one, or so many without groups.
    """

    k: int
    mean: float
    low: float
    high: float
    values: tuple[float, ...]
    sets: int = 1


def bootstrap_stability(
    X: pd.DataFrame,
    ks: Sequence[int],
    *,
    pairs: int = 100,
    seed: int,
    starts: int = 10,
    n_jobs: int = 2,
    subsample: int = STABILITY_LIMIT,
    weights: pd.Series | None = None,
) -> dict[int, Stability]:
    """Adjusted Rand index over pairs of bootstrap samples, for each number of segments.

    Two samples are drawn with replacement and clustered separately; everybody is assigned by both; the two
    assignments are compared. `pairs + 1` samples form a chain, so that each (but the ends) is compared with
    two others: the same expected value for half the work.

    Parameters
    ----------
    X : DataFrame, people x variables
    ks : sequence of int
        Numbers of segments.
    pairs : int, default 100
    seed : int
        The result does not depend on `n_jobs`.
    starts : int, default 10
        Random starts per bootstrap sample, as in flexclust.
    n_jobs : int, default 2
    subsample : int, default 4,000
        With more people, a random sample of this size stands for all: the figure is then that of a survey of
        this size, which is the cautious side.
    weights : Series, optional

    Returns
    -------
    dict of int to Stability

    References
    ----------
    Dolnicar and Leisch (2010), Marketing Letters 21, 83-101. R:
    `flexclust::bootFlexclust(X, k = ks, nrep = 10, nboot = 100)`.
    """
    points = bounded(points_of(X, weights=weights), subsample, seed)
    return run_work(stability_work(points, ks, pairs=pairs, seed=seed, starts=starts), n_jobs=n_jobs)


def null_stability(
    X: pd.DataFrame,
    ks: Sequence[int],
    *,
    pairs: int = 100,
    seed: int,
    starts: int = 10,
    n_jobs: int = 2,
    subsample: int = STABILITY_LIMIT,
    clouds: int = CLOUDS,
    weights: pd.Series | None = None,
) -> dict[int, Stability]:
    """`bootstrap_stability` of data without groups: normal clouds with the same correlations and size.

    The pairs are shared out among several clouds. `low` and `high` are the lowest and highest **mean of a
    cloud** (not quantiles over pairs): a survey whose mean is above `high` is more stable than all of the
    clouds, which happens by chance once in `clouds + 1`, that is 5 per cent of the time with 19.

    Parameters
    ----------
    X : DataFrame, people x variables
        Only its correlations and size are used.
    ks : sequence of int
        Numbers of segments.
    pairs, seed, starts, n_jobs, subsample, weights
        As for `bootstrap_stability`.
    clouds : int, default 19

    Returns
    -------
    dict of int to Stability

    References
    ----------
    Dolnicar and Leisch (2010), Marketing Letters 21; Hennig (2007). R: `flexclust::bootFlexclust` on
    `MASS::mvrnorm(n, rep(0, p), cor(X))`.
    """
    points = bounded(points_of(X, weights=weights), subsample, seed)
    work = cloud_work(points, ks, range(clouds), pairs=pairs, seed=seed, starts=starts, clouds=clouds)
    return {k: null_summary(k, found) for k, found in run_work(work, n_jobs=n_jobs).items()}


def bounded(points: Points, limit: int, seed: int) -> Points:
    """At most `limit` people, drawn with a stream of its own."""
    return subsample(points, limit, np.random.default_rng([seed, 1]))


def null_cloud(points: Points, source: Clouds | None, stream: np.random.SeedSequence) -> Points:
    """One data set without groups, as large as the given one; `cloud_streams` holds the streams."""
    return cloud_points(points, source, np.random.default_rng(stream))


def cloud_streams(seed: int, clouds: int) -> list[np.random.SeedSequence]:
    """One stream per cloud: whoever draws a cloud again draws the same."""
    return spawn(seed + 1, clouds)


def stability_work(
    points: Points, ks: Sequence[int], *, pairs: int, seed: int, starts: int = 10
) -> Work[dict[int, Stability]]:
    """`bootstrap_stability` on points that are already checked."""
    ks = _checked(points, ks)
    return Work(
        tasks=_chain(points, ks, samples=pairs + 1, seed=seed, starts=starts),
        gather=lambda parts: {k: summary(k, _agreements(points, _joined(parts, k), k)) for k in ks},
    )


def cloud_work(
    points: Points,
    ks: Sequence[int],
    places: Sequence[int],
    *,
    pairs: int,
    seed: int,
    starts: int = 10,
    clouds: int = CLOUDS,
    source: Clouds | None = None,
) -> Work[dict[int, list[list[float]]]]:
    """Agreement in those of `clouds` clouds that stand at `places`, a task for each: the pairs are shared out."""
    ks = _checked(points, ks)
    samples = max(1, round(pairs / (clouds + 1))) + 1
    streams = cloud_streams(seed, clouds)
    return Work(
        tasks=[
            partial(_cloud_agreements, points, source, streams[place], ks, samples, seed + 2 + place, starts)
            for place in places
        ],
        gather=lambda parts: {k: [part[k] for part in parts] for k in ks},
    )


def _cloud_agreements(
    points: Points,
    source: Clouds | None,
    stream: np.random.SeedSequence,
    ks: list[int],
    samples: int,
    seed: int,
    starts: int,
) -> dict[int, list[float]]:
    cloud = null_cloud(points, source, stream)
    parts = [task() for task in _chain(cloud, _checked(cloud, ks), samples=samples, seed=seed, starts=starts)]
    return {k: _agreements(cloud, _joined(parts, k), k) for k in ks}


def null_summary(k: int, values: Sequence[Sequence[float]]) -> Stability:
    """Stability over several clouds: `low` and `high` are those of the means of clouds."""
    means = [float(np.mean(of_cloud)) for of_cloud in values]
    everything = tuple(value for of_cloud in values for value in of_cloud)
    mean = float(np.mean(means))
    return Stability(k=k, mean=mean, low=min(means), high=max(means), values=everything, sets=len(means))


def segment_jaccard(
    X: pd.DataFrame,
    partition: Partition,
    *,
    boots: int = 100,
    seed: int,
    starts: int = 10,
    n_jobs: int = 2,
    subsample: int = STABILITY_LIMIT,
    weights: pd.Series | None = None,
) -> Floats:
    """How well each segment comes back in bootstrap samples (segment level stability within solutions).

    Each sample is clustered anew and everybody assigned; a segment's value is its Jaccard index with the
    group most like it, averaged over samples. Below .6 a segment is not to be trusted; .75 and more is good.

    Parameters
    ----------
    X : DataFrame, people x variables
    partition : Partition
        Of these people, as `kmeans` gives it.
    boots : int, default 100
        Samples.
    seed, starts, n_jobs, subsample, weights
        As for `bootstrap_stability`.

    Returns
    -------
    ndarray, k
        In the order of the partition.

    References
    ----------
    Hennig (2007), Computational Statistics & Data Analysis 52, 258-271; Dolnicar and Leisch (2017),
    Marketing Letters 28, 423-436. R: `flexclust::slswFlexclust`, `fpc::clusterboot`.
    """
    points = bounded(points_of(X, weights=weights), subsample, seed)
    work = resampled_labels_work(points, len(partition.centres), boots=boots, seed=seed, starts=starts)
    return jaccard_of(points, partition, run_work(work, n_jobs=n_jobs))


def resampled_labels_work(points: Points, k: int, *, boots: int, seed: int, starts: int = 10) -> Work[Integers]:
    """The groups of every point by each of `boots` bootstrap samples: samples x points."""
    return Work(
        tasks=_chain(points, _checked(points, [k]), samples=boots, seed=seed + 7, starts=starts),
        gather=lambda parts: _joined(parts, k),
    )


def jaccard_of(points: Points, partition: Partition, labels: Integers) -> Floats:
    """`segment_jaccard` from the groups of the points by each bootstrap sample."""
    k = len(partition.centres)
    centres = ((partition.centres - points.centre) / points.scale).astype(np.float32)
    own = nearest(points.rows.astype(np.float32), centres[None])[0]
    heads = _heads(points)
    tables = [cross_table(own, other, shape=(k, k), heads=heads) for other in labels]
    means: Floats = np.mean([best_jaccard(table) for table in tables], axis=0)
    return means


def resample(points: Points, rng: np.random.Generator) -> tuple[Floats32, Floats32]:
    """One bootstrap sample of people, as distinct rows and their weights."""
    drawn = points.drawn_from[rng.integers(0, points.people, points.people)]
    times = np.bincount(drawn, minlength=len(points.rows))
    kept = np.flatnonzero(times)
    mass = times[kept] * (points.weights / _heads(points))[kept]
    return points.rows[kept].astype(np.float32), mass.astype(np.float32)


def _heads(points: Points) -> Floats:
    return np.bincount(points.drawn_from, minlength=len(points.rows)).astype(np.float64)


def _checked(points: Points, ks: Sequence[int]) -> list[int]:
    for k in ks:
        check_k(points, k)
    return list(ks)


def _chain(points: Points, ks: list[int], *, samples: int, seed: int, starts: int) -> list[Callable[[], Labels]]:
    streams = spawn(seed, samples)
    return [
        partial(_cluster_samples, points, ks, streams[first : first + SIDE_BY_SIDE], starts)
        for first in range(0, samples, SIDE_BY_SIDE)
    ]


def _cluster_samples(points: Points, ks: list[int], streams: list[np.random.SeedSequence], starts: int) -> Labels:
    """Cluster some bootstrap samples for every k and assign every point: {k: samples x points}."""
    sources = [np.random.default_rng(stream) for stream in streams]
    batch = batch_of([resample(points, rng) for rng in sources], sources[0])
    rows = points.rows.astype(np.float32)
    return {k: nearest(rows, _one_solution(batch, k, starts)) for k in ks}


def _one_solution(batch: Batch, k: int, starts: int) -> Floats32:
    centres, _ = search(batch, k=k, stages=quick_stages(starts))
    best: Floats32 = centres[:, 0]
    return best


def _joined(parts: Sequence[Labels], k: int) -> Integers:
    return np.concatenate([part[k] for part in parts])


def _agreements(points: Points, labels: Integers, k: int) -> list[float]:
    """Of each sample with the next one."""
    return chain_agreements(labels, k=k, heads=_heads(points))


def summary(k: int, values: Sequence[float]) -> Stability:
    """Mean and quantiles over pairs."""
    low, high = np.quantile(values, [0.05, 0.95])
    return Stability(k=k, mean=float(np.mean(values)), low=float(low), high=float(high), values=tuple(values))
