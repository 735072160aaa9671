"""What people are grouped by, computed anew for people drawn again: correlations, factors, weights of answers, scores.

A new sample moves correlations a little, and factors a little with them. So nothing is searched for again: polychoric
correlations move as Pearson's do, factors take a few steps from where they were, and are turned towards themselves.
"""

from dataclasses import dataclass

import numpy as np

from research.arithmetic.arrays import Floats
from research.certainty.pool import Measured, Pool, weighted_correlations
from research.factors.solution import FactorSolution

STEPS = 6
"""Steps of principal axes; the first ones go nearly all of the way."""
LEAST_CORRELATION, MOST_RATIO = 0.02, 2.0
"""A correlation nearer to zero says nothing of how polychoric ones move; nor do they move more than so much faster."""
SMALLEST = 0.05
"""Least uniqueness of an item."""


@dataclass(frozen=True, kw_only=True)
class Scored:
    """A basis of people drawn again.

    Parameters
    ----------
    whole : ndarray, people x variables
        Around the people drawn, and spread among them as the basis is among all.
    halves : ndarray, people x variables, or None
        The same as if everybody had been asked only every second question: another occasion, as it were.
    """

    whole: Floats
    halves: Floats | None


def score_again(pool: Pool, counts: Floats, mass: Floats, rng: np.random.Generator) -> Scored:
    """Score everybody as the people drawn ask for.

    Parameters
    ----------
    pool : Pool
    counts, mass : ndarray, people
        How often each person was drawn, and that times the survey weight.
    rng : Generator
        Decides which questions are left out.
    """
    measured = pool.measured
    if measured is None:
        return Scored(whole=pool.basis, halves=None)
    z, spread = _standard(measured.z, counts), pool.basis.std(axis=0)
    weights = _weights(measured, z, mass)
    half = weights * _half(weights, rng)[:, None]
    whole, halves = (_standard(z @ times + measured.rest, counts) * spread for times in (weights, half))
    return Scored(whole=whole, halves=halves)


def _standard(values: Floats, counts: Floats) -> Floats:
    people = counts.sum()
    mean = counts @ values / people
    spread = np.sqrt(counts @ (values - mean) ** 2 / (people - 1))
    return np.asarray((values - mean) / np.where(spread > 0, spread, 1.0))


def _half(weights: Floats, rng: np.random.Generator) -> Floats:
    """A random half of the questions of each variable counts double, the others not at all."""
    home = np.abs(weights).argmax(axis=1)
    times = np.zeros(len(weights))
    for variable in range(weights.shape[1]):
        own = np.flatnonzero(home == variable)
        kept = -(-len(own) // 2)
        times[rng.choice(own, kept, replace=False)] = len(own) / max(kept, 1)
    return times


def _weights(measured: Measured, z: Floats, mass: Floats) -> Floats:
    """Weights of the answers; only those of factors depend on who is drawn."""
    factors = measured.factors
    if factors is None:
        return measured.weights
    target = factors.loadings.to_numpy(dtype=np.float64)
    axes = np.linalg.cholesky(factors.phi.to_numpy(dtype=np.float64))
    before = _regression(target @ axes, factors.structure.to_numpy(dtype=np.float64))
    after = _regression(*_turned(_moved(measured, z, mass), factors))
    way, *_ = np.linalg.lstsq(before, measured.weights, rcond=None)
    return np.asarray(measured.weights + (after - before) @ way)


def _regression(unrotated: Floats, structure: Floats) -> Floats:
    """Weights of the answers by the correlations that the factors imply.

    Those that were found are near to singular where items are many, and a small move of them would throw the weights
    about; the analysis itself has only one set of them, and need not compare.
    """
    unique = np.maximum(1.0 - (unrotated**2).sum(axis=1), SMALLEST)
    return np.asarray(np.linalg.solve(unrotated @ unrotated.T + np.diag(unique), structure))


def _moved(measured: Measured, z: Floats, mass: Floats) -> Floats:
    """The correlations that were factored, moved as Pearson's move from everybody to the people drawn."""
    ratio = measured.correlations / np.where(np.abs(measured.plain) < LEAST_CORRELATION, np.inf, measured.plain)
    ratio = np.where(ratio > 0, np.clip(ratio, 1 / MOST_RATIO, MOST_RATIO), 1.0)
    moved = measured.correlations + (weighted_correlations(z, mass) - measured.plain) * ratio
    roots, vectors = np.linalg.eigh(moved)
    if roots[0] > 0:
        return np.asarray(moved)
    return np.asarray((vectors * np.maximum(roots, 1e-4)) @ vectors.T)


def _turned(correlations: Floats, factors: FactorSolution) -> tuple[Floats, Floats]:
    """Loadings a few steps of principal axes onwards, and correlations with factors turned towards where they were."""
    target = factors.loadings.to_numpy(dtype=np.float64)
    communalities = (target * factors.structure.to_numpy(dtype=np.float64)).sum(axis=1)
    unrotated, reduced = target, correlations.copy()
    for _ in range(STEPS):
        np.fill_diagonal(reduced, np.clip(communalities, 0.0, 1.0 - SMALLEST))
        roots, vectors = np.linalg.eigh(reduced)
        largest = slice(len(roots) - target.shape[1], None)
        unrotated = vectors[:, largest] * np.sqrt(np.maximum(roots[largest], 1e-9))
        communalities = (unrotated**2).sum(axis=1)
    turned, *_ = np.linalg.lstsq(unrotated, target, rcond=None)
    axes = np.linalg.pinv(turned).T
    return unrotated, np.asarray(unrotated @ (axes / np.sqrt((axes**2).sum(axis=0))))
