"""Loadings, factor correlations and fit equal R's; improper solutions are errors with advice."""

import numpy as np
import pandas as pd
import pytest
from factor_analyzer import FactorAnalyzer
from factor_analyzer.rotator import Rotator

from research.errors import BadPlan, HeywoodCase, SingularCorrelations, TooFewItems
from research.factors.alignment import align, tucker_congruence
from research.factors.extraction import Extraction, Method, extract
from research.factors.factor_analyzer_engine import rotate_loadings
from research.factors.fit import fit
from research.factors.rotation import ROTATIONS, Rotation, rotate
from tests import told
from tests.research.peers import ALL, figures, r_loadings, r_pearson

METHODS: tuple[Method, ...] = ("minres", "ml")


def extracted(name: str, method: Method) -> Extraction:
    return extract(r_pearson(name), figures()[name]["k"], method=method)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("rotation", ["none", "varimax", "oblimin", "promax"])
def test_loadings_and_factor_correlations_equal_those_of_psych(name: str, method: Method, rotation: Rotation) -> None:
    said = figures()[name]["efa"][f"{method}_{rotation}"]
    target = r_loadings(name, f"{method}_{rotation}")
    turned = rotate(extracted(name, method).loadings, method=rotation, seed=1)
    matched = align(turned.loadings, target)
    assert np.abs(matched.columns(turned.loadings.to_numpy()) - target.to_numpy()).max() < 1e-4
    expected = np.asarray(said.get("phi", np.eye(target.shape[1])))
    assert np.abs(matched.square(turned.phi.to_numpy()) - expected).max() < 1e-4
    communalities = (turned.loadings * (turned.loadings @ turned.phi)).sum(axis=1)
    assert np.abs(communalities - said["communality"]).max() < 1e-4


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("kaiser", [False, True])
def test_oblimin_with_and_without_kaiser_equals_the_exact_optimum(name: str, method: Method, kaiser: bool) -> None:
    said = figures()[name]["tight"][f"{method}_quartimin{'_kaiser' if kaiser else ''}"]
    turned = rotate(extracted(name, method).loadings, method="oblimin", kaiser=kaiser, seed=1)
    target = pd.DataFrame(said["loadings"], index=turned.loadings.index)
    matched = align(turned.loadings, target)
    assert np.abs(matched.columns(turned.loadings.to_numpy()) - target.to_numpy()).max() < 1e-5
    assert np.abs(matched.square(turned.phi.to_numpy()) - said["phi"]).max() < 1e-5


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("method", METHODS)
def test_fit_equals_that_of_psych(name: str, method: Method) -> None:
    said = figures()[name]["efa"][f"{method}_none"]["fit"]
    found = fit(r_pearson(name), extracted(name, method), n=figures()[name]["n"])
    assert found.df == said["df"]
    for ours, theirs in (
        (found.chi2, "chi2"),
        (found.rmsea, "rmsea"),
        (found.rmsea_low, "low"),
        (found.rmsea_high, "high"),
        (found.tli, "tli"),
        (found.srmr, "srmr"),
    ):
        assert ours == pytest.approx(said[theirs], rel=1e-3, abs=2e-4 if theirs in ("low", "high") else 1e-9)
    assert found.bic == pytest.approx(said["bic"], abs=1e-2)
    assert found.p == pytest.approx(said["p"], rel=1e-2, abs=1e-200)
    assert 0.9 < found.cfi < 1


@pytest.mark.parametrize("rotation", [turn for turn in ROTATIONS if turn != "none"])
def test_every_rotation_keeps_what_the_factors_explain(rotation: Rotation) -> None:
    plain = extracted("bfi_complete", "minres").loadings
    turned = rotate(plain, method=rotation, seed=1)
    rebuilt = turned.loadings @ turned.phi @ turned.loadings.T
    assert np.abs(rebuilt - plain @ plain.T).to_numpy().max() < 1e-8
    assert np.allclose(np.diag(turned.phi), 1)


@pytest.mark.parametrize("rotation", ["oblimin", "geomin"])
def test_more_starts_never_give_a_worse_pattern(rotation: Rotation) -> None:
    plain = extracted("bfi_complete", "ml").loadings
    one, many = (rotate(plain, method=rotation, starts=starts, seed=4) for starts in (1, 12))
    assert many.criterion <= one.criterion + 1e-9
    assert 0 < many.share_at_best <= 1


