"""The solution: who is where, how sure, how large, how stable, and what stops publishing."""

import json

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from research.errors import BadData, BadPlan, NoVariance, TooFewResponses
from research.segments.assignment import assign
from research.segments.choice import choose_segments
from research.segments.solution import solve_segments
from tests import told
from tests.research.segment_data import blobs, cloud


@pytest.fixture(scope="module")
def planted():
    return blobs(n=800, width=4, k=4, separation=5, seed=4)


@pytest.fixture(scope="module")
def solution(planted):
    return solve_segments(planted[0], k=4, seed=1, jaccard_boots=30)


@pytest.mark.parametrize("method", ["kmeans", "gmm"])
def test_planted_segments_are_recovered(planted, method):
    points, groups = planted
    found = solve_segments(points, k=4, method=method, seed=1, jaccard_boots=5)
    assert adjusted_rand_score(groups, found.labels) > 0.97


def test_segments_are_coded_by_size(solution):
    assert list(solution.codes) == ["S1", "S2", "S3", "S4"]
    assert solution.sizes.is_monotonic_decreasing
    assert solution.sizes.to_dict() == solution.labels.value_counts().to_dict()


def test_labels_keep_the_people_of_the_data(planted, solution):
    assert solution.labels.index.equals(planted[0].index)
    assert solution.probabilities.index.equals(planted[0].index)


def test_probabilities_add_up_and_point_at_the_own_segment(solution):
    assert np.allclose(solution.probabilities.sum(axis=1), 1)
    assert (solution.probabilities.idxmax(axis=1) == solution.labels).all()


def test_centres_are_means_of_members(planted, solution):
    means = planted[0].groupby(solution.labels).mean()
    assert np.allclose(solution.centres, means.loc[list(solution.codes)])


def test_intervals_of_shares_hold_the_shares(solution):
    shares = solution.shares
    assert shares["share"].sum() == pytest.approx(1)
    assert ((shares["low"] < shares["share"]) & (shares["share"] < shares["high"])).all()


def test_clear_segments_come_back(solution):
    assert (solution.jaccard > 0.9).all()
    assert not solution.cautions


def test_a_tiny_segment_stops_publishing():
    rng = np.random.default_rng(1)
    points = pd.DataFrame(np.concatenate([rng.normal(size=(485, 2)), rng.normal(size=(15, 2)) + 20]))
    found = solve_segments(points, k=2, seed=1, jaccard_boots=10)
    small = [caution for caution in found.cautions if caution.code == "small_segment"]
    assert [(caution.severity, caution.where) for caution in small] == [("stop", ("S2",))]


def test_segments_that_do_not_come_back_stop_publishing():
    found = solve_segments(pd.DataFrame(np.random.default_rng(1).normal(size=(600, 6))), k=6, seed=1)
    shaky = [caution for caution in found.cautions if caution.code == "unstable_segment"]
    assert shaky[0].severity == "stop"
    assert set(shaky[0].where) == set(found.jaccard.index[found.jaccard < 0.6])


def test_asking_for_another_number_than_the_evidence_is_noted(planted):
    choice = choose_segments(planted[0], seed=1, pairs=10, ks=[2, 3, 4, 5])
    found = solve_segments(planted[0], k=5, seed=1, jaccard_boots=5, choice=choice)
    assert "other_number_of_segments" in [caution.code for caution in found.cautions]


def test_the_choice_gives_the_transitions_of_all_numbers(planted):
    choice = choose_segments(planted[0], seed=1, pairs=10, ks=[2, 3, 4, 5])
    found = solve_segments(planted[0], k=4, seed=1, jaccard_boots=5, choice=choice)
    assert [(step.k_from, step.k_to) for step in found.transitions] == [(2, 3), (3, 4), (4, 5)]
    own = found.transitions[1].table.sum(axis=0)
    assert own.to_dict() == found.sizes.to_dict()


