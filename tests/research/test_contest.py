"""What each view, and a persona alone, tells of an outcome: known truths, and contests that prove nothing."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from research.codebook import Codebook, Item
from research.disclosure import Rules, suppress
from research.errors import BadPlan
from research.matrix import ResponseMatrix
from research.personas.contrast import ContrastResult, contrast
from research.personas.likeness import likeness
from research.personas.out_of_fold import Estimate, area_under_curve
from research.plan import AnalysisPlan
from research.run import Analysis, run_analysis
from research.steps.contest import _contradiction
from research.steps.outcomes import outcomes_apart, refuse_circles, subject_of
from research.summary.build import summarise
from research.summary.schema import Summary
from tests.research.studies import planted
from tests.told import text

KINDS = {"yes": "binary", "gender": "nominal", "region": "nominal", "score": "numeric"}


def people(seed: int, n: int) -> tuple[pd.DataFrame, pd.DataFrame, np.random.Generator]:
    rng = np.random.default_rng(seed)
    who = {"age": rng.normal(45, 15, n), "gender": rng.integers(1, 3, n), "region": rng.integers(1, 9, n)}
    return pd.DataFrame(who, dtype=float), pd.DataFrame(rng.normal(size=(n, 4)), columns=list("abcd")), rng


def held(outcome: pd.Series, who: pd.DataFrame, why: pd.DataFrame, segments: pd.Series | None = None) -> ContrastResult:
    name = str(outcome.name)
    return contrast(outcome.to_frame(), who, why, kinds=KINDS, segments=segments, seed=1, repeats=2, n_jobs=1)[name]


def test_two_in_a_hundred_are_told_as_well_as_their_true_chances_allow() -> None:
    """A search of our own once ran away here and printed .60, .75 and .58."""
    who, why, rng = people(1, 3000)
    age = 0.9 * (who["age"] - 45) / 15
    pull = age + 1.3 * why["a"]
    yes = (rng.random(3000) < 1 / (1 + np.exp(5.15 - pull))).astype(float).rename("yes")
    assert 0.015 < yes.mean() < 0.025
    found = held(yes, who[["age", "gender"]], why)
    for view, truth in ((found.demographics, age), (found.psychographics, why["a"]), (found.both, pull)):
        assert view.mean == pytest.approx(area_under_curve(yes.to_numpy(), truth.to_numpy()), abs=0.04)
    assert found.both.mean > max(found.demographics.mean, found.psychographics.mean) + 0.02
    assert not found.contradicts


def test_of_noise_nobody_tells_anything_though_segments_were_formed_of_all_people() -> None:
    """Segments never saw the outcome, so forming them with the test people in it lets nothing through."""
    who, why, rng = people(2, 800)
    segments = (why["a"] > 0).astype(str) + (why["b"] > 0).astype(str)
    for outcome in (pd.Series(rng.normal(size=800), name="score"), pd.Series(rng.random(800) < 0.5, name="yes")):
        found = held(outcome.astype(float), who, why, segments)
        nothing = 0.0 if found.metric == "r2" else 0.5
        assert found.winner == "neither"
        assert found.personas is not None
        assert found.personas.mean == pytest.approx(nothing, abs=0.04)
        assert found.price_words is not None
        assert "nothing reliable" in text(found.price_words)


def test_the_price_of_personas_is_what_a_cut_of_a_scale_loses() -> None:
    """Half of the variance is told by one attitude, and 2/pi of that by whether it is above the middle."""
    who, why, rng = people(3, 1500)
    score = (why["a"] + rng.normal(size=1500)).rename("score")
    found = held(score, who, why, pd.Series(np.where(why["a"] > 0, "S1", "S2")))
    assert found.psychographics.mean == pytest.approx(0.5, abs=0.05)
    assert found.personas is not None
    assert found.personas.mean == pytest.approx(0.5 * 2 / np.pi, abs=0.05)
    assert found.price is not None
    assert 0 < found.price.low < 0.18 < found.price.high + 0.05
    assert found.price_words is not None
    assert "that is the price of personas" in text(found.price_words)


def test_personas_of_what_the_scores_bend_about_lose_nothing() -> None:
    who, why, rng = people(4, 800)
    groups = pd.Series(rng.integers(0, 4, 800))
    placed = why.assign(a=groups % 2 * 6.0 + why["a"] / 10, b=groups // 2 * 6.0 + why["b"] / 10)
    score = ((groups == 3) * 2 + rng.normal(size=800)).rename("score")
    found = held(score, who, placed, groups.map("S{}".format))
    assert found.price is not None
    assert found.price.mean < 0.05


def test_both_views_clearly_below_one_of_them_stop_the_page_instead_of_being_told() -> None:
    who, why, rng = people(5, 300)
    found = held((why["a"] + rng.normal(size=300)).rename("score"), who, why)
    assert not found.contradicts
    worse = replace(found, gain=Estimate(mean=-0.17, low=-0.2, high=-0.14))
    assert worse.contradicts
    assert not replace(found, gain=Estimate(mean=-0.01, low=-0.015, high=-0.005)).contradicts, "a hair is no failure"
    assert _contradiction(worse).severity == "stop"


def item(name: str, words: str = "", **given: object) -> Item:
    return Item(**{"name": name, "text": words or name, "range": (1, 5), "facet": "values", **given})  # type: ignore[arg-type]


BOOK = Codebook(
    name="shop",
    items=(
        item("calm", "I take my time", scale="pace"),
        item("slow", "I like it slow", scale="pace"),
        item("cheap", "I look for what is cheap"),
        item("again", "I would come again", facet="outcome", scale="pace"),
        item("spends", "How much do you spend?", facet="purchase"),
    ),
)


@pytest.mark.parametrize("outcome", ["calm", "again"])
def test_a_plan_whose_outcome_forms_the_groups_is_refused_with_advice(outcome: str) -> None:
    with pytest.raises(BadPlan) as caught:
        refuse_circles(BOOK, AnalysisPlan(outcomes=(outcome, "spends")), ("calm", "slow", "cheap"))
    assert "calm" in text(caught.value.said)
    assert "spends" not in text(caught.value.said)
    assert caught.value.where == ("outcomes",)


def test_an_outcome_of_its_own_is_not_refused() -> None:
    refuse_circles(BOOK, AnalysisPlan(outcomes=("spends",)), ("calm", "slow", "cheap"))


def test_outcomes_that_nobody_named_are_left_out_where_they_formed_the_groups() -> None:
    found, cautions = outcomes_apart(BOOK, AnalysisPlan(), ("calm", "spends"))
    assert [each.name for each in found] == []
    assert [each.code for each in cautions] == ["outcome_formed_groups"]


def test_attitudes_to_one_named_thing_are_attitudes_to_that_thing() -> None:
    burger = [item(f"b{place}", f"Burger House is {word}") for place, word in enumerate(("good", "cheap", "far"))]
    like = item("like", "How much do you like the Burger House?", facet="outcome")
    subject = subject_of(Codebook(name="b", items=(*burger, like)), ("b0", "b1", "b2"))
    assert subject is not None
    assert text(subject) == "“Burger House”"


def test_questions_about_the_brand_are_attitudes_to_the_brand() -> None:
    brand = tuple(item(f"b{place}", f"It is {place}", facet="brand") for place in range(3))
    subject = subject_of(Codebook(name="b", items=brand), ("b0", "b1", "b2"))
    assert subject is not None
    assert text(subject) == "the brand"


def test_questions_about_many_things_are_attitudes_to_none() -> None:
    assert subject_of(BOOK, ("calm", "slow", "cheap")) is None


def test_likeness_is_that_of_pearson_or_of_the_means_of_options() -> None:
    rng = np.random.default_rng(1)
    option = pd.Series(rng.integers(0, 3, 300).astype(float))
    asked = pd.DataFrame(
        {"near": option.map({0: 5.0, 1: 1.0, 2: 3.0}) + rng.normal(0, 0.1, 300), "far": rng.random(300)}
    )
    assert likeness(option, asked, ordered=False)["near"] > 0.95
    assert likeness(option, asked, ordered=True)["near"] == pytest.approx(abs(np.corrcoef(option, asked["near"])[0, 1]))
    assert likeness(option, asked, ordered=False)["far"] < 0.2


@pytest.fixture(scope="module")
def twice() -> Analysis:
    """A planted study whose second outcome is one of the questions, asked in other words."""
    study, matrix = planted(n=400)
    again = study.answers["q01"].where(np.random.default_rng(1).random(400) > 0.05, 3.0)
    frame = matrix.values.assign(again=again)
    book = replace(matrix.codebook, items=(*matrix.codebook, item("again", "Asked again", facet="outcome")))
    return run_analysis(
        ResponseMatrix.from_frame(frame, codebook=book), AnalysisPlan(bootstraps=10, segments=(3, 4)), n_jobs=1
    )


@pytest.fixture(scope="module")
def summary(twice: Analysis) -> Summary:
    return summarise(twice)


def test_an_outcome_asked_twice_is_loudly_said(twice: Analysis, summary: Summary) -> None:
    found = summary.contrast["again"]
    assert found.winner == "itself"
    assert found.about is not None
    assert "asked twice" in text(found.about)
    assert "the outcome itself" in text(found.words)
    said = next(each for each in twice.cautions if each.code == "outcome_near_items")
    assert said.severity == "warning"
    assert list(said.where) == ["again"]


def test_another_outcome_of_the_same_study_is_told_as_ever(summary: Summary) -> None:
    found = summary.contrast["outcome"]
    assert found.winner == "psychographics"
    assert found.about is None


def test_the_persona_alone_stands_in_the_summary_and_passes_the_gate(summary: Summary) -> None:
    found = summary.contrast["outcome"]
    assert None not in (found.personas, found.personas_low, found.personas_high, found.price)
    shown = suppress(summary, rules=Rules()).contrast["outcome"]
    assert (shown.personas, shown.price, shown.price_words) == (found.personas, found.price, found.price_words)
