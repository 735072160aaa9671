"""k-means: as good as R's best of 500 starts, indifferent to the order of people, and clear about bad data."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from research.errors import BadData, NoVariance, ResearchError, TooFewResponses
from research.segments.kmeans import kmeans
from tests import told
from tests.research.segment_data import blobs, r_figures


@pytest.fixture(scope="module")
def scores(shared_reference):
    return pd.read_csv(shared_reference / "data" / "bfi_scores5.csv")


@pytest.mark.parametrize("k", range(2, 9))
def test_the_partition_is_no_worse_than_the_best_of_500_starts_in_r(scores, k):
    figures = r_figures()["bfi"]
    for seed in (1, 2):
        found = kmeans(scores, k, seed=seed)
        assert found.inertia <= figures["inertia"][str(k)] * 1.0001


@pytest.mark.parametrize("k", [2, 3, 4, 7])
def test_the_sizes_of_the_segments_are_those_of_r(scores, k):
    sizes = np.bincount(kmeans(scores, k, seed=1).labels)
    assert sizes.tolist() == r_figures()["bfi"]["sizes"][str(k)]


def test_planted_groups_are_found():
    points, groups = blobs(n=900, width=4, k=4, separation=6, seed=3)
    found = kmeans(points, 4, seed=1)
    assert adjusted_rand_score(groups, found.labels) > 0.98


def test_centres_are_the_means_of_their_people_in_the_units_of_the_data():
    points, _ = blobs(n=400, width=3, k=3, separation=5, seed=1)
    points = points * 1000 + 5_000_000
    found = kmeans(points, 3, seed=1)
    for place, centre in enumerate(found.centres):
        assert np.allclose(points[found.labels == place].mean(), centre)


def test_inertia_is_the_sum_of_squared_distances_to_the_own_centre():
    points, _ = blobs(n=300, width=3, k=3, separation=3, seed=1)
    found = kmeans(points, 3, seed=1)
    assert found.inertia == pytest.approx(((points.to_numpy() - found.centres[found.labels]) ** 2).sum())


def test_the_largest_segment_comes_first():
    points, _ = blobs(n=500, width=3, k=5, separation=3, seed=2)
    sizes = np.bincount(kmeans(points, 5, seed=1).labels)
    assert sizes.tolist() == sorted(sizes, reverse=True)


def test_the_order_of_people_does_not_matter():
    points, _ = blobs(n=500, width=4, k=4, separation=2, seed=2)
    shuffled = points.sample(frac=1, random_state=7)
    first, second = kmeans(points, 4, seed=1), kmeans(shuffled, 4, seed=1)
    by_person = pd.Series(second.labels, index=shuffled.index).loc[points.index]
    assert (by_person.to_numpy() == first.labels).all()


def test_the_same_seed_gives_the_same_partition():
    points, _ = blobs(n=500, width=4, k=6, separation=1, seed=2)
    first, second = kmeans(points, 6, seed=5), kmeans(points, 6, seed=5)
    assert (first.labels == second.labels).all()
    assert (first.centres == second.centres).all()


def test_a_weight_of_two_counts_like_two_people():
    points, _ = blobs(n=200, width=3, k=3, separation=3, seed=4)
    twice = pd.Series(np.where(np.arange(200) < 80, 2.0, 1.0), index=points.index)
    doubled = pd.concat([points, points.iloc[:80].rename(index=lambda name: f"{name} again")])
    weighted, repeated = kmeans(points, 3, seed=1, weights=twice), kmeans(doubled, 3, seed=1)
    assert np.allclose(weighted.centres, repeated.centres)


def test_many_people_are_partitioned_as_well_as_by_scikit_learn():
    from sklearn.cluster import KMeans

    points, _ = blobs(n=20_000, width=4, k=5, separation=2, seed=4)
    ours = kmeans(points, 5, seed=1, starts=30).inertia
    assert ours <= KMeans(5, n_init=5, random_state=0).fit(points).inertia_ * 1.001


def test_people_with_equal_answers_stay_together():
    rng = np.random.default_rng(1)
    answers = pd.DataFrame(rng.integers(0, 2, (300, 4)).astype(float))
    labels = pd.Series(kmeans(answers, 3, seed=1).labels)
    assert labels.groupby([answers[name] for name in answers]).nunique().max() == 1


def test_as_many_segments_as_different_people_leave_nothing_within():
    answers = pd.DataFrame([[0.0, 1], [0, 1], [1, 0], [1, 1]])
    found = kmeans(answers, 3, seed=1)
    assert found.inertia == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("data", "k", "error"),
    [
        (pd.DataFrame({"a": [1.0, 2, 3]}), 4, TooFewResponses),
        (pd.DataFrame({"a": [1.0, 1, 2, 2]}), 3, TooFewResponses),
        (pd.DataFrame({"a": [1.0]}), 1, TooFewResponses),
        (pd.DataFrame({"a": [1.0, 2, 3], "b": [5.0, 5, 5]}), 2, NoVariance),
        (pd.DataFrame({"a": [1.0, np.nan, 3]}), 2, BadData),
        (pd.DataFrame({"a": [1.0, np.inf, 3]}), 2, BadData),
        (pd.DataFrame({"a": ["x", "y", "z"]}), 2, BadData),
        (pd.DataFrame(index=[1, 2, 3]), 2, BadData),
        (pd.DataFrame({"a": [1.0, 2, 3]}), 0, BadData),
    ],
)
def test_data_that_cannot_be_partitioned_are_refused_with_advice(data, k, error):
    with pytest.raises(error) as caught:
        kmeans(data, k, seed=1)
    assert isinstance(caught.value, ResearchError)
    assert told.advice(caught.value)


def test_a_missing_weight_is_refused():
    points, _ = blobs(n=50, width=2, k=2, separation=3, seed=1)
    with pytest.raises(BadData, match="bad_weights"):
        kmeans(points, 2, seed=1, weights=pd.Series(1.0, index=points.index[:-1]))