@pytest.mark.parametrize("method", ["kmeans", "gmm", "lca"])
def test_a_stored_rule_types_the_same_people_alike_after_a_trip_through_json(planted, method):
    points = planted[0].iloc[:300]
    if method == "lca":
        points = (points > points.median()).astype(float)
    found = solve_segments(points, k=3, method=method, seed=1, jaccard_boots=3)
    again = assign(points, json.loads(json.dumps(found.rule)))
    assert (again.labels == found.labels).all()
    assert np.allclose(again.probabilities, found.probabilities)


def test_people_with_a_missing_variable_stay_empty(planted, solution):
    newcomers = planted[0].head(5).copy()
    newcomers.iloc[2, 1] = np.nan
    typed = assign(newcomers, solution.rule)
    assert typed.labels.isna().tolist() == [False, False, True, False, False]
    assert typed.probabilities.iloc[2].isna().all()


def test_an_answer_no_class_has_seen_stays_empty():
    answers = pd.DataFrame(np.random.default_rng(1).integers(0, 2, (200, 4)).astype(float), columns=list("abcd"))
    found = solve_segments(answers, k=2, method="lca", seed=1, jaccard_boots=3)
    typed = assign(pd.DataFrame([[0.0, 1, 7, 0]], columns=list("abcd")), found.rule)
    assert typed.labels.isna().all()


def test_a_variable_that_is_not_there_is_named(planted, solution):
    with pytest.raises(BadData, match=r"makers_absent.*v3"):
        assign(planted[0].drop(columns="v3"), solution.rule)


def test_people_on_a_centre_are_surer_than_people_in_between(solution):
    first, second = solution.centres.iloc[0], solution.centres.iloc[1]
    middle = pd.DataFrame([first, (first + second) / 2])
    sure, unsure = assign(middle, solution.rule).probabilities.max(axis=1)
    assert sure > 0.95
    assert unsure == pytest.approx(0.5, abs=0.01)


def test_the_order_of_people_does_not_matter(planted, solution):
    shuffled = planted[0].sample(frac=1, random_state=3)
    again = solve_segments(shuffled, k=4, seed=1, jaccard_boots=30)
    assert (again.labels.loc[solution.labels.index] == solution.labels).all()
    assert again.jaccard.to_dict() == pytest.approx(solution.jaccard.to_dict())


def test_renaming_variables_and_shifting_units_changes_nothing(planted, solution):
    renamed = (planted[0] * 7 + 100).rename(columns=str.upper)
    again = solve_segments(renamed, k=4, seed=1, jaccard_boots=5)
    assert (again.labels == solution.labels).all()


def test_one_worker_or_two_give_the_same_solution(planted):
    one, two = (solve_segments(planted[0], k=3, seed=2, jaccard_boots=12, n_jobs=jobs) for jobs in (1, 2))
    assert (one.labels == two.labels).all()
    assert one.jaccard.tolist() == two.jaccard.tolist()


def test_weights_change_shares_but_not_counts(planted):
    points, groups = planted
    weights = pd.Series(np.where(groups == 0, 5.0, 1.0), index=points.index)
    found = solve_segments(points, k=4, seed=1, jaccard_boots=5, weights=weights)
    heavy = found.labels[groups == 0].mode()[0]
    assert found.shares.loc[heavy, "share"] > found.sizes[heavy] / len(points) + 0.1
    assert found.effective_people < len(points)
    assert heavy == "S1"


@pytest.mark.parametrize(
    ("data", "k", "error"),
    [
        (cloud(n=5, width=2, seed=1), 6, TooFewResponses),
        (pd.DataFrame({"a": [1.0, 1, 1, 1]}), 2, NoVariance),
        (pd.DataFrame({"a": [1.0]}), 2, TooFewResponses),
    ],
)
def test_impossible_solutions_are_refused_with_advice(data, k, error):
    with pytest.raises(error) as caught:
        solve_segments(data, k=k, seed=1)
    assert told.advice(caught.value)


def test_an_unknown_method_is_refused(planted):
    with pytest.raises(BadPlan):
        solve_segments(planted[0], k=3, method="tea leaves", seed=1)
