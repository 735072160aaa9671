"""The same analysis once more on the new wave: same items, same numbers of factors and segments."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.stats import wishart

from research.arithmetic.agreement import adjusted_rand, cross_table
from research.arithmetic.arrays import Floats
from research.correlations.correlate import Correlation, correlate
from research.errors import Caution, ResearchError, caution
from research.factors.alignment import align
from research.factors.extraction import extract
from research.factors.rotation import rotate
from research.factors.scores import factor_scores
from research.factors.solution import FactorSolution, solve_factors
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.scales.completed_scores import completed_scores
from research.segments.assignment import ENOUGH
from research.segments.models import fit_model
from research.segments.stability import bootstrap_stability
from research.steps.basis import build_basis
from research.tracking.frozen import ANSWERS, FrozenSolution
from research.tracking.scoring import agreeing_by, answers_by, items_by

DRAWS, PAIRS = 40, 20
TYPE_STARTS = 100


@dataclass(frozen=True, kw_only=True)
class Refit:
    """What a new analysis of the new wave finds, beside the stored solution.

    Parameters
    ----------
    distance, distance_high : float
        Root mean square difference between the correlations of the items then and now, and the 95 per cent quantile
        of what two samples of these sizes give when nothing has changed.
    loadings : DataFrame or None, items x dimensions
        In the order and direction of the stored ones; None where the stored number of factors cannot be fitted.
    congruence : DataFrame or None, dimensions x (phi, expected_low)
        Tucker's phi with the stored loadings, and the 5 per cent quantile of what chance gives.
    agreement : float or None
        Adjusted Rand index between the stored typing and the new segments.
    agreement_low : float or None
        5 per cent quantile of the index between bootstrap samples of the new wave (k-means only).
    """

    distance: float
    distance_high: float
    loadings: pd.DataFrame | None = None
    congruence: pd.DataFrame | None = None
    agreement: float | None = None
    agreement_low: float | None = None


def refit(
    frozen: FrozenSolution,
    matrix: ResponseMatrix,
    keyed: pd.DataFrame,
    typed: pd.Series,
    *,
    weights: pd.Series | None,
    seed: int,
    n_jobs: int,
) -> tuple[Refit | None, tuple[Caution, ...]]:
    """Fit factors and segments to the new wave, in the way the stored ones were fitted.

    Returns
    -------
    Refit or None
        None, or with parts missing, where the new wave cannot carry the analysis; the caution says why.
    """
    plan = replace(AnalysisPlan.from_dict(frozen.plan), seed=seed)
    found = None
    try:
        correlation = correlate(keyed, kind=frozen.correlation, ordinal=frozen.item_names, weights=weights)  # type: ignore[arg-type]
        chance = draw_chance(frozen, _worth(correlation), plan, seed)
        distance = _distance(frozen.correlations(), correlation.values)
        found = Refit(distance=distance, distance_high=chance.distance_high)
        solution = solve_factors(
            correlation,
            k=len(frozen.dimensions),
            extraction=plan.extraction,
            rotation=plan.rotation,
            seed=seed,
        )
        matched = align(solution.loadings, frozen.items_by_dimensions(frozen.loadings))
        loadings = pd.DataFrame(
            matched.columns(solution.loadings.to_numpy()),
            index=solution.loadings.index,
            columns=matched.congruence.index,
        )
        congruence = pd.DataFrame({"phi": matched.congruence, "expected_low": chance.congruence_low})
        found = replace(found, loadings=loadings, congruence=congruence)
        X = _basis(frozen, plan, matrix, keyed, correlation, solution)
        agreement = _agreement(typed, _segments(frozen, X, weights, seed), len(frozen.segments))
        low = _own_agreement(frozen, X, weights, seed, n_jobs)
    except ResearchError as error:
        return found, (caution("wave_not_refitted", why=error.said, where=error.where),)
    return replace(found, agreement=agreement, agreement_low=low), ()


@dataclass(frozen=True, kw_only=True)
class Chance:
    """What two samples of one population give: 5 per cent quantile of Tucker's phi, 95 of the distance."""

    congruence_low: pd.Series
    distance_high: float


