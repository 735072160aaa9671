"""The typing tool: honest hit rates, a portable rule, and no guess where an answer is missing."""

import json
import math

import numpy as np
import pandas as pd
import pytest

from research.errors import BadData, TooFewItems, TooFewResponses
from research.simulate import simulate_answers
from research.typing.cut import border, choose_cut
from research.typing.golden_items import pick_items
from research.typing.people import score_people
from research.typing.rule import read_rule, score_rule
from research.typing.tool import fit_typing_tool
from tests import told


@pytest.fixture(scope="module")
def study():
    return simulate_answers(n=1200, n_items=20, n_factors=4, n_segments=4, seed=3, missing_share=0.03)


@pytest.fixture(scope="module")
def tool(study):
    return fit_typing_tool(study.answers, study.labels, seed=1)


def test_golden_questions_on_personality_do_as_well_as_known(shared_reference):
    table = pd.read_csv(shared_reference / "data" / "bfi.csv")
    items = table[[name for name in table if name[0] in "ACENO" and name[1:].isdigit()]].dropna()
    labels = pd.read_csv(shared_reference / "data" / "bfi_kmeans_labels.csv")["k5"].set_axis(items.index)
    found = fit_typing_tool(items, "S" + labels.astype(str), seed=1, max_items=5, min_items=5)
    assert found.hit_rate == pytest.approx(0.673, abs=0.03)


def test_the_tool_beats_chance_and_majority(tool):
    assert tool.hit_low > tool.majority > tool.chance


def test_the_form_is_as_long_as_asked(study):
    for length in (3, 5):
        found = fit_typing_tool(study.answers, study.labels, seed=1, min_items=length, max_items=length)
        assert len(found.items) == length
        assert list(found.curve.index) == [length]


def test_segments_without_connection_to_the_items_are_not_typed_better_than_by_naming_the_largest():
    rng = np.random.default_rng(1)
    answers = pd.DataFrame(rng.integers(1, 6, (600, 30)).astype(float)).add_prefix("q")
    labels = pd.Series(rng.choice(["S1", "S2", "S3"], 600, p=[0.5, 0.3, 0.2]))
    found = fit_typing_tool(answers, labels, seed=1)
    assert found.hit_rate <= found.majority + 0.03


def test_the_interval_holds_the_hit_rate_and_the_confusion_adds_up_to_it(tool):
    assert tool.hit_low < tool.hit_rate < tool.hit_high
    table = tool.confusion.to_numpy()
    assert np.trace(table) / table.sum() == pytest.approx(tool.hit_rate)
    assert table.sum() == tool.n


def test_the_rule_scores_like_the_fitted_model_in_plain_arithmetic(study, tool):
    rule = json.loads(json.dumps(tool.rule))
    complete = study.answers[list(tool.items)].dropna()
    found = complete.apply(lambda row: score_rule(rule, row.to_dict())["probabilities"], axis=1)
    likeliest = found.map(lambda each: max(each, key=each.get))
    assert (likeliest == study.labels[complete.index]).mean() >= tool.hit_rate - 0.03


def test_the_rule_is_intercepts_plus_slopes_times_standardised_answers():
    rule = {
        "items": ["q1"],
        "segments": ["S1", "S2"],
        "means": {"q1": 3.0},
        "sds": {"q1": 2.0},
        "intercepts": {"S1": 0.5, "S2": 0.0},
        "coefficients": {"S1": {"q1": 1.0}, "S2": {"q1": -1.0}},
    }
    typed = score_rule(rule, {"q1": 5, "other": "text"})
    assert typed["segment"] == "S1"
    assert typed["probabilities"]["S1"] == pytest.approx(math.exp(1.5) / (math.exp(1.5) + math.exp(-1.0)))


@pytest.mark.parametrize("answer", [None, float("nan"), "", "often"])
def test_a_person_who_left_an_item_out_is_not_typed(tool, answer):
    answers = dict.fromkeys(tool.items, 3) | {tool.items[0]: answer}
    assert score_rule(tool.rule, answers) == {"probabilities": {}, "segment": None, "reason": "missing"}