def test_one_factor_needs_no_rotation() -> None:
    plain = extract(r_pearson("hs1939"), 1).loadings
    turned = rotate(plain, method="oblimin", seed=1)
    assert turned.loadings.equals(plain)


@pytest.mark.parametrize("method", METHODS)
def test_an_item_explained_completely_is_a_heywood_case(method: Method) -> None:
    names = ["a", "b", "c", "d"]
    matrix = pd.DataFrame(np.full((4, 4), 0.3) + 0.7 * np.eye(4), index=names, columns=names)
    for one, r in (("b", 0.95), ("c", 0.9), ("d", 0.9)):
        matrix.loc["a", one] = matrix.loc[one, "a"] = r
    for first, second in (("b", "c"), ("b", "d"), ("c", "d")):
        matrix.loc[first, second] = matrix.loc[second, first] = 0.78
    with pytest.raises(HeywoodCase) as caught:
        extract(matrix, 1, method=method)
    assert caught.value.where == ("a",)
    assert told.text(caught.value).startswith("With one factor, a would be explained completely")
    assert told.advice(caught.value).startswith("Leave out an item")


@pytest.mark.parametrize("method", METHODS)
def test_items_that_are_combinations_of_others_are_refused(method: Method) -> None:
    matrix = r_pearson("hs1939")
    twice = matrix.assign(copy=matrix["x1"]).T.assign(copy=matrix.assign(copy=matrix["x1"]).loc["x1"]).T
    twice.loc["copy", "copy"] = 1.0
    with pytest.raises(SingularCorrelations):
        extract(twice, 2, method=method)


def test_more_factors_than_items_can_carry_are_refused() -> None:
    with pytest.raises(TooFewItems, match="more_factors_than_items_carry") as caught:
        extract(r_pearson("hs1939"), 6)
    assert "at most 5 factors" in told.advice(caught.value)
    with pytest.raises(BadPlan):
        extract(r_pearson("hs1939"), 0)


def test_unknown_methods_are_refused() -> None:
    with pytest.raises(BadPlan, match="unknown_extraction"):
        extract(r_pearson("hs1939"), 2, method="pca")  # type: ignore[arg-type]
    with pytest.raises(BadPlan, match="unknown_rotation"):
        rotate(extract(r_pearson("hs1939"), 2).loadings, method="equamax", seed=1)  # type: ignore[arg-type]


def test_alignment_undoes_any_order_and_sign() -> None:
    target = r_loadings("bfi_complete", "minres_oblimin")
    mixed = pd.DataFrame(target.to_numpy()[:, [3, 0, 4, 2, 1]] * [1, -1, 1, -1, -1], index=target.index)
    matched = align(mixed.sample(frac=1, random_state=1), target)
    assert np.allclose(matched.columns(mixed.to_numpy()), target.to_numpy())
    assert np.allclose(matched.congruence, 1)
    assert np.allclose(np.abs(np.diag(tucker_congruence(target, target))), 1)


def test_solutions_over_different_items_cannot_be_aligned() -> None:
    target = r_loadings("bfi_complete", "minres_oblimin")
    with pytest.raises(BadPlan):
        align(target.head(20), target)
    with pytest.raises(BadPlan):
        align(target[[0, 1]], target)


def test_the_exact_slope_ends_where_the_search_of_factor_analyzer_does() -> None:
    matrix = r_pearson("bfi_complete").to_numpy()
    slow = FactorAnalyzer(5, rotation=None, method="minres")._fit_factor_analysis(matrix.copy())
    fast = extracted("bfi_complete", "minres").loadings.to_numpy()
    assert np.abs(np.abs(slow) - np.abs(fast)).max() < 1e-5


@pytest.mark.parametrize("rotation", ["oblimin", "quartimin", "geomin_obl"])
def test_the_leaner_search_turns_as_that_of_factor_analyzer(rotation: str) -> None:
    loadings = extracted(ALL[0], "minres").loadings.to_numpy()
    engine = Rotator(method=rotation, normalize=False, max_iter=2000, tol=1e-6)
    turned, phi = rotate_loadings(loadings, method=rotation, kaiser=False)

    assert turned == pytest.approx(engine.fit_transform(loadings.copy()), abs=1e-9)
    assert phi == pytest.approx(engine.phi_, abs=1e-9)
