"""Invariance equals lavaan, finds what was planted, and says plainly whether personas may be compared."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from research.confirmation.invariance import Invariance, check_invariance
from research.confirmation.layout import build_layout
from research.confirmation.model import measurement_model
from research.confirmation.normal import NormalCriterion, normal_group
from research.confirmation.scoring import minimise
from research.confirmation.start import starting_point
from research.errors import BadData, NoVariance, TooFewResponses
from research.said import say
from tests import told
from tests.research.confirmation_peers import HS_SCALES, TWO_SCALES, bfi_people, confirmation, two_groups
from tests.research.peers import SCALES, bfi

BFI_GROUPS = ("gender", "education")


def bfi_group(name: str) -> pd.Series:
    people = bfi_people()
    if name == "gender":
        return people["gender"]
    college = people["education"].map(lambda level: "of college" if level >= 4 else "less", na_action="ignore")
    return college.rename("education")


def of_bfi(name: str) -> Invariance:
    return check_invariance(bfi("bfi_pairwise"), SCALES, group=bfi_group(name))


def assert_equal_fits(found: Invariance, said: dict[str, Any]) -> None:
    for step, fit in said["fits"].items():
        for index, value in fit.items():
            assert getattr(found.fits[step], index) == pytest.approx(value, rel=1e-5, abs=1e-6), (step, index)
    assert found.steps["cfi_change"].to_numpy()[1:] == pytest.approx(said["cfi_change"], abs=1e-6)
    assert found.steps["rmsea_change"].to_numpy()[1:] == pytest.approx(said["rmsea_change"], abs=1e-6)
    assert found.steps["p_change"].to_numpy()[1:] == pytest.approx(said["p_change"][1:], rel=1e-4)
    assert sorted(found.groups.values()) == sorted(said["groups"])


@pytest.mark.parametrize("name", BFI_GROUPS)
def test_every_step_equals_that_of_lavaan(name: str) -> None:
    assert_equal_fits(of_bfi(name), confirmation()["invariance"][name])


def test_every_step_on_ability_tests_equals_that_of_lavaan(shared_reference: Path) -> None:
    children = pd.read_csv(shared_reference / "data" / "hs1939.csv")
    found = check_invariance(children, HS_SCALES, group=children["school"])
    assert_equal_fits(found, confirmation()["invariance"]["school"])
    assert (found.level, found.comparison) == ("metric", "no")
    assert found.differing.iloc[0]["item"] == "x3"


@pytest.mark.parametrize("name", BFI_GROUPS)
def test_items_that_differ_most_equal_those_of_lavaan(name: str) -> None:
    rows = of_bfi(name).differing.itertuples()
    found = {(row.what, row.item): row.chi2 for row in rows}
    for parameter, chi2 in confirmation()["invariance"][name]["differing"]:
        what = ("loading", parameter.split(" =~ ")[1]) if "=~" in parameter else ("intercept", parameter.split()[0])
        assert found[what] == pytest.approx(chi2, rel=1e-3)


def test_factor_means_with_markers_equal_those_of_lavaan() -> None:
    answers, gender = bfi("bfi_pairwise"), bfi_group("gender")
    whole = answers.notna().all(axis=1)
    groups = [normal_group(answers[whole & (gender == value)].to_numpy()) for value in (1, 2)]
    model = measurement_model(SCALES)
    equal = frozenset({"loadings", "intercepts"})
    layout = build_layout(model, groups=2, identification="marker", equal=equal, means=True)
    moments = [each.covariance for each in groups], [each.mean for each in groups]
    start = starting_point(model, layout, *moments, identification="marker")
    values, _ = minimise(NormalCriterion(layout, groups), start)
    told = list(confirmation()["invariance"]["gender"]["means"]["2"].values())
    assert layout.place(values)[1].means == pytest.approx(told, abs=1e-5)


def test_gender_breaks_at_the_intercepts_and_personas_may_not_be_compared() -> None:
    found = of_bfi("gender")
    assert (found.level, found.comparison) == ("metric", "no")
    assert found.factor_means is None
    assert told.text(found.sentence).startswith("Do not compare personas across “gender”")
    assert "N5" in found.sentence.texts["items"]
    assert "stop" in {caution.severity for caution in found.cautions}


def test_education_holds_but_only_just_and_with_poor_scales() -> None:
    found = of_bfi("education")
    assert (found.level, found.comparison) == ("strict", "with_care")
    assert found.sentence.code == "comparable_though_poor"
    assert found.factor_means is not None
    assert {"invariance_close_to_cut_off", "poor_configural_fit"} <= {caution.code for caution in found.cautions}
    assert found.left_out == 2800 - 2236


def test_scales_that_work_alike_may_be_compared_and_the_planted_difference_is_found() -> None:
    answers, language = two_groups(n=2500, shift=0.5, seed=31)
    found = check_invariance(answers, TWO_SCALES, group=language)
    assert (found.level, found.comparison) == ("strict", "yes")
    assert found.sentence == say("comparable", group="language")
    assert found.factor_means is not None
    assert found.factor_means.loc["a"].tolist() == [0.0, 0.0]
    assert found.factor_means.loc["b", "p"] == pytest.approx(0.5, abs=0.08)
    assert abs(found.factor_means.loc["b", "q"]) < 0.08


def test_an_item_that_one_language_agrees_to_more_easily_is_named() -> None:
    answers, language = two_groups(n=2500, shift=0.5, bias=0.8, seed=32)
    found = check_invariance(answers, TWO_SCALES, group=language)
    assert (found.level, found.comparison) == ("metric", "no")
    assert (found.differing.iloc[0]["item"], found.differing.iloc[0]["what"]) == ("p2", "intercept")
    assert "averages and shares may not" in told.text(found.sentence)


def test_an_item_that_means_something_else_in_one_language_is_named() -> None:
    answers, language = two_groups(n=2500, weaker=0.1, seed=33)
    found = check_invariance(answers, TWO_SCALES, group=language)
    assert (found.level, found.comparison) == ("configural", "no")
    assert (found.differing.iloc[0]["item"], found.differing.iloc[0]["what"]) == ("p2", "loading")


def test_scales_that_describe_nobody_allow_no_comparison() -> None:
    answers, language = two_groups(n=600, seed=34)
    mixed = {"p": ["p1", "p2", "q1", "q2"], "q": ["p3", "p4", "q3", "q4"]}
    answers = answers.assign(q3=answers["q3"] + answers["p3"], q1=answers["q1"] + answers["p1"])
    found = check_invariance(answers, mixed, group=language)
    assert found.level == "none"
    assert found.sentence.code == "incomparable_none"


def test_three_groups_and_gaps_work_too() -> None:
    answers, _ = two_groups(n=900, seed=35)
    answers = answers.mask(np.random.default_rng(1).random(answers.shape) < 0.05)
    wave = pd.Series(np.tile(["first", "second", "third"], 600), name="wave")
    found = check_invariance(answers, TWO_SCALES, group=wave, missing="fiml")
    assert found.groups == {"first": 600, "second": 600, "third": 600}
    assert found.comparison == "yes"
    assert set(found.differing["group"]) == {"first", "second", "third"}
    assert found.steps["df"].tolist() == [57, 69, 81, 97]


def test_which_group_comes_first_does_not_change_the_verdict() -> None:
    answers, language = two_groups(n=400, bias=0.3, seed=36)
    one = check_invariance(answers, TWO_SCALES, group=language)
    other = check_invariance(answers, TWO_SCALES, group=language.map({"a": "z", "b": "b"}))
    assert one.steps["chi2"].to_numpy() == pytest.approx(other.steps["chi2"].to_numpy(), rel=1e-7)
    assert one.level == other.level


def test_small_samples_are_said_to_need_stricter_cut_offs() -> None:
    answers, language = two_groups(n=140, seed=37)
    found = check_invariance(answers, TWO_SCALES, group=language)
    assert "few_people_for_invariance" in {caution.code for caution in found.cautions}


def test_people_without_a_group_are_left_out_and_counted() -> None:
    answers, language = two_groups(n=300, seed=38)
    found = check_invariance(answers, TWO_SCALES, group=language.mask(language.index % 10 == 0))
    assert found.left_out == 60
    assert sum(found.groups.values()) == 540


def test_groups_that_cannot_be_compared_are_refused_by_name() -> None:
    answers, language = two_groups(n=100, seed=39)
    with pytest.raises(BadData, match="one_group"):
        check_invariance(answers, TWO_SCALES, group=language.map({"a": "b", "b": "b"}))
    few = language.where(language.index < 105)
    with pytest.raises(TooFewResponses) as refused:
        check_invariance(answers, TWO_SCALES, group=few)
    assert told.text(refused.value) == "Where language is b: 5 respondents remain for 8 items."
    with pytest.raises(NoVariance) as alike:
        check_invariance(answers.assign(p1=answers["p1"].where(language == "a", 1.0)), TWO_SCALES, group=language)
    assert told.text(alike.value) == "Where language is b: Everybody gave the same answer to p1."
