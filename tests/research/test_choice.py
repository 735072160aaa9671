"""How many segments: natural only where groups stand apart, and always a reason in words."""

import numpy as np
import pandas as pd
import pytest

from research.errors import BadPlan, NoVariance, TooFewResponses
from research.segments.choice import choose_segments
from research.segments.criteria import (
    calinski_harabasz,
    gap_choice,
    gap_of,
    log_losses,
    prediction_strength,
    reference_box,
    silhouettes,
)
from research.segments.kmeans import kmeans
from research.segments.points import points_of
from research.segments.verdict import ByStability, Candidate, judge
from tests import told
from tests.research.segment_data import blobs, cloud, r_figures


@pytest.fixture(scope="module")
def scores(shared_reference):
    return pd.read_csv(shared_reference / "data" / "bfi_scores5.csv")


@pytest.fixture(scope="module")
def chosen(scores):
    return choose_segments(scores, seed=1)


def candidate(k, ari, *, null=0.6, separated=False, smallest=0.1):
    return Candidate(
        k=k,
        ari_mean=ari,
        ari_low=ari,
        ari_high=ari,
        null_ari_mean=null,
        null_ari_high=null,
        smallest_share=smallest,
        separated=separated,
    )


def verdict_of(*candidates):
    return judge(candidates, ByStability())


def test_personality_scores_hold_no_natural_segments(chosen):
    assert chosen.verdict == "reproducible"
    assert chosen.k == 3
    assert "shade" in told.text(chosen.reason)


def test_criteria_on_personality_scores_vote_as_in_r(chosen):
    assert chosen.votes["gap"] == 1
    assert chosen.votes["silhouette"] == 2
    assert chosen.votes["prediction_strength"] == 3


def test_stability_and_silhouettes_on_personality_scores_are_those_of_r(chosen):
    figures = r_figures()["bfi"]
    for one in chosen.candidates:
        assert one.ari_mean == pytest.approx(figures["ari_mean"][str(one.k)], abs=0.05)
        assert one.room.silhouette == pytest.approx(figures["silhouette"][str(one.k)], abs=0.005)


def test_silhouettes_and_calinski_harabasz_of_a_partition_are_those_of_r(scores):
    figures = r_figures()["bfi"]
    for k in (2, 3, 4):
        found = kmeans(scores, k, seed=1)
        width = silhouettes(scores.to_numpy(), {k: found.labels}, rng=np.random.default_rng(1))[k]
        assert width == pytest.approx(figures["silhouette"][str(k)], abs=1e-5)
        index = calinski_harabasz(points_of(scores), found.inertia, k)
        assert index == pytest.approx(figures["calinski_harabasz"][str(k)], rel=1e-6)


def test_prediction_strength_is_that_of_fpc(scores):
    points, rng = points_of(scores), np.random.default_rng(1)
    found = np.mean([prediction_strength(points, list(range(2, 9)), rng=rng) for _ in range(20)], axis=0)
    expected = [r_figures()["bfi"]["prediction_strength"][str(k)] for k in range(2, 9)]
    assert found == pytest.approx(expected, abs=0.07)


def test_silhouettes_are_those_of_scikit_learn():
    from sklearn.metrics import silhouette_score

    points, groups = blobs(n=200, width=3, k=3, separation=3, seed=1)
    found = silhouettes(points.to_numpy(), {3: groups.to_numpy()}, rng=np.random.default_rng(1))[3]
    assert found == pytest.approx(silhouette_score(points, groups), abs=1e-5)


def test_the_gap_of_one_round_cloud_is_largest_for_one_group():
    rng = np.random.default_rng(2)
    values = rng.normal(size=(400, 2))
    own = log_losses([values.astype(np.float32)], [1, 2, 3], rng=rng)
    boxes = log_losses([reference_box(values, people=400, rng=rng) for _ in range(10)], [1, 2, 3], rng=rng)
    assert gap_choice([1, 2, 3], *gap_of(own[0], boxes)) == 1


@pytest.mark.parametrize(("k", "width"), [(2, 3), (3, 5), (5, 6)])
def test_planted_groups_are_called_natural_and_counted(k, width):
    points, _ = blobs(n=250 * k, width=width, k=k, separation=5, seed=k)
    found = choose_segments(points, seed=1, pairs=40)
    assert (found.k, found.verdict) == (k, "natural")
    assert found.candidate(k).supported


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_correlated_cloud_is_never_called_natural(seed):
    found = choose_segments(cloud(n=900, width=4, seed=seed), seed=1, pairs=40)
    assert found.verdict != "natural"


def test_evenly_spread_people_are_not_called_natural():
    square = pd.DataFrame(np.random.default_rng(1).uniform(size=(1500, 2)))
    assert choose_segments(square, seed=1, pairs=40).verdict != "natural"


def test_a_round_cloud_has_no_segments_and_publishing_stops():
    found = choose_segments(pd.DataFrame(np.random.default_rng(3).normal(size=(1500, 6))), seed=1, pairs=40)
    assert found.verdict == "none"
    assert [caution.severity for caution in found.cautions if caution.code == "no_segments"] == ["stop"]


def test_mixtures_choose_by_their_own_stability_and_report_bic():
    points, _ = blobs(n=400, width=3, k=3, separation=6, seed=3)
    found = choose_segments(points, ks=[2, 3, 4], seed=1, pairs=6, method="gmm")
    assert found.votes["bic"] == 3
    assert all(one.bic is not None for one in found.candidates)
    assert found.candidate(3).ari_mean > 0.95


