"""Item statistics equal R's, and items that do not fit their scale are named."""

import numpy as np
import pandas as pd
import pytest

from research.scales.items import item_statistics
from tests import told
from tests.research.peers import BFI, RANGES, SCALES, bfi, figures, keyed


@pytest.mark.parametrize("name", BFI)
@pytest.mark.parametrize("figure", ["n", "mean", "sd", "skew", "kurtosis"])
def test_moments_equal_those_of_psych(name: str, figure: str) -> None:
    table = item_statistics(bfi(name), ranges=RANGES, scales=SCALES).table
    assert np.abs(table[figure].to_numpy() - figures()[name]["moments"][figure]).max() < 1e-10


@pytest.mark.parametrize("name", BFI)
def test_item_rest_correlations_equal_those_of_psych(name: str) -> None:
    table = item_statistics(keyed(bfi(name)), ranges=RANGES, scales=SCALES).table
    for said in figures()[name]["alpha"].values():
        assert np.abs(table.loc[said["items"], "item_rest"].to_numpy() - said["item_rest"]).max() < 1e-9


def test_floor_and_ceiling_are_shares_of_those_who_answered() -> None:
    answers = pd.DataFrame({"a": [1.0, 1, 5, np.nan], "b": [2.0, 3, 4, 5], "c": [0.5, 7, 2, 2]})
    table = item_statistics(answers, ranges={"a": (1, 5), "b": (1, 5)}, scales={}).table
    assert table.loc["a", "floor"] == pytest.approx(2 / 3)
    assert table.loc["a", "ceiling"] == pytest.approx(1 / 3)
    assert table.loc["b", ["floor", "ceiling"]].tolist() == [0, 0.25]
    assert np.isnan(table.loc["c", "floor"])
    assert table.loc["a", "missing"] == 0.25


def test_an_item_that_was_not_reversed_is_named() -> None:
    found = item_statistics(bfi("bfi_complete"), ranges=RANGES, scales=SCALES)
    weak = next(caution for caution in found.cautions if caution.code == "low_item_rest")
    assert "A1" in weak.where
    assert "reversed" in told.advice(weak)
    right = item_statistics(keyed(bfi("bfi_complete")), ranges=RANGES, scales=SCALES)
    assert "low_item_rest" not in {caution.code for caution in right.cautions}


def test_items_without_two_different_answers_are_named() -> None:
    answers = pd.DataFrame({"same": [3.0, 3, 3], "none": [np.nan] * 3, "fine": [1.0, 2, 3]})
    found = item_statistics(answers, ranges={}, scales={"s": ["same", "none", "fine"]})
    said = next(caution for caution in found.cautions if caution.code == "item_without_variance")
    assert said.where == ("same", "none")


def test_answers_crowded_at_one_end_are_noted() -> None:
    answers = pd.DataFrame({"a": [5.0] * 9 + [1.0], "b": [1.0, 2, 3, 4, 5] * 2})
    found = item_statistics(answers, ranges={"a": (1, 5), "b": (1, 5)}, scales={})
    assert [caution.where for caution in found.cautions] == [("a",)]