def draw_chance(frozen: FrozenSolution, worth: float, plan: AnalysisPlan, seed: int) -> Chance:
    """Draw pairs of samples from the stored correlations and compare them as the two waves are compared.

    Sample correlations come from Wishart draws with as many degrees of freedom as the answers of each wave are worth
    on a continuous scale, so the cost does not depend on the number of people.
    """
    truth = frozen.correlations()
    rng = np.random.default_rng([seed, 11])
    alike, distances = [], []
    for _ in range(DRAWS):
        first, second = (_drawn(truth, size, rng) for size in (frozen.information, worth))
        distances.append(_distance(first, second))
        before, now = (_drawn_loadings(drawn, frozen, plan) for drawn in (first, second))
        if before is not None and now is not None:
            home = align(before, frozen.items_by_dimensions(frozen.loadings))
            ordered = pd.DataFrame(home.columns(before.to_numpy()), index=before.index, columns=home.congruence.index)
            alike.append(align(now, ordered).congruence)
    names = [dimension.name for dimension in frozen.dimensions]
    low = pd.concat(alike, axis=1).quantile(0.05, axis=1).reindex(names) if alike else pd.Series(np.nan, index=names)
    return Chance(congruence_low=low, distance_high=float(np.quantile(distances, 0.95)))


def _distance(first: Floats, second: Floats) -> float:
    """Root mean square difference of the correlations below the diagonal."""
    lower = np.tril_indices(len(first), -1)
    return float(np.sqrt(np.mean((first[lower] - second[lower]) ** 2)))


def _drawn(truth: Floats, size: float, rng: np.random.Generator) -> Floats:
    drawn = wishart(df=max(round(size) - 1, len(truth) + 1), scale=truth, seed=rng).rvs()
    spread = np.sqrt(np.diag(drawn))
    return np.asarray(drawn / np.outer(spread, spread))


def _drawn_loadings(drawn: Floats, frozen: FrozenSolution, plan: AnalysisPlan) -> pd.DataFrame | None:
    matrix = pd.DataFrame(drawn, index=frozen.item_names, columns=frozen.item_names)
    try:
        extracted = extract(matrix, len(frozen.dimensions), method=plan.extraction)
        return rotate(extracted.loadings, method=plan.rotation, starts=1, seed=0).loadings
    except ResearchError:
        return None


def _worth(correlation: Correlation) -> float:
    lower = np.tril_indices(len(correlation.items), -1)
    return float(np.median(correlation.pair_information()[lower]))


def _basis(
    frozen: FrozenSolution,
    plan: AnalysisPlan,
    matrix: ResponseMatrix,
    keyed: pd.DataFrame,
    correlation: Correlation,
    solution: FactorSolution,
) -> pd.DataFrame:
    scales = frozen.basis.scales
    if frozen.basis.name == ANSWERS:
        answers = answers_by(frozen, matrix)
        return answers[answers.notna().sum(axis=1) >= ENOUGH * answers.shape[1]]
    return build_basis(
        frozen.basis.name,
        items=items_by(frozen, keyed, correlation),
        factor_scores=factor_scores(keyed, correlation, solution, method=plan.scores).scores,
        scale_scores=completed_scores(keyed, scales=scales, correlation=correlation)
        if scales
        else pd.DataFrame(index=keyed.index),
        acquiescence=agreeing_by(frozen).index(keyed),
    ).X


def _segments(frozen: FrozenSolution, X: pd.DataFrame, weights: pd.Series | None, seed: int) -> pd.Series:
    own = None if weights is None else weights.loc[X.index]
    model = fit_model(
        X, len(frozen.segments), method=str(frozen.rule["method"]), seed=seed, starts=TYPE_STARTS, weights=own
    )
    return pd.Series(model.labels, index=X.index)


def _own_agreement(
    frozen: FrozenSolution, X: pd.DataFrame, weights: pd.Series | None, seed: int, n_jobs: int
) -> float | None:
    if frozen.rule["method"] != "kmeans":
        return None
    k, own = len(frozen.segments), None if weights is None else weights.loc[X.index]
    return bootstrap_stability(X, [k], pairs=PAIRS, seed=seed, n_jobs=n_jobs, weights=own)[k].low


def _agreement(typed: pd.Series, labels: pd.Series, k: int) -> float:
    both = labels.index[typed.reindex(labels.index).notna().to_numpy()]
    codes = pd.factorize(typed.loc[both], sort=True)[0].astype(np.int64)
    other = labels.loc[both].to_numpy(dtype=np.int64)
    return adjusted_rand(cross_table(codes, other, shape=(k, k), heads=np.ones(len(both))))
