"""What the default finds in a world, beside what somebody finds who knows the true factors."""

from dataclasses import dataclass

import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from research.arithmetic.ordering import canonical
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.segments.mixture_trial import untold
from research.segments.verdict import Kind
from research.steps.group import choose_grouping
from research.steps.measure import measure
from research.steps.progress import Steps
from research.steps.segment import Segmentation, find_segments
from tests.bench.honesty.shaped import shaped_like_bfi
from tests.bench.honesty.worlds import Recipe, World, draw


@dataclass(frozen=True, kw_only=True)
class Found:
    """One analysis of one world.

    Parameters
    ----------
    k : int
    verdict : {"natural", "reproducible", "constructed", "none"}
    ratio : float
        Adjusted Rand index with the planted kinds, over that of k-means on the true factors.
    """

    k: int
    verdict: Kind
    ratio: float


def look(recipe: Recipe, *, seed: int) -> Found:
    """Group the people of a world as those of any study are grouped by default."""
    world = draw(recipe, seed=seed)
    segmentation = _grouped(world.matrix, seed)
    return _found(segmentation, _ratio(world, recipe.kinds, segmentation.solution.labels))


def look_shaped(*, seed: int) -> Found:
    """The same with people without groups who answer like those of a real study."""
    return _found(_grouped(shaped_like_bfi(seed=seed), seed), float("nan"))


def _found(segmentation: Segmentation, ratio: float) -> Found:
    return Found(k=segmentation.solution.k, verdict=segmentation.choice.verdict, ratio=ratio)


def _grouped(matrix: ResponseMatrix, seed: int) -> Segmentation:
    """The steps up to segments; what is told of them changes nothing of what is found."""
    plan = AnalysisPlan(seed=seed)
    measured = measure(matrix, plan, Steps(None, set()))
    grouping = choose_grouping(measured, plan)
    order = canonical(measured.matrix.values)
    return find_segments(
        grouping,
        order[order.isin(grouping.X.index)],
        plan,
        person_mean=measured.person_mean,
        weights=None,
        n_jobs=2,
        progress=untold,
    )


def _ratio(world: World, kinds: int, labels: pd.Series) -> float:
    if kinds == 1:
        return float("nan")
    oracle = KMeans(kinds, n_init=20, random_state=1).fit(world.factors).labels_
    planted = pd.Series(world.kinds, index=world.matrix.values.index)
    ours = adjusted_rand_score(planted.loc[labels.index], labels)
    return float(ours / adjusted_rand_score(world.kinds, oracle))
