"""One new sample: people drawn, scored, grouped and compared."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from research.arithmetic.agreement import cross_table
from research.arithmetic.arrays import Floats, Integers
from research.certainty.pool import Pool
from research.certainty.regrouping import group_again
from research.certainty.replicate import compared
from research.certainty.rescoring import score_again
from research.errors import ResearchError, SingularCorrelations


@dataclass(frozen=True, kw_only=True)
class Draw:
    """What one new sample found, its segments numbered as those of the analysis.

    Parameters
    ----------
    shares : ndarray, k
    jaccard : ndarray, k
    means, effects : ndarray, k x variables
        Of every segment, and standardised differences to all others.
    left_out : ndarray of int, people of the pool
        Segment of those who were not drawn, asked every second question; -1: was drawn.
    """

    shares: Floats
    jaccard: Floats
    means: Floats
    effects: Floats
    left_out: Integers


def draw_once(pool: Pool, stream: np.random.SeedSequence) -> Draw | str:
    """Draw as many people as the pool has, and go the whole way; the code of the error where there is no solution."""
    rng = np.random.default_rng(stream)
    people = len(pool.labels)
    counts = np.bincount(rng.integers(0, people, people), minlength=people).astype(np.float64)
    try:
        return _found(pool, counts, rng)
    except ResearchError as error:
        return error.kind
    except np.linalg.LinAlgError:
        return SingularCorrelations.kind


def _found(pool: Pool, counts: Floats, rng: np.random.Generator) -> Draw:
    mass = counts * pool.mass
    scored = score_again(pool, counts, mass, rng)
    belonging = group_again(pool, scored.whole, np.where(pool.fitted, mass, 0.0), rng)
    found = belonging(scored.whole)
    table = cross_table(pool.labels, found, shape=(pool.k, pool.k), heads=pool.mass)
    renamed = _renamed(table)
    labels = renamed[found]
    again = labels if scored.halves is None else renamed[belonging(scored.halves)]
    drawn = np.flatnonzero(counts)
    means, effects = compared(pool.described[drawn], labels[drawn], pool.k, mass[drawn])
    return Draw(
        shares=np.bincount(labels, weights=mass, minlength=pool.k) / mass.sum(),
        jaccard=_jaccard(table[:, np.argsort(renamed)]),
        means=means,
        effects=effects,
        left_out=np.where(counts > 0, -1, again),
    )


def _renamed(table: Floats) -> Integers:
    """Our number of each new segment: the one with which it shares most people (Hungarian method)."""
    rows, columns = linear_sum_assignment(-table)
    renamed = np.empty(len(table), dtype=np.int64)
    renamed[columns] = rows
    return renamed


def _jaccard(table: Floats) -> Floats:
    union = table.sum(axis=1) + table.sum(axis=0) - np.diag(table)
    return np.asarray(np.diag(table) / np.maximum(union, 1e-300))
