"""Correlations from everybody's own answers equal lavaan's, and are right where pairwise ones are not."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import multivariate_normal

from research.correlations.correlate import fiml, pearson
from research.correlations.fiml import normal_moments
from research.errors import NotConverged, SingularCorrelations, TooFewResponses
from tests import told
from tests.research.confirmation_peers import confirmation
from tests.research.peers import bfi, full, simulated


def test_correlations_equal_those_of_lavaan() -> None:
    found = fiml(bfi("bfi_pairwise"))
    assert np.abs(found.matrix.to_numpy() - full(confirmation()["fiml"])).max() < 1e-6
    assert found.kind == "fiml"
    assert found.n == 2800


def test_the_base_of_every_pair_is_kept() -> None:
    answers = bfi("bfi_pairwise")
    found, beside = fiml(answers), pearson(answers)
    pd.testing.assert_frame_equal(found.bases, beside.bases)
    assert found.n_effective == pytest.approx(beside.n_effective)


def test_without_gaps_they_are_pearson_correlations() -> None:
    answers = simulated(n=400, factors=2, per_factor=4, seed=3)
    assert np.abs(fiml(answers).matrix - pearson(answers).matrix).to_numpy().max() < 1e-12


def test_answers_missing_because_of_another_answer_do_not_mislead() -> None:
    answers = simulated(n=20_000, factors=1, per_factor=4, loading=0.8, seed=8)
    answers.loc[answers["f1i1"] > 0, "f1i2"] = np.nan
    truth = 0.8**2
    assert fiml(answers).matrix.loc["f1i1", "f1i2"] == pytest.approx(truth, abs=0.03)
    assert pearson(answers).matrix.loc["f1i1", "f1i2"] < truth - 0.15


def test_the_deviance_is_that_of_each_persons_own_answers() -> None:
    values = simulated(n=60, factors=1, per_factor=4, seed=5).to_numpy(copy=True)
    values[np.random.default_rng(1).random(values.shape) < 0.2] = np.nan
    values = values[~np.isnan(values).all(axis=1)] * [1.0, 10.0, 0.1, 3.0]
    found = normal_moments(values, tolerance=1e-12)
    slow = 0.0
    for row in values:
        seen = ~np.isnan(row)
        slow += multivariate_normal.logpdf(row[seen], found.mean[seen], found.covariance[np.ix_(seen, seen)])
    assert found.deviance * len(values) == pytest.approx(-2 * slow, abs=1e-6)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 1000), scale=st.floats(0.01, 100))
def test_units_and_the_order_of_people_do_not_matter(seed: int, scale: float) -> None:
    rng = np.random.default_rng(seed)
    answers = simulated(n=120, factors=1, per_factor=4, seed=seed)
    answers = answers.mask(rng.random(answers.shape) < 0.1)
    moved = (answers.sample(frac=1, random_state=seed) * scale + 7).reset_index(drop=True)
    assert np.abs(fiml(answers).matrix - fiml(moved).matrix).to_numpy().max() < 1e-6


def test_a_weight_of_two_is_two_people() -> None:
    rng = np.random.default_rng(6)
    answers = simulated(n=150, factors=1, per_factor=4, seed=6).mask(rng.random((150, 4)) < 0.15)
    twice = rng.random(150) < 0.4
    doubled = pd.concat([answers, answers[twice]], ignore_index=True)
    weighted = fiml(answers, weights=pd.Series(np.where(twice, 2.0, 1.0)))
    assert np.abs(weighted.matrix - fiml(doubled).matrix).to_numpy().max() < 1e-7


def test_people_without_any_answer_do_not_count() -> None:
    answers = simulated(n=200, factors=1, per_factor=3, seed=2)
    nobody = pd.DataFrame(np.nan, index=range(50), columns=answers.columns)
    found = fiml(pd.concat([answers, nobody], ignore_index=True))
    assert found.n == 200
    assert np.abs(found.matrix - fiml(answers).matrix).to_numpy().max() < 1e-12


def test_two_items_that_nobody_answered_together_are_refused() -> None:
    answers = simulated(n=200, factors=1, per_factor=3, seed=2)
    answers.loc[:99, "f1i1"] = np.nan
    answers.loc[100:, "f1i2"] = np.nan
    with pytest.raises(TooFewResponses, match="pairs_without_people") as caught:
        fiml(answers)
    assert caught.value.where == ("f1i1", "f1i2")
    assert "of these pairs: f1i1 with f1i2." in told.text(caught.value)


def test_an_item_that_is_the_sum_of_others_is_refused() -> None:
    answers = simulated(n=200, factors=1, per_factor=3, seed=2)
    answers["sum"] = answers.sum(axis=1)
    answers.iloc[0, 0] = np.nan
    with pytest.raises(SingularCorrelations, match="fiml_singular"):
        fiml(answers)


def test_an_estimation_that_is_still_moving_is_no_result() -> None:
    with pytest.raises(NotConverged, match="fiml_not_settled"):
        fiml(bfi("bfi_pairwise"), max_rounds=2)
