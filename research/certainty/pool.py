"""Whom new samples are drawn from: at most a few thousand people, with all that is computed of them anew."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from research.arithmetic.arrays import Floats, Integers
from research.arithmetic.columns import as_floats
from research.arithmetic.gaps import fill_gaps
from research.arithmetic.ordering import canonical
from research.factors.solution import FactorSolution
from research.reading.options import options_of
from research.segments.assignment import Rule
from research.segments.solution import SegmentSolution
from research.steps.factor import standardised
from research.steps.group import Grouping
from research.steps.measure import Measurement

MOST_PEOPLE = 3_000
"""From more people, samples are drawn as large as this, and what differs between them is scaled to all."""
SLOW_PEOPLE = 1_500
"""The same for latent classes and mixtures of free shapes, which are slow to fit."""
SLOW = frozenset({"gmm", "lca"})


@dataclass(frozen=True, kw_only=True)
class Measured:
    """How the answers became what people are grouped by, where that depends on who was asked.

    Parameters
    ----------
    z : ndarray, people x items
        Answers in standard deviations, gaps filled by what the person's own answers let expect.
    correlations, plain : ndarray, items x items
        Those that were factored, and Pearson's of `z`, weighted as people are.
    factors : FactorSolution or None
        None where the basis does not depend on factors.
    weights : ndarray, items x variables
        What each answer adds to each variable of the basis.
    rest : ndarray, people x variables
        What of the basis is no such sum: gaps that were filled in another way.
    """

    z: Floats
    correlations: Floats
    plain: Floats
    factors: FactorSolution | None
    weights: Floats
    rest: Floats


@dataclass(frozen=True, kw_only=True)
class Pool:
    """People to draw from.

    Parameters
    ----------
    basis : ndarray, people x variables
        What they are grouped by; of latent classes answers with gaps.
    measured : Measured or None
        None where the basis is the answers themselves.
    labels : ndarray, people
        Segment, 0 to k - 1.
    mass : ndarray, people
        Survey weights.
    fitted : ndarray of bool, people
        Who shapes the segments; everybody has one.
    described : ndarray, people x variables
        What segments are compared on: answers as numbers, options as yes or no, dimensions.
    names : tuple of str
        Of these variables.
    scale : float
        What differs between samples of the pool, times this, is what differs between samples of everybody.
    """

    basis: Floats
    measured: Measured | None
    labels: Integers
    mass: Floats
    fitted: NDArray[np.bool_]
    described: Floats
    names: tuple[str, ...]
    rule: Rule
    probabilities: Floats
    k: int
    scale: float


def pool_of(measured: Measurement, grouping: Grouping, solution: SegmentSolution, *, seed: int) -> Pool:
    """Take at most a few thousand of those who have a segment, the same whatever the order of the people."""
    most = SLOW_PEOPLE if solution.method in SLOW else MOST_PEOPLE
    order = canonical(measured.matrix.values)
    people = order[order.isin(solution.labels.index)]
    rng = np.random.default_rng([seed, 11])
    some = people if len(people) <= most else people[np.sort(rng.choice(len(people), most, replace=False))]
    basis = as_floats(grouping.X.loc[some])
    codes = pd.Categorical(solution.labels.loc[some], categories=list(solution.codes)).codes
    weights, described = measured.weights, _described(measured, people, some)
    mass = np.ones(len(some)) if weights is None else weights.loc[some].to_numpy(dtype=np.float64)
    return Pool(
        basis=basis,
        measured=None if solution.method == "lca" else _measured(measured, some, basis, grouping.basis, mass),
        labels=codes.astype(np.int64),
        mass=mass,
        fitted=grouping.fitted.loc[some].to_numpy(dtype=bool),
        described=as_floats(described),
        names=tuple(map(str, described)),
        rule=solution.rule,
        probabilities=solution.probabilities.loc[some].to_numpy(dtype=np.float64),
        k=solution.k,
        scale=float(np.sqrt(len(some) / len(people))),
    )


def _described(measured: Measurement, people: pd.Index, some: pd.Index) -> pd.DataFrame:
    """Everything that has a number: answers, options of questions without an order, and dimensions."""
    matrix = measured.matrix.of(some)
    coded = [item for item in matrix.codebook if item.is_coded]
    nominal = [item.name for item in coded if item.type == "nominal"]
    options = options_of(matrix.values[nominal], matrix.codebook).values
    numbers = matrix.values[[item.name for item in coded if item.type != "nominal"]]
    dimensions = standardised(measured.dimensions.loc[people]).loc[some]
    table = pd.concat([numbers, options, dimensions], axis=1)
    return table.loc[:, ~table.columns.duplicated()]


def _measured(measured: Measurement, some: pd.Index, basis: Floats, name: str, mass: Floats) -> Measured:
    """The basis as sums of answers, each times a number: whatever way it was made, as long as that way is linear."""
    solved = measured.solved
    keyed = measured.keyed if solved is None else measured.keyed[list(solved.solution.loadings.index)]
    z = standardised(keyed.loc[some]).to_numpy(dtype=np.float64)
    filled = np.nan_to_num(z) if solved is None else fill_gaps(z, _inverse(solved.correlation.values))
    weights, *_ = np.linalg.lstsq(filled, basis, rcond=None)
    plain = weighted_correlations(filled, mass)
    on_factors = solved is not None and name.endswith("factor_scores")
    return Measured(
        z=filled,
        correlations=solved.correlation.values if solved is not None and on_factors else plain,
        plain=plain,
        factors=solved.solution if solved is not None and on_factors else None,
        weights=weights,
        rest=basis - filled @ weights,
    )


def weighted_correlations(values: Floats, mass: Floats) -> Floats:
    """Pearson's correlations of people who count by their weight."""
    centred = values - mass @ values / mass.sum()
    together = np.atleast_2d((centred * mass[:, None]).T @ centred)
    spread = np.sqrt(np.diag(together))
    return np.asarray(together / np.outer(spread, spread))


def _inverse(matrix: Floats) -> Floats:
    return np.asarray(np.linalg.inv(matrix), dtype=np.float64)
