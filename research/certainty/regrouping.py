"""Segments found anew among people drawn again, and a rule that says of anybody where they belong then."""

from collections.abc import Callable

import numpy as np

from research.arithmetic.arrays import Floats, Integers
from research.certainty.pool import Pool
from research.segments.assignment import membership, mixture_rule
from research.segments.classes.em import class_membership, fit_classes, patterns_of
from research.segments.lloyd import batch_of, nearest, quick_stages, refine, search
from research.segments.mixture import QUICK, settle_mixture
from research.segments.tied import refit_tied, scores_of

Belonging = Callable[[Floats], Integers]
"""Of anybody's values the segment, by its number in the new sample."""
STARTS, STEPS, SETTLED = 5, 40, 1e-4
"""Random starts of a sample beside the segments as they are, steps of the best two, and where they stop."""


def group_again(pool: Pool, basis: Floats, mass: Floats, rng: np.random.Generator) -> Belonging:
    """Find as many segments as before among the people who were drawn, by the same method.

    Parameters
    ----------
    pool : Pool
    basis : ndarray, people x variables
        As scored anew.
    mass : ndarray, people
        How often each was drawn, times the survey weight; zero leaves somebody out.
    rng : Generator
    """
    method = pool.rule["method"]
    if method == "lca":
        return _classes(pool, basis, mass, rng)
    if method == "kmeans":
        return _centres(pool, basis, mass, rng)
    if method == "tied":
        return _tied(pool, basis, mass, rng)
    return _mixture(pool, basis, mass, rng)


def _centres(pool: Pool, basis: Floats, mass: Floats, rng: np.random.Generator) -> Belonging:
    """The better of random starts and of the segments as they are, so that no sample stays in a poor corner."""
    drawn = np.flatnonzero(mass)
    rows = basis.astype(np.float32)
    batch = batch_of([(rows[drawn], mass[drawn].astype(np.float32))], rng)
    found, _ = search(batch, k=pool.k, stages=quick_stages(STARTS))
    begun = np.concatenate([found, _means(basis, pool.labels, mass, pool.k)[None, None].astype(np.float32)], axis=1)
    settled, _ = refine(batch, begun, steps=STEPS, tolerance=SETTLED)
    best = settled[:, 0]
    return lambda values: np.asarray(nearest(values.astype(np.float32), best)[0])


def _means(basis: Floats, labels: Integers, mass: Floats, k: int) -> Floats:
    member = (labels[:, None] == np.arange(k)) * mass[:, None]
    return np.asarray(member.T @ basis / np.maximum(member.sum(axis=0), 1e-300)[:, None])


def _tied(pool: Pool, basis: Floats, mass: Floats, rng: np.random.Generator) -> Belonging:
    (found,) = refit_tied(basis, mass[None], pool.k, rng=rng, starts=STARTS)
    return lambda values: np.asarray(scores_of(values, found.shares, found.means, found.covariance).argmax(axis=1))


def _mixture(pool: Pool, basis: Floats, mass: Floats, rng: np.random.Generator) -> Belonging:
    times = np.round(mass / mass[mass > 0].min()).astype(np.int64)
    repeated = basis[np.repeat(np.arange(len(basis)), np.minimum(times, 50))]
    found = settle_mixture(repeated, pool.k, seed=int(rng.integers(2**31)), starts=1, shape="tied", tolerance=QUICK)
    rule = mixture_rule(found, [str(place) for place in range(basis.shape[1])])
    return lambda values: np.asarray(np.nan_to_num(membership(values, rule)).argmax(axis=1))


def _classes(pool: Pool, basis: Floats, mass: Floats, rng: np.random.Generator) -> Belonging:
    patterns = patterns_of(basis)
    fit = fit_classes(patterns, patterns.mass(mass), pool.k, rng)
    labels = class_membership(patterns, fit).argmax(axis=1)[patterns.row_of]
    return lambda _values: np.asarray(labels)
