"""The finished solution: order, signs, markers, labels, and what a reader must be told."""

import numpy as np
import pandas as pd
import pytest

from research.correlations.correlate import pearson
from research.errors import Caution, TooFewResponses
from research.factors.alignment import align
from research.factors.fit import Fit
from research.factors.markers import solution_cautions
from research.factors.solution import FactorSolution, label_factors, solve_factors
from tests import told
from tests.research.peers import SCALES, bfi, keyed, simulated


def five_factors(answers: pd.DataFrame) -> FactorSolution:
    return solve_factors(pearson(answers), k=5, seed=1)


def test_factors_are_ordered_by_what_they_explain_and_point_upwards() -> None:
    found = five_factors(bfi("bfi_complete"))
    assert found.explained.is_monotonic_decreasing
    assert (found.loadings.sum() > 0).all()
    assert list(found.loadings.columns) == ["F1", "F2", "F3", "F4", "F5"]
    assert found.explained.sum() == pytest.approx(found.communalities.mean())


def test_communalities_take_the_factor_correlations_into_account() -> None:
    found = five_factors(bfi("bfi_complete"))
    expected = np.diag(found.loadings @ found.phi @ found.loadings.T)
    assert np.allclose(found.communalities, expected)
    assert np.allclose(found.structure, found.loadings @ found.phi)
    assert np.allclose(found.uniquenesses, 1 - found.communalities)
    assert (found.complexity >= 1).all()


def test_the_five_scales_are_the_five_factors() -> None:
    found = five_factors(keyed(bfi("bfi_complete")))
    scale_of = {item: scale for scale, items in SCALES.items() for item in items}
    for items in found.markers.values():
        assert len({scale_of[item] for item in items}) == 1
    labels = label_factors(found, texts={}, scales=SCALES)
    assert sorted(labels.values()) == ["A", "C", "E", "N", "O"]


def test_factors_without_a_scale_are_named_after_their_strongest_item() -> None:
    found = five_factors(keyed(bfi("bfi_complete")))
    wordy = "I get angry easily, often without any good reason that other people around me could name."
    labels = label_factors(found, texts={"N1": wordy}, scales={})
    named = labels[next(factor for factor, items in found.markers.items() if items[0] == "N1")]
    assert named.startswith("I get angry easily")
    assert named.endswith("…")
    assert len(set(labels.values())) == 5


def test_a_known_structure_is_found() -> None:
    found = solve_factors(pearson(simulated(n=3_000, factors=3, per_factor=4, seed=6)), k=3, seed=1)
    truth = pd.DataFrame(np.kron(np.eye(3), np.full((4, 1), 0.7)), index=found.loadings.index)
    matched = align(found.loadings, truth)
    assert np.abs(matched.columns(found.loadings.to_numpy()) - truth.to_numpy()).max() < 0.08
    assert found.fit.rmsea < 0.03
    assert [len(items) for items in found.markers.values()] == [4, 4, 4]
    assert found.cautions == ()


def test_the_order_of_items_and_respondents_does_not_matter() -> None:
    answers = bfi("bfi_complete")
    shuffled = answers.sample(frac=1, random_state=3)[list(reversed(answers.columns))]
    first, second = five_factors(answers), five_factors(shuffled)
    again = second.loadings.loc[first.loadings.index]
    assert np.abs(again.to_numpy() - first.loadings.to_numpy()).max() < 1e-4


def test_a_factor_with_two_markers_is_a_stop() -> None:
    found = solve_factors(pearson(bfi("bfi_complete")), k=6, seed=1)
    stop = next(caution for caution in found.cautions if caution.severity == "stop")
    assert stop.code == "thin_factor"
    assert stop.where == ("F6",)


def test_fewer_respondents_than_items_are_refused() -> None:
    with pytest.raises(TooFewResponses) as caught:
        solve_factors(pearson(bfi("bfi_complete").head(12)), k=2, seed=1)
    assert caught.value.code == "no_more_people_than_items"
    assert (caught.value.said.people, caught.value.said.figures) == ({"n": 12}, {"items": 25})


def cautions_of(*, rmsea: float, cfi: float, homeless: int) -> dict[str, Caution]:
    loadings = pd.DataFrame({"F1": [0.7] * (9 - homeless) + [0.1] * homeless}, index=[f"q{n}" for n in range(9)])
    fit = Fit(chi2=1, df=27, p=0, rmsea=rmsea, rmsea_low=0, rmsea_high=1, tli=cfi, cfi=cfi, srmr=0.05, bic=0)
    markers = {"F1": [str(name) for name in loadings.index[: 9 - homeless]]}
    said = solution_cautions(loadings, pd.DataFrame([[1.0]]), markers, fit, 1.0, 0.4)
    return {caution.code: caution for caution in said}


def test_a_small_rmsea_does_not_hide_that_little_of_the_correlations_is_explained() -> None:
    assert "poor_fit" not in cautions_of(rmsea=0.05, cfi=0.95, homeless=0)
    assert cautions_of(rmsea=0.05, cfi=0.85, homeless=0)["poor_fit"].severity == "note"
    assert cautions_of(rmsea=0.05, cfi=0.65, homeless=0)["poor_fit"].severity == "warning"
    assert cautions_of(rmsea=0.09, cfi=0.95, homeless=0)["poor_fit"].severity == "warning"


def test_factors_that_leave_out_much_of_the_questionnaire_are_warned_about() -> None:
    assert cautions_of(rmsea=0.05, cfi=0.95, homeless=2)["item_without_factor"].severity == "note"
    many = cautions_of(rmsea=0.05, cfi=0.95, homeless=5)["item_without_factor"]
    assert (many.severity, many.figures) == ("warning", {"n": 5, "of": 9, "least": 0.4})
    assert "try more factors" in told.advice(many)
