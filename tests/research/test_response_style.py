"""Response style: how much of the answers is the person and not the question."""

import numpy as np
import pandas as pd
import pytest

from research.errors import BadData
from research.scales.response_style import ipsatise, person_mean_share, response_style
from tests.research.peers import RANGES, REVERSED, SCALES, bfi, figures, full


def test_row_centred_correlations_equal_those_of_r() -> None:
    found = ipsatise(bfi("bfi_complete"))
    assert np.abs(found.corr().to_numpy() - full(figures()["screening"]["ipsatised"])).max() < 1e-9
    assert np.abs(found.sum(axis=1)).max() < 1e-9


def test_missing_answers_stay_missing_when_rows_are_centred() -> None:
    found = ipsatise(pd.DataFrame({"a": [1.0, np.nan], "b": [3.0, np.nan], "c": [np.nan, np.nan]}))
    assert found.iloc[0, :2].tolist() == [-1, 1]
    assert found.isna().sum().sum() == 4


def test_extreme_answers_are_counted_as_in_r() -> None:
    found = response_style(bfi("bfi_complete"), ranges=RANGES, reversed_items=REVERSED, scales=SCALES)
    assert found.extreme_share == pytest.approx(figures()["screening"]["extreme_share"], abs=1e-12)
    assert found.person_mean.iloc[0] == pytest.approx((3.32 - 1) / 5)
    assert found.balanced_scales == ("A", "C", "E", "O")
    assert found.cautions == ()


def test_saying_yes_to_everything_is_acquiescence() -> None:
    answers = pd.DataFrame({"kind": [5.0, 5, 1, 3], "cruel": [5.0, 1, 5, 3]})
    found = response_style(
        answers, ranges={"kind": (1, 5), "cruel": (1, 5)}, reversed_items={"cruel"}, scales={"s": ["kind", "cruel"]}
    )
    assert found.acquiescence is not None
    assert found.acquiescence.tolist() == [0.5, 0, 0, 0]


def test_acquiescence_needs_items_keyed_both_ways() -> None:
    answers = bfi("bfi_complete")[SCALES["N"]]
    found = response_style(answers, ranges=RANGES, reversed_items=REVERSED, scales=SCALES)
    assert found.acquiescence is None


def test_people_who_rate_everything_high_are_said() -> None:
    rng = np.random.default_rng(2)
    values = np.clip(rng.normal(3, 1, size=(300, 1)) + rng.normal(0, 0.6, size=(300, 8)), 1, 5)
    answers = pd.DataFrame(values, columns=list("abcdefgh"))
    found = response_style(answers, ranges=dict.fromkeys(answers, (1, 5)), reversed_items=set(), scales={})
    assert found.variance_share > 0.5
    assert found.cautions[0].code == "high_person_mean_share"


def test_segments_by_mean_answer_are_only_the_mean_answer() -> None:
    mean = pd.Series(np.linspace(1, 5, 100))
    assert person_mean_share((mean > 3).astype(int), mean) == pytest.approx(0.75, abs=0.01)
    assert person_mean_share(pd.Series(np.arange(100) % 2), mean) < 0.01
    assert person_mean_share(pd.Series(0, index=mean.index), mean) == 0


def test_factor_scores_share_with_the_mean_is_the_squared_correlation() -> None:
    rng = np.random.default_rng(1)
    mean = pd.Series(rng.normal(size=500))
    scores = pd.DataFrame({"yes": mean * 2 + 1, "other": rng.normal(size=500)})
    found = person_mean_share(scores, mean)
    assert found["yes"] == pytest.approx(1)
    assert found["other"] < 0.02


def test_without_rating_scales_there_is_no_response_style() -> None:
    with pytest.raises(BadData):
        response_style(pd.DataFrame({"a": [1.0, 2.0]}), ranges={}, reversed_items=set(), scales={})
