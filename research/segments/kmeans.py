"""The best k-means partition of all respondents."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats, Floats32, Integers
from research.segments.exchange import exchange
from research.segments.lloyd import Batch, batch_of, exact, refine, search, thorough_stages
from research.segments.points import Points, check_k, points_of, subsample

SEARCH_LIMIT = 5_000
"""Up to this many people every start sees everybody; beyond it, starts run on a random sample this big."""

SWAPS, ROUNDS = 40, 3
"""After the starts: how often, and how many at a time, one centre of a good solution is put elsewhere."""


@dataclass(frozen=True, kw_only=True)
class Partition:
    """People in k groups, the largest first (ties: by the centre's coordinates).

    Parameters
    ----------
    labels : ndarray, people
        0 to k - 1.
    centres : ndarray, k x variables
        In the units of the data.
    inertia : float
        Weighted sum of squared distances to the own centre (weights have a mean of one).
    starts : int
        Number of random starts the partition is the best of.
    """

    labels: Integers
    centres: Floats
    inertia: float
    starts: int


def kmeans(X: pd.DataFrame, k: int, *, seed: int, starts: int = 100, weights: pd.Series | None = None) -> Partition:
    """Partition people by k-means, best of many random starts.

    The best starts are improved by random swaps (one centre is put elsewhere), which finds what hundreds of
    starts miss. With up to 5,000 people every start runs on everybody, and the best go on in double precision
    by Lloyd's and Hartigan's algorithms until no move helps. With more people, starts run on a random sample
    of 5,000, and the best three of them settle on everybody. The order of the rows does not matter.

    Parameters
    ----------
    X : DataFrame, people x variables
        Numbers without gaps.
    k : int
        Number of segments.
    seed : int
        Same seed, same partition.
    starts : int, default 100
        Random starts. A single one finds the best partition of the bfi scores in 0 to 6 per cent of tries.
    weights : Series, optional
        One weight per person, by the index of `X`.

    Returns
    -------
    Partition

    Raises
    ------
    TooFewResponses, BadData, NoVariance
        See `research.segments.points.values_of`; also when fewer than `k` people differ.

    References
    ----------
    Fränti (2018), Efficiency of random swap clustering, Journal of Big Data 5:13.
    R: `kmeans(X, k, nstart = 500, iter.max = 200)` finds the same inertia on the bfi scores.
    """
    return partition_points(points_of(X, weights=weights), k, seed=seed, starts=starts)


def partition_points(points: Points, k: int, *, seed: int, starts: int = 100, rounds: int = ROUNDS) -> Partition:
    """`kmeans` on points that are already checked."""
    check_k(points, k)
    if k == 1:
        centres = np.average(points.rows, axis=0, weights=points.weights)[None]
        return ordered_partition(points, centres, starts=1)
    rng = np.random.default_rng(seed)
    sample = subsample(points, SEARCH_LIMIT, rng)
    if len(sample.rows) < k:
        sample = points
    candidates = _candidates(single(sample, rng), k, rng, starts=starts, rounds=rounds)
    if sample is points:
        return ordered_partition(points, _settle_exactly(points, candidates), starts=starts)
    candidates, _ = refine(single(points, rng), candidates[:, :3], steps=40, tolerance=1e-6)
    best = candidates[0, 0].astype(np.float64)
    best = exact(points.rows, points.weights, best, steps=100, tolerance=1e-7)
    return ordered_partition(points, best, starts=starts)


def _candidates(batch: Batch, k: int, rng: np.random.Generator, *, starts: int, rounds: int) -> Floats32:
    """The best five of the starts, then of these with one centre put elsewhere (random swaps)."""
    centres, _ = search(batch, k=k, stages=thorough_stages(starts), keep=5)
    for _ in range(rounds):
        swapped = centres[0, np.arange(SWAPS) % centres.shape[1]]
        places = rng.integers(0, batch.filled[0], SWAPS)
        swapped[np.arange(SWAPS), rng.integers(0, k, SWAPS)] = batch.columns[0, :-1, places]
        tried, _ = refine(batch, swapped[None], steps=8, tolerance=0.0)
        pool = np.concatenate([centres, tried[:, :8]], axis=1)
        centres = refine(batch, pool, steps=15, tolerance=1e-6)[0][:, :5]
    return centres


def _settle_exactly(points: Points, candidates: Floats32) -> Floats:
    """The best of the candidates after Lloyd's and Hartigan's algorithms in double precision."""
    best: Floats = candidates[0, 0].astype(np.float64)
    best_loss = np.inf
    for candidate in candidates[0, :3]:
        settled = exact(points.rows, points.weights, candidate.astype(np.float64), steps=1000)
        settled, loss = exchange(points.rows, points.weights, settled)
        if loss < best_loss:
            best, best_loss = settled, loss
    return best


def single(points: Points, rng: np.random.Generator) -> Batch:
    """A batch of one data set."""
    return batch_of([(points.rows.astype(np.float32), points.weights.astype(np.float32))], rng)


def ordered_partition(points: Points, centres: Floats, *, starts: int) -> Partition:
    """Assign everybody to the nearest centre and number the groups by size."""
    scores = (centres * centres).sum(axis=1)[:, None] - 2 * centres @ points.rows.T
    labels = scores.argmin(axis=0)
    mass = np.bincount(labels, weights=points.weights, minlength=len(centres))
    order = np.lexsort([*centres.T[::-1], -mass.round(9)])
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    gaps = ((points.rows - centres[labels]) ** 2).sum(axis=1)
    return Partition(
        labels=rank[labels][points.row_of],
        centres=centres[order] * points.scale + points.centre,
        inertia=float(gaps @ points.weights) * points.scale**2,
        starts=starts,
    )
