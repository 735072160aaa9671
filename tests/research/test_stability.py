"""Stability: as flexclust measures it, the same on one worker or two, and high only where groups come back."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from research.arithmetic.agreement import adjusted_rand, best_jaccard, cross_table
from research.errors import TooFewResponses
from research.segments.across import transitions
from research.segments.kmeans import kmeans
from research.segments.null import null_set
from research.segments.stability import bootstrap_stability, null_stability, segment_jaccard
from tests.research.segment_data import blobs, cloud, r_figures


@pytest.fixture(scope="module")
def scores(shared_reference):
    return pd.read_csv(shared_reference / "data" / "bfi_scores5.csv")


@pytest.fixture(scope="module")
def r_labels(shared_reference):
    return pd.read_csv(shared_reference / "data" / "bfi_kmeans_labels.csv")


def test_mean_agreement_is_within_five_hundredths_of_flexclust(scores):
    found = bootstrap_stability(scores, range(2, 9), pairs=100, seed=1)
    for k, expected in r_figures()["bfi"]["ari_mean"].items():
        assert found[int(k)].mean == pytest.approx(expected, abs=0.05)


def test_jaccard_of_three_segments_is_that_of_flexclust(scores):
    found = segment_jaccard(scores, kmeans(scores, 3, seed=1), boots=100, seed=1)
    reference = r_figures()["bfi"]["jaccard_k3"]
    by_size = np.argsort(-np.array(reference["segment_sizes"]))
    assert found == pytest.approx(np.array(reference["jaccard_mean"])[by_size], abs=0.04)


def test_stability_across_solutions_is_that_of_slsaplot(r_labels):
    steps = transitions({k: r_labels[f"k{k}"].to_numpy() - 1 for k in range(2, 9)})
    for step in steps:
        reference = r_figures()["bfi"]["slsa"][f"{step.k_from}_to_{step.k_to}"]
        expected = np.array(reference["transition"]["values"])
        ours = step.table.to_numpy()
        assert sorted(ours.ravel()) == sorted(expected.ravel())
        assert np.sort(step.stability) == pytest.approx(np.sort(reference["stability_of_child"]), abs=1e-9)


def test_adjusted_rand_is_that_of_scikit_learn():
    rng = np.random.default_rng(1)
    first, second = rng.integers(0, 4, 300), rng.integers(0, 3, 300)
    second[:200] = first[:200] % 3
    table = cross_table(first, second, shape=(4, 3), heads=np.ones(300))
    assert adjusted_rand(table) == pytest.approx(adjusted_rand_score(first, second))


def test_adjusted_rand_ignores_the_names_of_groups():
    rng = np.random.default_rng(1)
    labels = rng.integers(0, 4, 200)
    renamed = np.array([2, 0, 3, 1])[labels]
    assert adjusted_rand(cross_table(labels, renamed, shape=(4, 4), heads=np.ones(200))) == pytest.approx(1.0)


def test_jaccard_counts_shared_people_over_all_people_of_either_group():
    table = np.array([[6.0, 2.0], [0.0, 4.0]])
    assert best_jaccard(table) == pytest.approx([6 / 8, 4 / 6])


def test_one_worker_or_two_give_the_same_figures():
    points, _ = blobs(n=300, width=3, k=3, separation=2, seed=1)
    one = bootstrap_stability(points, [2, 3, 4], pairs=12, seed=3, n_jobs=1)
    two = bootstrap_stability(points, [2, 3, 4], pairs=12, seed=3, n_jobs=2)
    assert one == two


def test_the_order_of_people_does_not_matter():
    points, _ = blobs(n=300, width=3, k=3, separation=2, seed=1)
    shuffled = points.sample(frac=1, random_state=4)
    assert bootstrap_stability(points, [3], pairs=10, seed=3) == bootstrap_stability(shuffled, [3], pairs=10, seed=3)


def test_planted_groups_come_back_and_their_splits_do_not():
    points, _ = blobs(n=600, width=4, k=3, separation=6, seed=2)
    found = bootstrap_stability(points, [3, 5], pairs=30, seed=1)
    assert found[3].mean > 0.97
    assert found[5].mean < 0.8
    assert found[5].low <= found[5].mean <= found[5].high


def test_a_round_cloud_is_stable_for_no_number_of_segments():
    round_cloud = pd.DataFrame(np.random.default_rng(1).normal(size=(1500, 5)))
    found = bootstrap_stability(round_cloud, [2, 3, 4], pairs=30, seed=1)
    assert max(one.mean for one in found.values()) < 0.6


def test_groups_are_more_stable_than_the_cloud_with_their_correlations():
    points, _ = blobs(n=600, width=4, k=3, separation=5, seed=2)
    own = bootstrap_stability(points, [3], pairs=30, seed=1)[3]
    null = null_stability(points, [3], pairs=40, seed=1)[3]
    assert own.mean > null.high
    assert null.low <= null.mean <= null.high


def test_a_cloud_is_no_more_stable_than_other_clouds_like_it():
    own = cloud(n=800, width=4, seed=3)
    found, null = (function(own, [3, 4], pairs=40, seed=1) for function in (bootstrap_stability, null_stability))
    for k in (3, 4):
        assert abs(found[k].mean - null[k].mean) < 0.25


def test_the_null_has_the_correlations_of_the_data():
    values = cloud(n=3000, width=4, seed=2).to_numpy()
    drawn = null_set(values, np.ones(3000), people=20_000, rng=np.random.default_rng(1))
    assert np.allclose(np.corrcoef(drawn.T), np.corrcoef(values.T), atol=0.04)


def test_the_null_of_coarse_answers_has_their_shares_and_correlations():
    rng = np.random.default_rng(1)
    latent = rng.normal(size=(5000, 3)) @ np.array([[1, 0.6, 0.3], [0, 0.8, 0.2], [0, 0, 0.93]])
    answers = (latent > [0.5, 0.0, 1.0]).astype(float)
    drawn = null_set(answers, np.ones(5000), people=20_000, rng=rng)
    assert set(np.unique(drawn)) == {0.0, 1.0}
    assert np.allclose(drawn.mean(axis=0), answers.mean(axis=0), atol=0.02)
    assert np.allclose(np.corrcoef(drawn.T), np.corrcoef(answers.T), atol=0.1)


def test_many_people_are_represented_by_a_sample():
    points, _ = blobs(n=6000, width=3, k=3, separation=5, seed=2)
    found = bootstrap_stability(points, [3], pairs=6, seed=1, subsample=500)
    assert found[3].mean > 0.95


def test_a_split_and_a_merger_are_named():
    parents = np.repeat([0, 1], [60, 40])
    children = np.concatenate([np.repeat([0, 1], 30), np.repeat([1, 2], [15, 25])])
    step = transitions({2: parents, 3: children})[0]
    assert step.splits == (("S1", ("S1", "S2")), ("S2", ("S2", "S3")))
    assert step.mergers == (("S2", ("S1", "S2")),)
    assert step.stability["S1"] == pytest.approx(1.0)
    assert step.stability["S2"] < 0.2


def test_more_segments_than_people_are_refused():
    with pytest.raises(TooFewResponses):
        bootstrap_stability(pd.DataFrame({"a": [1.0, 2, 3]}), [5], pairs=3, seed=1)
