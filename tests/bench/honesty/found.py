"""What the default finds in a world, beside what somebody finds who knows the true factors."""

from dataclasses import dataclass

import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from research.plan import AnalysisPlan
from research.run import run_analysis
from research.segments.verdict import Kind
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
    """Analyse a world as any study is analysed by default."""
    world = draw(recipe, seed=seed)
    segmentation = run_analysis(world.matrix, AnalysisPlan(seed=seed, themes=False)).segmentation
    return Found(
        k=segmentation.solution.k,
        verdict=segmentation.choice.verdict,
        ratio=_ratio(world, recipe.kinds, segmentation.solution.labels),
    )


def _ratio(world: World, kinds: int, labels: pd.Series) -> float:
    if kinds == 1:
        return float("nan")
    oracle = KMeans(kinds, n_init=20, random_state=1).fit(world.factors).labels_
    planted = pd.Series(world.kinds, index=world.matrix.values.index)
    ours = adjusted_rand_score(planted.loc[labels.index], labels)
    return float(ours / adjusted_rand_score(world.kinds, oracle))
