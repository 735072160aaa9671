"""Reliability equals R's, covers the truth, and says when a scale measures badly."""

import numpy as np
import pandas as pd
import pytest

from research.errors import BadPlan, NoVariance, TooFewItems, TooFewResponses
from research.scales.omega import omega, omega_total
from research.scales.reliability import alpha, scale_reliability, scale_scores
from tests.research.peers import ALL, BFI, SCALES, bfi, figures, keyed, r_pearson, simulated


@pytest.mark.parametrize("name", BFI)
@pytest.mark.parametrize("scale", list("ACENO"))
def test_alpha_equals_that_of_psych(name: str, scale: str) -> None:
    said = figures()[name]["alpha"][scale]
    found = alpha(keyed(bfi(name))[SCALES[scale]])
    assert found.alpha == pytest.approx(said["raw"], abs=1e-9)
    assert found.standardised == pytest.approx(said["standardised"], abs=1e-9)
    assert found.average_r == pytest.approx(said["average_r"], abs=1e-9)
    assert np.abs(found.alpha_if_dropped.to_numpy() - said["dropped"]).max() < 1e-9
    assert np.abs(found.item_rest.to_numpy() - said["item_rest"]).max() < 1e-9
    assert found.low < found.alpha < found.high


@pytest.mark.parametrize("name", BFI)
@pytest.mark.parametrize("scale", list("ACENO"))
def test_omega_of_one_factor_equals_that_of_psych(name: str, scale: str) -> None:
    found = scale_reliability(keyed(bfi(name))[SCALES[scale]])
    assert found.omega_total == pytest.approx(figures()[name]["alpha"][scale]["omega"], abs=1e-3)
    assert found.omega_hierarchical is None
    assert found.n_items == 5


@pytest.mark.parametrize("name", ALL)
def test_omega_hierarchical_equals_that_of_psych(name: str) -> None:
    found = omega(r_pearson(name).to_numpy(), groups=figures()[name]["k"])
    assert found.total == pytest.approx(figures()[name]["omega"]["total"], abs=1e-4)
    assert found.hierarchical == pytest.approx(figures()[name]["omega"]["hierarchical"], abs=1e-4)


def test_the_interval_of_alpha_covers_the_truth_as_often_as_it_says() -> None:
    truth = 4 * 0.49 / (1 + 3 * 0.49)
    drawn = [alpha(simulated(n=80, factors=1, per_factor=4, seed=seed)) for seed in range(300)]
    covered = np.mean([found.low <= truth <= found.high for found in drawn])
    assert 0.92 <= covered <= 0.98


def test_omega_of_equal_items_is_alpha() -> None:
    matrix = np.full((5, 5), 0.4) + 0.6 * np.eye(5)
    assert omega_total(matrix) == pytest.approx(5 * 0.4 / (1 + 4 * 0.4), abs=1e-6)


def test_a_long_scale_has_a_general_factor_too() -> None:
    found = scale_reliability(simulated(n=800, factors=3, per_factor=4, seed=2))
    assert found.omega_hierarchical is not None
    assert found.omega_total is not None
    assert found.omega_hierarchical < 0.5


def test_two_items_get_the_spearman_brown_coefficient() -> None:
    pair = keyed(bfi("bfi_complete"))[["N1", "N2"]]
    r = pair.corr().iloc[0, 1]
    found = scale_reliability(pair)
    assert found.omega_total == pytest.approx(2 * r / (1 + r))
    assert found.alpha.alpha_if_dropped.empty


def test_a_scale_with_an_item_left_unreversed_is_reported() -> None:
    found = scale_reliability(bfi("bfi_complete")[SCALES["A"]])
    assert {"low_alpha", "low_item_rest"} <= {caution.code for caution in found.cautions}
    weak = next(caution for caution in found.cautions if caution.code == "low_item_rest")
    assert weak.where == ("A1",)


def test_what_is_no_scale_is_refused() -> None:
    answers = bfi("bfi_complete")
    with pytest.raises(TooFewItems):
        alpha(answers[["A1"]])
    with pytest.raises(TooFewResponses):
        alpha(answers[["A1", "A2"]].head(1))
    with pytest.raises(NoVariance):
        alpha(answers[["A1", "A2"]].assign(A2=4.0))


@pytest.mark.parametrize("name", BFI)
def test_scale_scores_equal_those_of_psych(name: str) -> None:
    found = scale_scores(keyed(bfi(name)), scales=SCALES, min_share_answered=0.01)
    said = np.asarray(figures()[name]["scale_scores"], dtype=float)
    assert np.abs(found.head(len(said)).to_numpy() - said).max() < 1e-7


def test_whoever_answered_too_few_items_has_no_scale_score() -> None:
    answers = pd.DataFrame({"a": [1.0, np.nan, np.nan], "b": [3.0, 4.0, np.nan], "c": [5.0, np.nan, np.nan]})
    found = scale_scores(answers, scales={"s": ["a", "b", "c"]})["s"]
    assert found.iloc[0] == 3
    assert found.isna().tolist() == [False, True, True]
    assert scale_scores(answers, scales={"s": ["a", "b", "c"]}, min_share_answered=0.3)["s"].iloc[1] == 4


def test_a_scale_of_items_that_are_not_there_is_refused() -> None:
    with pytest.raises(BadPlan, match="scales_not_in_data") as caught:
        scale_scores(bfi("bfi_complete"), scales={"s": ["A1", "zz"]})
    assert caught.value.where == ("zz",)
    with pytest.raises(BadPlan, match="empty_scales"):
        scale_scores(bfi("bfi_complete"), scales={"s": []})
