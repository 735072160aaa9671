"""Simulated studies: what was planted is there."""

import numpy as np
import pytest

from research.errors import BadPlan
from research.simulate import simulate_answers
from tests import told


@pytest.fixture(scope="module")
def study():
    return simulate_answers(
        n=3000, n_items=24, n_factors=4, n_segments=4, seed=1, missing_share=0.05, careless_share=0.1
    )


def test_answers_are_codes_from_one_to_five_with_the_asked_share_missing(study):
    values = study.answers.to_numpy()
    assert set(np.unique(values[~np.isnan(values)])) == {1.0, 2.0, 3.0, 4.0, 5.0}
    assert np.isnan(values).mean() == pytest.approx(0.05, abs=0.01)


def test_items_go_with_their_own_factor_and_reversed_ones_against_it(study):
    attentive = ~study.careless
    for item, row in study.loadings.iterrows():
        own = row.idxmax()
        r = study.answers.loc[attentive, item].corr(study.scores.loc[attentive, own])
        assert (r < -0.4) if item in study.reverse else (r > 0.4)


def test_segments_are_coded_by_size(study):
    sizes = study.labels.value_counts()
    assert sizes.index.tolist() == ["S1", "S2", "S3", "S4"]


def test_segment_centres_are_as_far_apart_as_asked():
    study = simulate_answers(n=6000, n_items=9, n_factors=3, n_segments=3, seed=1, separation=5)
    means = study.scores.groupby(study.labels).mean().to_numpy()
    within = study.scores - study.scores.groupby(study.labels).transform("mean")
    gaps = [np.linalg.norm(means[i] - means[j]) for i in range(3) for j in range(i)]
    assert min(gaps) / within.std().mean() > 3.5


def test_no_separation_gives_segments_with_the_same_scores():
    study = simulate_answers(n=6000, n_items=9, n_factors=3, n_segments=3, seed=1, separation=0)
    assert study.scores.groupby(study.labels).mean().abs().to_numpy().max() < 0.08


def test_half_of_the_careless_tick_straight_down():
    study = simulate_answers(n=2000, n_items=12, n_factors=3, n_segments=2, seed=1, missing_share=0, careless_share=0.2)
    straight = study.answers.nunique(axis=1) == 1
    assert study.careless.mean() == pytest.approx(0.2, abs=0.03)
    assert straight[study.careless].mean() == pytest.approx(0.5, abs=0.05)
    assert straight[~study.careless].mean() < 0.01


def test_demographics_follow_segments_only_as_far_as_asked():
    weak, strong = (
        simulate_answers(n=4000, n_items=9, n_factors=3, n_segments=3, seed=1, demographic_link=link)
        for link in (0.0, 1.0)
    )
    spread = [one.demographics["age"].groupby(one.labels).mean().std() for one in (weak, strong)]
    assert spread[0] < 1.5
    assert spread[1] > 5


def test_the_same_seed_gives_the_same_study(study):
    again = simulate_answers(
        n=3000, n_items=24, n_factors=4, n_segments=4, seed=1, missing_share=0.05, careless_share=0.1
    )
    assert again.answers.equals(study.answers)
    assert again.labels.equals(study.labels)
    assert again.demographics.equals(study.demographics)


@pytest.mark.parametrize(
    "numbers",
    [
        {"n": 100, "n_items": 5, "n_factors": 2, "n_segments": 2},
        {"n": 15, "n_items": 9, "n_factors": 3, "n_segments": 2},
        {"n": 100, "n_items": 9, "n_factors": 0, "n_segments": 2},
    ],
)
def test_contradicting_numbers_are_refused_with_advice(numbers):
    with pytest.raises(BadPlan) as caught:
        simulate_answers(**numbers, seed=1)
    assert told.advice(caught.value)
