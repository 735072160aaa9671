"""The quick ways give what the slow ways give: many samples at once, settled ones dropped, agreement in one count."""

import itertools

import numpy as np
import pytest
from sklearn.cluster import KMeans

from research.arithmetic.agreement import adjusted_rand, chain_agreements, cross_table
from research.factors.factor_analyzer_engine import minres_loadings
from research.factors.parallel import one_factor
from research.segments.lloyd import Batch, batch_of, quick_stages, search, thorough_stages
from tests.research.segment_data import blobs


def _sets(count: int) -> list[tuple[np.ndarray, np.ndarray]]:
    drawn = [blobs(n=300 + 20 * place, width=3, k=3, separation=2, seed=place)[0] for place in range(count)]
    return [(rows.to_numpy(dtype=np.float32), np.ones(len(rows), dtype=np.float32)) for rows in drawn]


def test_a_sample_is_clustered_the_same_whoever_its_neighbours_are() -> None:
    batch = batch_of(_sets(4), np.random.default_rng(1))
    together, loss = search(batch, k=4, stages=quick_stages(10))
    for place in range(4):
        one = slice(place, place + 1)
        alone = Batch(columns=batch.columns[one], moments=batch.moments[one], filled=batch.filled[one])
        centres, own_loss = search(alone, k=4, stages=quick_stages(10))
        assert centres[0] == pytest.approx(together[place], abs=1e-5)
        assert own_loss[0] == pytest.approx(loss[place], rel=1e-5)


def test_thorough_starts_reach_the_inertia_of_scikit_learn() -> None:
    rows, weights = _sets(1)[0]
    _, loss = search(batch_of([(rows, weights)], np.random.default_rng(1)), k=5, stages=thorough_stages(60))
    inertia = float(loss[0, 0]) + float((rows.astype(np.float64) ** 2).sum())
    wanted = KMeans(5, n_init=60, random_state=1, tol=1e-8).fit(rows).inertia_
    assert inertia == pytest.approx(wanted, rel=5e-3)


def test_agreement_counted_at_once_is_that_of_each_pair() -> None:
    rng = np.random.default_rng(2)
    labels = rng.integers(0, 4, (6, 200))
    labels[3] = labels[2]
    heads = rng.integers(1, 4, 200).astype(float)
    wanted = [
        adjusted_rand(cross_table(first, second, shape=(4, 4), heads=heads))
        for first, second in itertools.pairwise(labels)
    ]
    found = chain_agreements(labels, k=4, heads=heads)
    assert found == pytest.approx(wanted, abs=1e-12)
    assert found[2] == 1.0


def test_one_group_for_all_agrees_with_itself() -> None:
    same = np.zeros((2, 50), dtype=np.int64)
    assert chain_agreements(same, k=2, heads=np.ones(50)) == [1.0]


def test_one_factor_of_many_matrices_in_single_precision_is_that_of_minres() -> None:
    rng = np.random.default_rng(3)
    strength = rng.uniform(0.3, 0.8, (5, 12))
    answers = [np.outer(rng.normal(size=400), one) + rng.normal(size=(400, 12)) for one in strength]
    matrices = np.stack([np.corrcoef(each, rowvar=False) for each in answers])
    found = one_factor(matrices.astype(np.float32))
    for matrix, loadings in zip(matrices, found, strict=True):
        wanted = minres_loadings(matrix, 1)[0][:, 0]
        assert np.abs(loadings) == pytest.approx(np.abs(wanted), abs=2e-3)
