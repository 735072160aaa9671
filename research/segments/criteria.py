"""Textbook statistics that speak for or against a number of segments."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.random import Generator

from research.arithmetic.agreement import cross_table
from research.arithmetic.arrays import Floats, Floats32, Integers
from research.segments.lloyd import batch_of, nearest, quick_stages, search
from research.segments.points import Points

SILHOUETTE_LIMIT = 2_500
"""Silhouettes need all distances between people; beyond this many, a random sample stands for all."""

GAP_LIMIT = 2_500
"""People (and random points) in the gap statistic; beyond, a random sample."""


def silhouettes(
    values: Floats, labels: Mapping[int, Integers], *, rng: Generator, limit: int = SILHOUETTE_LIMIT
) -> dict[int, float]:
    """Mean silhouette width of several partitions of the same people.

    Parameters
    ----------
    values : ndarray, people x variables
    labels : mapping of k to ndarray, people
    rng : Generator
        Draws the sample when there are more people than the limit.
    limit : int, default 2,500

    Returns
    -------
    dict of k to float
        Between -1 and 1; `nan` never: a partition with one group gives 0.

    References
    ----------
    Rousseeuw (1987), J. Computational and Applied Mathematics 20, 53-65. R: `cluster::silhouette`.
    """
    chosen = np.arange(len(values))
    if len(values) > limit:
        chosen = np.sort(rng.choice(len(values), limit, replace=False))
    distances = _distances(values[chosen])
    return {k: _silhouette(distances, groups[chosen]) for k, groups in labels.items()}


def calinski_harabasz(points: Points, inertia: float, k: int) -> float:
    """Between-group over within-group variance, each by its degrees of freedom.

    References
    ----------
    Caliński and Harabasz (1974), Communications in Statistics 3, 1-27. R: `fpc::calinhara`.
    """
    mean = np.average(points.rows, axis=0, weights=points.weights)
    total = float((((points.rows - mean) * points.scale) ** 2).sum(axis=1) @ points.weights)
    if k == 1 or inertia == 0 or points.people <= k:
        return 0.0
    return ((total - inertia) / (k - 1)) / (inertia / (points.people - k))


def prediction_strength(points: Points, ks: Sequence[int], *, rng: Generator, starts: int = 10) -> Floats:
    """Prediction strength of one random split into halves, both ways.

    Each half is clustered; the centres of one half assign the people of the other. Of the pairs of people
    who are together in a group there, how many are together by the foreign centres as well? The worst group
    counts. At .8 and more the number of segments is supported.

    Returns
    -------
    ndarray, len(ks)

    References
    ----------
    Tibshirani and Walther (2005), J. Computational and Graphical Statistics 14, 511-528.
    R: `fpc::prediction.strength`.
    """
    order = rng.permutation(points.people)
    middle = points.people // 2
    halves = [points.rows[points.drawn_from[part]].astype(np.float32) for part in (order[:middle], order[middle:])]
    batch = batch_of([(half, np.ones(len(half), dtype=np.float32)) for half in halves], rng)
    strengths = np.empty(len(ks))
    for place, k in enumerate(ks):
        centres, _ = search(batch, k=k, stages=quick_stages(starts))
        first = _strength(halves[0], own=centres[0], foreign=centres[1], k=k)
        second = _strength(halves[1], own=centres[1], foreign=centres[0], k=k)
        strengths[place] = (first + second) / 2
    return strengths


def log_losses(sets: Sequence[Floats32], ks: Sequence[int], *, rng: Generator, starts: int = 10) -> Floats:
    """Logarithm of the within-group sum of squares of each data set: sets x ks."""
    batch = batch_of([(rows, np.ones(len(rows), dtype=np.float32)) for rows in sets], rng)
    result = np.empty((len(sets), len(ks)))
    for place, k in enumerate(ks):
        centres, _ = search(batch, k=k, stages=quick_stages(starts))
        for row, rows in enumerate(sets):
            result[row, place] = np.log(_loss(rows, centres[row, 0]))
    return result


def reference_box(values: Floats, *, people: int, rng: Generator) -> Floats32:
    """Points spread evenly over a box along the principal axes of the data, the reference of the gap."""
    centred = values - values.mean(axis=0)
    axes = np.linalg.eigh(centred.T @ centred)[1]
    turned = centred @ axes
    drawn = rng.uniform(turned.min(axis=0), turned.max(axis=0), size=(people, values.shape[1]))
    box: Floats32 = (drawn @ axes.T).astype(np.float32)
    return box


def gap_of(own: Floats, references: Floats) -> tuple[Floats, Floats]:
    """Gap statistic and its standard error, from `log_losses` of the data and of the reference boxes.

    References
    ----------
    Tibshirani, Walther and Hastie (2001), J. Royal Statistical Society B 63, 411-423.
    R: `cluster::clusGap(X, kmeans, K.max, B, d.power = 2)`.
    """
    gap = references.mean(axis=0) - own
    error = references.std(axis=0) * np.sqrt(1 + 1 / len(references))
    return gap, error


def gap_choice(ks: Sequence[int], gap: Floats, error: Floats) -> int:
    """The smallest k whose gap is not beaten by the next one by more than its standard error."""
    for place in range(len(ks) - 1):
        if gap[place] >= gap[place + 1] - error[place + 1]:
            return ks[place]
    return ks[-1]


def _distances(values: Floats) -> Floats32:
    rows = (values - values.mean(axis=0)).astype(np.float32)
    norms = (rows * rows).sum(axis=1)
    squared = np.matmul(rows, -2 * rows.T)
    squared += norms[:, None]
    squared += norms
    np.maximum(squared, 0, out=squared)
    np.fill_diagonal(squared, 0)
    distances: Floats32 = np.sqrt(squared, out=squared)
    return distances


def _silhouette(distances: Floats32, groups: Integers) -> float:
    names, place = np.unique(groups, return_inverse=True)
    if len(names) < 2:
        return 0.0
    people = np.arange(len(groups))
    member = (place[:, None] == np.arange(len(names))).astype(np.float32)
    counts = member.sum(axis=0).astype(np.float64)
    sums = np.matmul(distances, member).astype(np.float64)
    own_count = counts[place]
    own = sums[people, place] / np.maximum(own_count - 1, 1)
    others = sums / counts
    others[people, place] = np.inf
    nearest_other = others.min(axis=1)
    larger = np.maximum(own, nearest_other)
    width = np.divide(nearest_other - own, larger, out=np.zeros_like(own), where=larger > 0)
    return float(np.where(own_count > 1, width, 0.0).mean())


def _strength(rows: Floats32, *, own: Floats32, foreign: Floats32, k: int) -> float:
    table = cross_table(nearest(rows, own)[0], nearest(rows, foreign)[0], shape=(k, k), heads=np.ones(len(rows)))
    size = table.sum(axis=1)
    pairs = size * (size - 1)
    kept = (table * (table - 1)).sum(axis=1)
    return float(np.divide(kept, pairs, out=np.ones_like(kept), where=pairs > 0).min())


def _loss(rows: Floats32, centres: Floats32) -> float:
    scores = (centres * centres).sum(axis=1)[:, None] - 2 * centres @ rows.T
    norms = (rows.astype(np.float64) ** 2).sum()
    return float(max(norms + scores.min(axis=0).sum(dtype=np.float64), 1e-12))
