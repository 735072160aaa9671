"""Only what replicates start from: an analysis as arrays, and how often each person is drawn."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats, Integers
from research.correlations.value import Kind
from research.factors.solution import FactorSolution
from research.plan import AnalysisPlan
from research.result import Analysis
from research.segments.mixture import QUICK, Shape, fit_mixture
from research.steps.basis import basis_of, items_of


@dataclass(frozen=True, kw_only=True)
class Original:
    """What every replicate starts from: answers, choices, and the solution it is matched to.

    Parameters
    ----------
    keyed : DataFrame, people x items
        Everybody who was analysed; the items that factors are made of.
    described : DataFrame, people x items and options
        The answers as given that statements are about.
    dimensions : DataFrame or None
        What stands in for factor scores where there are no factors.
    fixed : DataFrame or None
        The basis, where it does not depend on the factors; for latent classes the answers as given, with gaps.
    own_units : bool
        Whether the basis is grouped in the units people answered in: it is not standardised.
    assigned : ndarray
        Places of the people who have a segment.
    labels : ndarray, assigned people
        Their segment, 0 to k - 1.
    mass : ndarray, people
        Survey weights.
    """

    keyed: pd.DataFrame
    described: pd.DataFrame
    dimensions: pd.DataFrame | None
    fixed: pd.DataFrame | None
    own_units: bool
    assigned: Integers
    labels: Integers
    k: int
    method: str
    shape: Shape | None
    mass: Floats
    correlation: Kind | None
    factors: FactorSolution | None
    plan: AnalysisPlan


def original_of(analysis: Analysis) -> Original:
    """Gather what replicates need of an analysis; without factors, the chain begins with the segments."""
    measured, solution = analysis.measurement, analysis.segmentation.solution
    solved = measured.solved
    names = list(map(str, measured.keyed if solved is None else solved.solution.loadings.index))
    people = measured.matrix.values.index
    weights = measured.weights
    original = Original(
        keyed=measured.keyed[names],
        described=pd.concat([measured.raw, measured.options.values], axis=1)[list(analysis.makers)],
        dimensions=measured.dimensions if solved is None else None,
        fixed=_fixed_basis(analysis),
        own_units=_own_units(analysis),
        assigned=people.get_indexer(analysis.people).astype(np.int64),
        labels=pd.Categorical(solution.labels, categories=list(solution.codes)).codes.astype(np.int64),
        k=solution.k,
        method=solution.method,
        shape=None,
        mass=np.ones(len(people)) if weights is None else weights.to_numpy(dtype=np.float64),
        correlation=None if solved is None else solved.correlation.kind,
        factors=None if solved is None else solved.solution,
        plan=analysis.plan,
    )
    return original if solution.method != "gmm" else _with_shape(original, measured.dimensions)


def _fixed_basis(analysis: Analysis) -> pd.DataFrame | None:
    measured, rule = analysis.measurement, analysis.segmentation.solution.rule
    if rule["method"] == "lca":
        return measured.answers[list(rule["variables"])]
    if analysis.basis == "scale_scores":
        return measured.scale_scores
    adjusted = basis_of(measured, analysis.plan).adjusted
    if adjusted is not None:
        return adjusted.scores
    if analysis.basis == "factor_scores":
        return None
    return items_of(measured).variables(analysis.basis).reindex(measured.keyed.index)


def _own_units(analysis: Analysis) -> bool:
    if analysis.segmentation.solution.method == "lca":
        return True
    return analysis.basis in ("items", "centred_items") and items_of(analysis.measurement).one_unit


def _with_shape(original: Original, scores: pd.DataFrame) -> Original:
    """The shape of a mixture is chosen once, as in the bootstrap of its stability."""
    basis = scores if original.fixed is None else original.fixed
    values = basis.iloc[original.assigned]
    shape = fit_mixture(values, original.k, seed=original.plan.seed, starts=1, tolerance=QUICK).shape
    return replace(original, shape=shape)


def drawn_counts(people: int, stream: np.random.SeedSequence) -> tuple[Integers, np.random.Generator]:
    """How often each person is drawn when as many as there are are drawn with replacement."""
    rng = np.random.default_rng(stream)
    return np.bincount(rng.integers(0, people, people), minlength=people), rng
