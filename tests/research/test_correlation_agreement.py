"""Correlations equal those of R."""

from pathlib import Path

import numpy as np
import pytest

from research.correlations.correlate import correlate, pearson, polychoric
from tests.research.peers import BFI, bfi, figures, full, hs1939


@pytest.mark.parametrize("name", BFI)
def test_pearson_correlations_equal_those_of_r(name: str) -> None:
    found = pearson(bfi(name))
    assert np.abs(found.matrix.to_numpy() - full(figures()[name]["pearson"])).max() < 1e-12
    assert not found.smoothed


def test_pearson_correlations_of_ability_tests_equal_those_of_r(shared_reference: Path) -> None:
    found = pearson(hs1939(shared_reference))
    assert np.abs(found.matrix.to_numpy() - full(figures()["hs1939"]["pearson"])).max() < 1e-12


@pytest.mark.parametrize("name", BFI)
def test_polychoric_correlations_equal_those_of_psych(name: str) -> None:
    found = polychoric(bfi(name)).matrix.to_numpy()
    assert np.abs(found - full(figures()[name]["polychoric_psych"])).max() < 1e-4


def test_polychoric_correlations_equal_those_of_lavaan() -> None:
    found = polychoric(bfi("bfi_complete")).matrix.to_numpy()
    assert np.abs(found - full(figures()["bfi_complete"]["polychoric_lavaan"])).max() < 1e-6


def test_thresholds_equal_those_of_psych() -> None:
    found = polychoric(bfi("bfi_complete")).thresholds
    assert np.abs(np.stack(list(found.values())) - figures()["bfi_complete"]["thresholds"]).max() < 1e-7


def test_the_base_of_every_pair_is_kept() -> None:
    answers = bfi("bfi_pairwise")
    for found in (pearson(answers), polychoric(answers)):
        both = int((answers["A1"].notna() & answers["N4"].notna()).sum())
        assert found.bases.loc["A1", "N4"] == both
        assert found.n == len(answers)
        assert found.n_effective == pytest.approx(2761.16560184836, abs=1e-6)


def test_ordered_answers_with_few_categories_get_polychoric_correlations() -> None:
    answers = bfi("bfi_complete")
    assert correlate(answers, kind="auto", ordinal=answers.columns).kind == "polychoric"
    assert correlate(answers, kind="auto", ordinal=["A1"]).kind == "pearson"
    assert correlate(answers, kind="pearson", ordinal=answers.columns).kind == "pearson"
    finer = answers.assign(A1=answers["A1"] + np.arange(len(answers)) % 3 / 10)
    assert correlate(finer, kind="auto", ordinal=answers.columns).kind == "pearson"
