"""Confirmatory factor analysis equals lavaan, finds simulated truth, and refuses what cannot be."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from research.confirmation.cfa import Confirmation, confirm
from research.confirmation.layout import build_layout
from research.confirmation.least_squares import LeastSquaresCriterion
from research.confirmation.model import measurement_model
from research.confirmation.normal import NormalCriterion, normal_group
from research.confirmation.ordinal import ordinal_moments
from research.confirmation.start import starting_point
from research.correlations.polychoric import polychoric
from research.errors import BadPlan, HeywoodCase, NoVariance, SingularCorrelations, TooFewItems, TooFewResponses
from tests import told
from tests.research.confirmation_peers import HS_SCALES, TWO_SCALES, confirmation, two_groups
from tests.research.peers import SCALES, bfi, hs1939, simulated

CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "ml": ("bfi_complete", {}),
    "higher_order": ("bfi_complete", {"higher_order": "G"}),
    "fiml": ("bfi_pairwise", {"missing": "fiml"}),
    "wlsmv": ("bfi_complete", {"estimator": "dwls"}),
}
KINDS = {"loading", "residual variance", "factor variance", "factor covariance"}


def called(name: str, **more: Any) -> Confirmation:
    data, options = CALLS[name]
    return confirm(bfi(data), SCALES, identification="marker", **options, **more)


@pytest.mark.parametrize("name", CALLS)
def test_fit_equals_that_of_lavaan(name: str) -> None:
    said, found = confirmation()["bfi"][name], called(name)
    assert found.n == said["n"]
    for index, value in said["fit"].items():
        if getattr(found.fit, index) is not None:
            assert getattr(found.fit, index) == pytest.approx(value, rel=1e-5, abs=1e-6), index


@pytest.mark.parametrize("name", CALLS)
def test_loadings_and_factor_correlations_equal_those_of_lavaan(name: str) -> None:
    said, found = confirmation()["bfi"][name], called(name)
    loadings = {
        (row[0], row[2]): row[5] for row in said["estimates"] if row[1] == "=~" and row[2] in found.loadings.index
    }
    ours = [found.loadings.loc[item, factor] for factor, item in loadings]
    assert len(ours) == 25
    assert np.abs(np.asarray(ours) - list(loadings.values())).max() < 1e-5
    assert (found.loadings.to_numpy() != 0).sum() == 25
    assert np.abs(np.abs(found.factor_correlations) - np.abs(said["factor_correlations"])).to_numpy().max() < 1e-5


@pytest.mark.parametrize("name", CALLS)
def test_estimates_and_standard_errors_equal_those_of_lavaan(name: str) -> None:
    said = confirmation()["bfi"][name]["estimates"]
    table = called(name).parameters.query("kind in @KINDS")
    compared = 0
    for row in table.itertuples():
        (peer,) = [each for each in said if {each[0], each[2]} == {row.left, row.right}]
        if name == "higher_order" and row.kind == "factor variance":
            continue  # lavaan fixes the scale of the general factor by its first loading
        assert row.estimate == pytest.approx(peer[3], rel=1e-4, abs=1e-5)
        assert row.se == pytest.approx(peer[4], rel=1e-3)
        compared += 1
    assert compared == {"ml": 60, "fiml": 60, "wlsmv": 35, "higher_order": 45}[name]


def test_the_corrected_test_of_ordinal_items_equals_that_of_lavaan() -> None:
    said, found = confirmation()["bfi"]["wlsmv"]["scaled"], called("wlsmv").corrected_fit
    assert found is not None
    for index, value in said.items():
        assert getattr(found, index) == pytest.approx(value, rel=1e-5), index


def test_suggested_changes_equal_lavaans_modification_indices() -> None:
    found = called("ml").suggestions
    for row, (left, right, chi2, standardised) in zip(found.itertuples(), confirmation()["bfi_changes"], strict=True):
        assert (row.left, row.right) == (left, right)
        assert row.chi2 == pytest.approx(chi2, rel=1e-4)
        assert row.standardised == pytest.approx(standardised, rel=1e-3)


def test_ability_tests_equal_the_lavaan_tutorial(shared_reference: Path) -> None:
    said, found = confirmation()["hs1939"], confirm(hs1939(shared_reference), HS_SCALES)
    assert found.fit.chi2 == pytest.approx(85.3055217, rel=1e-6)
    for index, value in said["fit"].items():
        assert getattr(found.fit, index) == pytest.approx(value, rel=1e-5, abs=1e-6), index
    told = [row[5] for row in said["estimates"] if row[1] == "=~"]
    assert np.abs(found.loadings.to_numpy().sum(axis=1) - told).max() < 1e-5


@pytest.mark.parametrize("name", CALLS)
def test_how_factors_are_scaled_changes_nothing_but_the_signs(name: str) -> None:
    data, options = CALLS[name]
    marker, variance = called(name), confirm(bfi(data), SCALES, **options)
    assert variance.fit.chi2 == pytest.approx(marker.fit.chi2, rel=1e-8)
    assert np.abs(variance.loadings.abs() - marker.loadings.abs()).to_numpy().max() < 1e-5
    assert (variance.loadings.sum() > 0).all()


@settings(max_examples=10, deadline=None)
@given(order=st.permutations(range(5)), scale=st.floats(0.1, 10))
def test_the_unit_and_the_order_of_items_do_not_matter(order: list[int], scale: float) -> None:
    answers = simulated(n=500, factors=2, per_factor=5, seed=11)
    scales = {f"f{k}": [f"f{k}i{i}" for i in range(1, 6)] for k in (1, 2)}
    plain = confirm(answers, scales)
    mixed = {name: [members[place] for place in order] for name, members in scales.items()}
    moved = confirm(answers.assign(f1i1=answers["f1i1"] * scale + 3), mixed)
    assert moved.fit.chi2 == pytest.approx(plain.fit.chi2, rel=1e-6)
    assert np.abs(moved.loadings.loc[plain.loadings.index] - plain.loadings).to_numpy().max() < 1e-5


@pytest.mark.parametrize(("loading", "missing"), [(0.7, 0.0), (0.5, 0.2)])
def test_simulated_loadings_and_correlations_are_found(loading: float, missing: float) -> None:
    answers = simulated(n=4000, factors=2, per_factor=4, loading=loading, seed=21)
    answers = answers.mask(np.random.default_rng(2).random(answers.shape) < missing)
    scales = {f"f{k}": [f"f{k}i{i}" for i in range(1, 5)] for k in (1, 2)}
    found = confirm(answers, scales, missing="fiml")
    assert np.abs(found.loadings.to_numpy().sum(axis=1) - loading).max() < 0.06
    assert abs(found.factor_correlations.loc["f1", "f2"]) < 0.08
    assert found.fit.cfi > 0.99
    assert found.fit.rmsea < 0.02
    assert "poor_confirmatory_fit" not in {caution.code for caution in found.cautions}


def test_ordinal_items_give_back_the_loadings_behind_them() -> None:
    answers = simulated(n=4000, factors=2, per_factor=4, loading=0.7, seed=5)
    coarse = answers.apply(lambda column: pd.cut(column, [-np.inf, 0.3, 1.2, np.inf], labels=False)).astype(float)
    scales = {f"f{k}": [f"f{k}i{i}" for i in range(1, 5)] for k in (1, 2)}
    ordinal, normal = confirm(coarse, scales, estimator="dwls"), confirm(coarse, scales)
    assert np.abs(ordinal.loadings.to_numpy().sum(axis=1) - 0.7).max() < 0.05
    assert normal.loadings.to_numpy().sum(axis=1).mean() < 0.66
    assert ordinal.corrected_fit is not None
    assert ordinal.corrected_fit.p > 0.001


def test_the_covariance_of_polychoric_correlations_is_that_of_repeated_samples() -> None:
    def sample(seed: int) -> pd.DataFrame:
        answers = simulated(n=400, factors=1, per_factor=3, loading=0.8, seed=seed)
        return answers.apply(lambda column: pd.cut(column, [-np.inf, -0.5, 0.8, np.inf], labels=False)).astype(float)

    lower = np.tril_indices(3, -1)
    drawn = np.stack([polychoric(sample(seed)).values[lower] for seed in range(300)])
    told = np.mean([ordinal_moments(sample(seed)).covariance for seed in range(20)], axis=0) / 400
    assert np.abs(np.cov(drawn.T) / told - 1).max() < 0.35
    assert np.sqrt(np.diag(np.cov(drawn.T)) / np.diag(told)) == pytest.approx(np.ones(3), abs=0.12)


@pytest.mark.parametrize("which", ["normal", "gaps", "general", "ordinal"])
def test_slopes_are_those_of_the_criterion(which: str) -> None:
    answers, _ = two_groups(n=150, seed=9)
    scales = TWO_SCALES if which != "general" else {"a": ["p1", "p2"], "b": ["p3", "p4"], "c": ["q1", "q2", "q3", "q4"]}
    model = measurement_model(scales, higher_order="g" if which == "general" else None)
    if which == "gaps":
        answers = answers.mask(np.random.default_rng(3).random(answers.shape) < 0.1)
    criterion: NormalCriterion | LeastSquaresCriterion
    if which == "ordinal":
        moments = ordinal_moments((answers > 0).astype(float))
        layout = build_layout(model, residuals=False)
        criterion = LeastSquaresCriterion(layout, moments)
        start = starting_point(model, layout, [moments.matrix], [np.zeros(8)], identification="variance")
    else:
        group = normal_group(answers.to_numpy())
        layout = build_layout(model, identification="marker", means=True)
        criterion = NormalCriterion(layout, [group])
        start = starting_point(model, layout, [group.covariance], [group.mean], identification="marker")
    steps = 1e-6 * np.eye(layout.size)
    numeric = [(criterion(start + each).value - criterion(start - each).value) / 2e-6 for each in steps]
    assert np.abs(criterion(start).slope - numeric).max() < 1e-6


def test_people_left_out_are_counted_and_said() -> None:
    found = confirm(bfi("bfi_pairwise"), SCALES)
    assert (found.n, found.left_out) == (2436, 364)
    assert "many_left_out" in {caution.code for caution in found.cautions}
    assert confirm(bfi("bfi_pairwise"), SCALES, missing="fiml").left_out == 0


def test_poor_fit_is_said_with_its_figures() -> None:
    (caution,) = [each for each in called("ml").cautions if each.code == "poor_confirmatory_fit"]
    assert round(caution.figures["cfi"] or 0, 3) == 0.782


HALVES = {"a": ["f1i1", "f1i2", "f1i3"], "b": ["f1i4", "f1i5", "f1i6"]}


def test_scales_that_are_one_scale_cannot_be_told_apart() -> None:
    with pytest.raises(HeywoodCase) as refused:
        confirm(simulated(n=300, factors=1, per_factor=6, seed=2), HALVES)
    assert "a and b correlate to 1.01" in told.text(refused.value)


def test_scales_that_hardly_differ_are_said() -> None:
    found = confirm(simulated(n=300, factors=1, per_factor=6, seed=1), HALVES)
    (caution,) = [each for each in found.cautions if each.code == "scales_hardly_differ"]
    assert "a and b (0.99)" in told.text(caution)
    assert caution.where == ("a", "b")


def test_an_item_explained_to_more_than_all_is_refused_by_name() -> None:
    rng = np.random.default_rng(0)
    covariance = np.asarray([[1, 0.8, 0.8], [0.8, 1, 0.4], [0.8, 0.4, 1]])
    answers = pd.DataFrame(rng.multivariate_normal(np.zeros(3), covariance, 500), columns=["x", "y", "z"])
    with pytest.raises(HeywoodCase, match=r"items_explained_beyond_all.*x"):
        confirm(answers, {"s": ["x", "y", "z"]})


def test_a_model_that_cannot_be_estimated_is_refused_before_it_starts() -> None:
    answers = simulated(n=200, factors=2, per_factor=3, seed=1)
    whole = {"a": ["f1i1", "f1i2", "f1i3"], "b": ["f2i1", "f2i2", "f2i3"]}
    with pytest.raises(BadPlan, match=r"item_in_two_scales.*f1i1"):
        confirm(answers, whole | {"b": ["f1i1", "f2i2"]})
    with pytest.raises(BadPlan, match=r"scale_items_absent.*nothing"):
        confirm(answers, whole | {"b": ["nothing", "f2i2"]})
    with pytest.raises(BadPlan, match="no_scale_to_confirm"):
        confirm(answers, {})
    with pytest.raises(BadPlan, match="ordinal_with_gaps"):
        confirm(answers, whole, estimator="dwls", missing="fiml")
    with pytest.raises(TooFewItems, match=r"short_scales.*least=3"):
        confirm(answers, {"a": ["f1i1", "f1i2"]})
    with pytest.raises(TooFewItems, match="few_scales_for_general_factor"):
        confirm(answers, whole, higher_order="g")


def test_answers_that_cannot_carry_a_model_are_refused() -> None:
    answers = simulated(n=200, factors=1, per_factor=4, seed=1)
    scale = {"s": list(answers.columns)}
    with pytest.raises(TooFewResponses, match="few_respondents_remain"):
        confirm(answers.head(4), scale)
    with pytest.raises(NoVariance, match="f1i1"):
        confirm(answers.assign(f1i1=1.0), scale)
    with pytest.raises(SingularCorrelations, match="exact_combinations"):
        confirm(answers.assign(f1i4=answers["f1i1"] + answers["f1i2"]), scale)