def test_two_segments_can_be_typed(study):
    labels = study.labels.map(lambda code: "S1" if code in ("S1", "S2") else "S2")
    found = fit_typing_tool(study.answers, labels, seed=1)
    typed = score_rule(found.rule, study.answers[list(found.items)].dropna().iloc[0].to_dict())
    assert sum(typed["probabilities"].values()) == pytest.approx(1)
    assert found.hit_rate > 0.7


def test_an_item_that_names_the_segment_is_picked_first():
    rng = np.random.default_rng(2)
    groups = rng.integers(0, 3, 300)
    answers = rng.normal(size=(300, 6))
    answers[:, 4] = groups + rng.normal(0, 0.1, 300)
    assert pick_items(answers, groups, count=2)[0] == 4


def test_a_copy_of_a_picked_item_is_not_picked_again():
    rng = np.random.default_rng(2)
    groups = rng.integers(0, 3, 300)
    answers = rng.normal(size=(300, 5)) + groups[:, None] * [0, 0.5, 0, 0, 0]
    answers = np.column_stack([answers, answers[:, 1]])
    picked = pick_items(answers, groups, count=4)
    assert not {1, 5} <= set(picked)


def test_the_same_seed_gives_the_same_tool_on_one_worker_or_two(study, tool):
    again = fit_typing_tool(study.answers, study.labels, seed=1, n_jobs=1)
    assert again.rule == tool.rule
    assert again.hit_rate == tool.hit_rate


def test_constant_and_text_columns_are_no_candidates(study):
    answers = study.answers.assign(always=3.0, words="none")
    found = fit_typing_tool(answers, study.labels, seed=1)
    assert not {"always", "words"} & set(found.items)


def test_people_without_a_segment_are_left_out(study):
    labels = study.labels.copy()
    labels.iloc[:200] = None
    found = fit_typing_tool(study.answers, labels, seed=1)
    assert found.n <= 1000


def test_too_few_items_or_people_are_refused_with_advice(study):
    with pytest.raises(TooFewItems) as items:
        fit_typing_tool(study.answers[["q01", "q02"]], study.labels, seed=1)
    with pytest.raises(TooFewResponses) as people:
        fit_typing_tool(study.answers.head(6), study.labels.head(6), seed=1)
    assert told.advice(items.value)
    assert told.advice(people.value)


# When it cannot be told


def test_somebody_whose_segment_cannot_be_told_gets_none_and_is_told_the_probabilities(tool):
    rule = {**tool.rule, "threshold": 0.99}
    typed = score_rule(rule, dict.fromkeys(tool.items, 3))
    assert (typed["segment"], typed["reason"]) == (None, "unclear")
    assert sum(typed["probabilities"].values()) == pytest.approx(1)
    assert score_rule({**rule, "threshold": 0.0}, dict.fromkeys(tool.items, 3))["reason"] is None


def test_those_who_get_a_segment_are_right_more_often_than_everybody():
    study = simulate_answers(n=1500, n_items=12, n_factors=3, n_segments=4, seed=5, separation=2.0)
    found = fit_typing_tool(study.answers, study.labels, seed=1)
    assert 0 < found.cut.share < 1
    assert found.cut.hits > found.hit_rate
    assert found.cut_low < found.cut.hits < found.cut_high
    rates, shares = found.cut.curve["hit_rate"], found.cut.curve["share"]
    assert rates[0.0] < rates[0.5] < rates[0.9]
    assert shares.is_monotonic_decreasing


def test_the_border_is_where_right_answers_reach_the_floor():
    rng = np.random.default_rng(1)
    highest = rng.uniform(0.2, 1.0, 20_000)
    right = (rng.uniform(size=20_000) < highest).astype(np.int64)  # a probability that means what it says
    assert border(highest, right, floor=0.5) == pytest.approx(0.5, abs=0.02)
    assert border(highest, right, floor=0.7) == pytest.approx(0.7, abs=0.02)
    assert border(highest, right, floor=0.1) == 0.0


