"""Twelve items in four declared scales are enough: people are grouped by scores of the scales."""

from dataclasses import replace

import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from research.plan import AnalysisPlan
from research.run import run_analysis
from tests import told
from tests.bench.honesty.recipes import BASE
from tests.bench.honesty.worlds import draw


def test_planted_kinds_are_found_by_scales_of_three_items() -> None:
    """Criteria see two factors of the four; the planted kinds are found by what the scales say, and that is told."""
    world = draw(replace(BASE, scales=4, items_each=3), seed=1)
    found = run_analysis(world.matrix, AnalysisPlan(seed=1, segments=4, bootstraps=10, themes=False))
    labels = found.segmentation.solution.labels
    planted = pd.Series(world.kinds, index=world.matrix.values.index)
    best = adjusted_rand_score(world.kinds, KMeans(4, n_init=10, random_state=1).fit(world.factors).labels_)
    assert adjusted_rand_score(planted.loc[labels.index], labels) > 0.55 * best
    assert found.basis.endswith("scale_scores")
    assert "in the scales they were written for" in told.text(found.segmentation.reason)