def test_latent_classes_find_planted_types():
    rng = np.random.default_rng(1)
    groups = rng.choice(2, 400)
    yes = np.array([[0.95] * 4 + [0.05] * 4, [0.05] * 4 + [0.95] * 4])
    answers = pd.DataFrame((rng.random((400, 8)) < yes[groups]).astype(float))
    found = choose_segments(answers, ks=[2, 3], seed=1, pairs=6, method="lca")
    assert found.candidate(2).ari_mean > 0.95
    assert found.votes["bic"] == 2


@pytest.mark.parametrize(
    ("method", "measured"),
    [("kmeans", {"silhouette", "gap"}), ("gmm", {"silhouette", "gap", "bic"}), ("lca", {"bic", "entropy"})],
)
def test_a_candidate_holds_the_figures_of_its_method_and_no_others(method, measured):
    answers = pd.DataFrame(np.random.default_rng(1).integers(0, 3, (200, 5)).astype(float))
    found = choose_segments(answers, ks=[2], seed=1, pairs=4, method=method).candidates[0].figures()
    assert {"silhouette", "gap", "bic", "entropy"} & set(found) == measured
    assert not any(np.isnan(value) for value in found.values())


def test_one_worker_or_two_give_the_same_choice():
    points, _ = blobs(n=300, width=3, k=3, separation=2, seed=1)
    one = choose_segments(points, ks=[2, 3, 4], seed=2, pairs=10, n_jobs=1)
    two = choose_segments(points, ks=[2, 3, 4], seed=2, pairs=10, n_jobs=2)
    assert one.candidates == two.candidates
    assert one.reason == two.reason


def test_progress_rises_to_one():
    points, _ = blobs(n=200, width=2, k=2, separation=4, seed=1)
    seen = []
    choose_segments(points, ks=[2, 3], seed=1, pairs=6, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == pytest.approx(1.0)


def test_few_people_per_variable_are_warned_about():
    points, _ = blobs(n=200, width=5, k=2, separation=4, seed=1)
    found = choose_segments(points, ks=[2, 3], seed=1, pairs=6)
    assert [caution.severity for caution in found.cautions if caution.code == "few_people_per_variable"] == ["warning"]


def test_weights_move_the_smallest_share():
    points, groups = blobs(n=400, width=3, k=2, separation=6, seed=1)
    weights = pd.Series(np.where(groups == groups.iloc[0], 4.0, 1.0), index=points.index)
    plain = choose_segments(points, ks=[2], seed=1, pairs=6).candidates[0].smallest_share
    weighted = choose_segments(points, ks=[2], seed=1, pairs=6, weights=weights).candidates[0].smallest_share
    assert weighted < 0.25 < plain


@pytest.mark.parametrize(
    ("data", "ks", "error"),
    [
        (pd.DataFrame({"a": [1.0, 2, 3]}), [2], BadPlan),
        (pd.DataFrame({"a": [1.0, 1, 2, 2]}), [3, 4], BadPlan),
        (pd.DataFrame({"a": [1.0]}), [2], TooFewResponses),
        (pd.DataFrame({"a": [1.0] * 30}), [2], NoVariance),
    ],
)
def test_impossible_numbers_of_segments_are_refused_with_advice(data, ks, error):
    with pytest.raises(error) as caught:
        choose_segments(data, ks=ks, seed=1, pairs=4)
    assert told.advice(caught.value)


def test_an_unknown_method_is_refused():
    with pytest.raises(BadPlan, match="unknown_segmentation"):
        choose_segments(cloud(n=100, width=2, seed=1), seed=1, method="magic")


def test_many_copies_of_few_people_can_still_be_looked_at():
    answers = pd.DataFrame(np.repeat([[0.0, 1], [1, 0], [2, 2]], 40, axis=0))
    found = choose_segments(answers, seed=1, pairs=6)
    assert [one.k for one in found.candidates] == [2, 3]


def test_separated_groups_win_over_more_stable_halves():
    verdict = verdict_of(candidate(2, 0.99, null=0.995), candidate(3, 0.97, separated=True), candidate(4, 0.7))
    assert (verdict.k, verdict.kind) == (3, "natural")


def test_three_segments_that_come_back_are_preferred_to_two_and_the_price_is_said():
    verdict = verdict_of(candidate(2, 0.94), candidate(3, 0.86), candidate(4, 0.74))
    assert (verdict.k, verdict.kind) == (3, "reproducible")
    assert told.text(verdict.reason).endswith(
        "Two segments would be more stable (0.94) but tell little. 4 would reach 0.74."
    )


def test_more_segments_are_taken_when_they_cost_hardly_any_stability():
    verdict = verdict_of(candidate(2, 0.9), candidate(3, 0.86), candidate(4, 0.83), candidate(5, 0.75))
    assert (verdict.k, verdict.kind) == (4, "reproducible")


def test_a_cut_that_comes_back_only_in_part_is_told_in_few_parts():
    verdict = verdict_of(candidate(2, 0.6), candidate(3, 0.63), candidate(4, 0.66), candidate(5, 0.55))
    assert (verdict.k, verdict.kind) == (3, "constructed")


def test_a_number_with_a_tiny_segment_comes_last():
    verdict = verdict_of(candidate(3, 0.80), candidate(4, 0.82, smallest=0.02))
    assert verdict.k == 3


def test_halves_of_a_long_cloud_are_no_segments():
    verdict = verdict_of(candidate(2, 0.92, null=0.95), candidate(3, 0.4), candidate(4, 0.35))
    assert (verdict.k, verdict.kind) == (3, "none")