def test_where_no_probability_helps_nobody_gets_a_segment():
    rng = np.random.default_rng(1)
    found = choose_cut(
        rng.uniform(0.3, 0.9, 900), (rng.uniform(size=900) < 0.2).astype(np.int64), np.arange(900) % 5
    )  # fmt: skip
    assert (found.threshold, found.share, found.hits, found.n) == (1.0, 0.0, None, 0)


def test_share_and_hit_rate_come_from_borders_that_were_chosen_on_other_people():
    rng = np.random.default_rng(4)
    highest, folds = rng.uniform(0.3, 0.9, 1000), np.arange(1000) % 5
    right = (rng.uniform(size=1000) < highest).astype(np.int64)
    found = choose_cut(highest, right, folds)
    kept = np.concatenate(
        [
            right[own][highest[own] >= border(highest[~own], right[~own], floor=0.5)]
            for own in (folds == f for f in range(5))
        ]
    )
    assert (found.n, found.hits) == (len(kept), pytest.approx(kept.mean()))


# Other methods, choices, many people


def test_discriminants_and_a_tree_are_tried_on_the_same_people(tool):
    assert set(tool.methods) == {"logit", "lda", "tree"}
    assert tool.method == "logit"
    assert tool.methods["logit"] == tool.hit_rate
    assert all(rate > tool.majority for rate in tool.methods.values())


def test_a_choice_without_order_gets_points_for_each_answer():
    rng = np.random.default_rng(7)
    colour = rng.integers(1, 5, 800)
    labels = pd.Series(np.where(np.isin(colour, (1, 3)), "S1", "S2"))  # no straight line through the codes finds it
    answers = pd.DataFrame({"colour": colour.astype(float), "a": rng.normal(size=800), "b": rng.normal(size=800)})
    found = fit_typing_tool(answers, labels, seed=1, nominal={"colour"}, min_items=1)
    assert found.items[0] == "colour"
    assert found.hit_rate > 0.98
    told = {code: score_rule(found.rule, {"colour": code, "a": 0, "b": 0})["segment"] for code in (1, 2, 3, 4)}
    assert told == {1: "S1", 2: "S2", 3: "S1", 4: "S2"}
    assert score_rule(found.rule, {"colour": 9, "a": 0, "b": 0})["reason"] == "missing"


def test_a_form_of_choices_alone_is_a_rule_too():
    rng = np.random.default_rng(8)
    answers = pd.DataFrame(rng.integers(1, 4, (600, 4)).astype(float)).add_prefix("c")
    labels = pd.Series(np.where(answers["c1"] == 2, "S1", "S2"))
    found = fit_typing_tool(answers, labels, seed=1, nominal=list(answers), min_items=1)
    rule = read_rule(json.loads(json.dumps(found.rule)))
    assert rule["means"] == {}
    assert list(score_people(rule, answers)["segment"]) == list(labels)


def test_many_people_are_typed_as_one_by_one(study, tool):
    answers = study.answers.head(60).assign(other=1)
    rule = json.loads(json.dumps(tool.rule))
    together = score_people(rule, answers)
    for person, row in answers.iterrows():
        alone = score_rule(rule, row.to_dict())
        assert together.loc[person, "segment"] == alone["segment"]
        assert together.loc[person, "status"] == (alone["reason"] or "typed")
        for segment, probability in alone["probabilities"].items():
            assert together.loc[person, segment] == pytest.approx(probability)


@pytest.mark.parametrize("part", ["items", "segments", "means", "sds", "intercepts", "coefficients", "format"])
def test_a_rule_without_one_of_its_parts_is_refused_by_name(tool, part):
    broken = {name: value for name, value in tool.rule.items() if name != part}
    with pytest.raises(BadData, match=part):
        read_rule(broken)


def test_a_rule_with_a_figure_missing_or_wrong_is_refused(tool):
    item, segment = tool.items[0], tool.rule["segments"][0]
    for fault in (
        {"items": []},
        {"segments": []},
        {"sds": {**tool.rule["sds"], item: 0}},
        {"means": {}, "x": 1},
        {"intercepts": {segment: "a"}},
    ):
        with pytest.raises(BadData, match="unusable_rule"):
            read_rule({**tool.rule, **fault})
    assert read_rule(tool.rule) == tool.rule
