"""Only one replicate: the whole chain from people drawn once to loadings, scores, segments and differences."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.linalg import orthogonal_procrustes
from scipy.optimize import linear_sum_assignment

from research.arithmetic.agreement import cross_table
from research.arithmetic.arrays import Floats, Integers
from research.arithmetic.columns import as_floats
from research.arithmetic.gaps import fill_gaps
from research.certainty.original import Original, drawn_counts
from research.correlations.correlate import Correlation, correlate
from research.errors import ResearchError
from research.factors.alignment import align
from research.factors.extraction import extract
from research.factors.rotation import rotate
from research.factors.scores import factor_scores
from research.factors.solution import FactorSolution
from research.plan import AnalysisPlan
from research.segments.assignment import membership, mixture_rule
from research.segments.classes.em import class_membership, fit_classes, patterns_of
from research.segments.lloyd import batch_of, exact, nearest, quick_stages, search
from research.segments.mixture import QUICK, settle_mixture
from research.segments.tied import refit_tied, scores_of

ROTATION_STARTS, SEGMENT_STARTS, MODEL_STARTS = 2, 10, 2
SEGMENT_STEPS = 200


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """The factors of one replicate, in the order and direction of the original.

    Parameters
    ----------
    loadings : ndarray, items x factors
    phi : ndarray, factors x factors
    congruence : ndarray, factors
    """

    loadings: Floats
    phi: Floats
    congruence: Floats


@dataclass(frozen=True, kw_only=True)
class Replicate:
    """What one replicate found, in the order and direction of the original.

    Parameters
    ----------
    pattern : Pattern or None
        The factors; None where the analysis has none.
    labels : ndarray, assigned people
        Segment of everybody, drawn or not.
    shares : ndarray, k
    jaccard : ndarray, k
    centres : ndarray, k x dimensions
    effects : ndarray, k x items and options
    """

    pattern: Pattern | None
    labels: Integers
    shares: Floats
    jaccard: Floats
    centres: Floats
    effects: Floats


def replicate(original: Original, stream: np.random.SeedSequence) -> Replicate | str:
    """Draw people and run the chain; the code of the error where the draw carries no solution."""
    counts, rng = drawn_counts(len(original.keyed), stream)
    try:
        return run_replicate(original, counts, rng)
    except ResearchError as error:
        return error.kind


def run_replicate(original: Original, counts: Integers, rng: np.random.Generator) -> Replicate:
    """Run the chain on people with these multiplicities (none drawn: 0).

    Correlations, factors, means and segments are fitted to the people drawn only; then everybody is scored and
    assigned, so that segments can be matched on the same people. Nothing starts from the original solution.
    """
    heavy = counts * original.mass
    at = original.assigned
    own_counts, own_mass = counts[at], heavy[at]
    pattern, scores = _measured(original, counts, heavy, rng)
    dimensions = _standard(scores, own_counts)
    basis = dimensions
    if original.fixed is not None:
        fixed = as_floats(original.fixed.iloc[at])
        basis = fixed if original.own_units else _standard(fixed, own_counts)
    labels = _matched(original, _grouped(original, basis, own_counts, own_mass, rng))
    return _gathered(original, pattern, labels, dimensions, own_counts, own_mass)


def _measured(
    original: Original, counts: Integers, heavy: Floats, rng: np.random.Generator
) -> tuple[Pattern | None, Floats]:
    """Factors of the people drawn and scores of the assigned ones; else what stands in for scores."""
    if original.factors is None or original.correlation is None:
        stand_in = original.keyed if original.dimensions is None else original.dimensions
        return None, as_floats(stand_in.iloc[original.assigned])
    drawn = np.flatnonzero(counts)
    keyed = original.keyed
    correlation = correlate(
        keyed.iloc[drawn],
        kind=original.correlation,
        ordinal=list(map(str, keyed)),
        weights=pd.Series(heavy[drawn], index=keyed.index[drawn]),
    )
    solution = _factors(original.factors, original.plan, correlation, seed=int(rng.integers(2**31)))
    matched = align(solution.loadings, original.factors.loadings)
    pattern = Pattern(
        loadings=matched.columns(solution.loadings.to_numpy(dtype=np.float64)),
        phi=matched.square(solution.phi.to_numpy(dtype=np.float64)),
        congruence=matched.congruence.to_numpy(dtype=np.float64),
    )
    return pattern, matched.columns(_scores(original, solution, correlation, counts))


def _factors(original: FactorSolution, plan: AnalysisPlan, correlation: Correlation, *, seed: int) -> FactorSolution:
    """Extract and rotate as the analysis did, without what only a report needs.

    The rotation has one start near the original pattern and one at random; the simpler result of the two is taken, so
    the near start saves steps and decides nothing.
    """
    target = original.loadings
    unrotated = extract(correlation.matrix, target.shape[1], method=plan.extraction).loadings
    near, _ = orthogonal_procrustes(unrotated.to_numpy(), target.to_numpy())
    turned = rotate(unrotated @ near, method=plan.rotation, seed=seed, starts=ROTATION_STARTS)
    named = turned.loadings.set_axis(target.columns, axis=1)
    phi = turned.phi.set_axis(target.columns, axis=0).set_axis(target.columns, axis=1)
    return replace(original, loadings=named, phi=phi, structure=named @ phi)


def _scores(original: Original, solution: FactorSolution, correlation: Correlation, counts: Integers) -> Floats:
    """Scores of the assigned people; the weights come from `factor_scores`, the gaps are filled as there."""
    values = as_floats(original.keyed)
    mean, spread = _moments(values, counts)
    names = original.keyed.columns
    found = factor_scores(
        original.keyed.iloc[:1],
        correlation,
        solution,
        method=original.plan.scores,
        means=pd.Series(mean, index=names),
        deviations=pd.Series(spread, index=names),
    )
    z = (values[original.assigned] - mean) / spread
    precision: Floats = np.asarray(np.linalg.inv(correlation.values), dtype=np.float64)
    return np.asarray(fill_gaps(z, precision) @ found.weights.to_numpy(dtype=np.float64))


def _moments(values: Floats, counts: Integers) -> tuple[Floats, Floats]:
    """Mean and standard deviation (n - 1) of people who count several times, gaps left out."""
    known = ~np.isnan(values)
    filled = np.where(known, values, 0.0)
    people = counts @ known
    mean = (counts @ filled) / np.maximum(people, 1)
    squares = counts @ np.where(known, (filled - mean) ** 2, 0.0)
    spread = np.sqrt(squares / np.maximum(people - 1, 1))
    return mean, np.where(spread > 0, spread, 1.0)


def _standard(values: Floats, counts: Integers) -> Floats:
    mean, spread = _moments(values, counts)
    return np.asarray((values - mean) / spread)


def _grouped(original: Original, basis: Floats, counts: Integers, mass: Floats, rng: np.random.Generator) -> Integers:
    """Group the people drawn from random starts, and assign everybody."""
    drawn = np.flatnonzero(counts)
    names = [str(place) for place in range(basis.shape[1])]
    if original.method == "kmeans":
        rows = basis.astype(np.float32)
        batch = batch_of([(rows[drawn], mass[drawn].astype(np.float32))], rng)
        centres, _ = search(batch, k=original.k, stages=quick_stages(SEGMENT_STARTS))
        settled = exact(basis[drawn], mass[drawn], centres[0, 0].astype(np.float64), steps=SEGMENT_STEPS)
        return np.asarray(nearest(rows, settled.astype(np.float32)[None])[0])
    if original.method == "tied":
        (found,) = refit_tied(basis, mass[None], original.k, rng=rng, starts=SEGMENT_STARTS)
        return np.asarray(scores_of(basis, found.shares, found.means, found.covariance).argmax(axis=1))
    seed = int(rng.integers(2**31))
    if original.method == "gmm":
        repeated = basis[np.repeat(np.arange(len(basis)), counts)]
        mixture = settle_mixture(
            repeated, original.k, seed=seed, starts=MODEL_STARTS, shape=original.shape, tolerance=QUICK
        )
        rule = mixture_rule(mixture, names)
    else:
        patterns = patterns_of(basis)
        fit = fit_classes(patterns, patterns.mass(mass), original.k, np.random.default_rng(seed))
        return np.asarray(class_membership(patterns, fit).argmax(axis=1)[patterns.row_of])
    return np.asarray(np.nan_to_num(membership(basis, rule), nan=0.0).argmax(axis=1))


def _matched(original: Original, labels: Integers) -> Integers:
    """Number the groups as the original segments they share most people with (Hungarian method)."""
    k = original.k
    table = cross_table(original.labels, labels, shape=(k, k), heads=np.ones(len(labels)))
    rows, columns = linear_sum_assignment(-table)
    renamed = np.empty(k, dtype=np.int64)
    renamed[columns] = rows
    return np.asarray(renamed[labels])


def _gathered(
    original: Original,
    pattern: Pattern | None,
    labels: Integers,
    dimensions: Floats,
    counts: Integers,
    mass: Floats,
) -> Replicate:
    k = original.k
    table = cross_table(original.labels, labels, shape=(k, k), heads=np.ones(len(labels)))
    union = table.sum(axis=1) + table.sum(axis=0) - np.diag(table)
    drawn = np.flatnonzero(counts)
    answers = as_floats(original.described)[original.assigned[drawn]]
    effects = standardised_effects(answers, labels[drawn], k, mass[drawn])
    return Replicate(
        pattern=pattern,
        labels=labels,
        shares=np.bincount(labels, weights=mass, minlength=k) / mass.sum(),
        jaccard=np.diag(table) / np.maximum(union, 1.0),
        centres=_centres(dimensions, labels, counts, k),
        effects=effects,
    )


def _centres(dimensions: Floats, labels: Integers, counts: Integers, k: int) -> Floats:
    """Mean of every group on every dimension, over the people drawn who have a value there."""
    known = np.isfinite(dimensions)
    filled = np.where(known, dimensions, 0.0)
    member = (labels[:, None] == np.arange(k)) * counts[:, None]
    people = member.T @ known
    return np.asarray(member.T @ filled / np.where(people > 0, people, np.nan))


def standardised_effects(answers: Floats, labels: Integers, k: int, mass: Floats) -> Floats:
    """Standardised difference of every segment to all others on every item, k x items."""
    return compared(answers, labels, k, mass)[1]


def compared(answers: Floats, labels: Integers, k: int, mass: Floats) -> tuple[Floats, Floats]:
    """Mean of every segment on every item, and its standardised difference to all others, each k x items.

    The figures of `research.personas.differences.differences`, without a loop: difference of means over the
    pooled standard deviation, each side with its effective number of people.
    """
    known = np.isfinite(answers).astype(np.float64)
    filled = np.where(known > 0, answers, 0.0)
    middle = (mass @ filled) / np.maximum(mass @ known, 1e-300)
    apart = (filled - middle) * known
    member = (labels[:, None] == np.arange(k)) * mass[:, None]
    own = np.stack([member.T @ known, (member * mass[:, None]).T @ known, member.T @ apart, member.T @ (apart * apart)])
    (n1, m1, v1), (n2, m2, v2) = _summed(own), _summed(own.sum(axis=1, keepdims=True) - own)
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = ((n1 - 1) * v1 + (n2 - 1) * v2) / (n1 + n2 - 2)
        return m1 + middle, np.where(pooled > 0, (m1 - m2) / np.sqrt(pooled), np.nan)


def _summed(sums: Floats) -> tuple[Floats, Floats, Floats]:
    """Effective people, mean, and variance with n - 1."""
    with np.errstate(divide="ignore", invalid="ignore"):
        people, mean = sums[0] ** 2 / sums[1], sums[2] / sums[0]
        return people, mean, np.maximum(sums[3] / sums[0] - mean**2, 0.0) * people / (people - 1)
