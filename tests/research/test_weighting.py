"""Raking brings a sample to its margins, says what that costs, and refuses what cannot be done."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from research.errors import BadData, BadPlan, NotConverged
from research.weighting.margins import EmptyCategory
from research.weighting.rake import rake
from tests import told
from tests.research.confirmation_peers import bfi_people, confirmation

AGES = ["18-24", "25-34", "35-49", "50+"]


def educated() -> pd.DataFrame:
    people = bfi_people().dropna(subset=["education"])
    return people.assign(age_group=pd.cut(people["age"], [0, 24, 34, 49, np.inf], labels=AGES).astype(str))


def population() -> dict[str, dict[object, float]]:
    said = confirmation()["raking"]["targets"]
    return {
        "gender": dict(zip([1, 2], said["gender"], strict=True)),
        "education": dict(zip(range(1, 6), said["education"], strict=True)),
        "age_group": dict(zip(AGES, said["age_group_18_24_34_49"], strict=True)),
    }


def test_weights_equal_those_of_the_survey_package() -> None:
    said, people = confirmation()["raking"], educated()
    found = rake(people, population())
    first = found.weights.loc[[row - 1 for row in said["rows_first50"]]]
    assert np.abs(first.to_numpy() - said["weights_first50"]).max() < 1e-8
    assert found.weights.min() == pytest.approx(said["min"], abs=1e-8)
    assert found.weights.max() == pytest.approx(said["max"], abs=1e-8)
    assert found.design_effect == pytest.approx(said["kish_deff"], abs=1e-6)
    assert found.effective_n == pytest.approx(said["effective_n"], abs=1e-5)
    assert np.average(people["age"], weights=found.weights) == pytest.approx(said["weighted_mean_age"], abs=1e-6)


def test_every_margin_is_met_and_told_before_and_after() -> None:
    found = rake(educated(), population())
    assert np.abs(found.margins["after"] - found.margins["target"]).max() < 1e-9
    women = found.margins.query("variable == 'gender' and code == 2").iloc[0]
    assert women["n"] == 1739
    assert women["before"] == pytest.approx(1739 / 2577)
    assert found.weights.mean() == pytest.approx(1.0)


def test_weighting_that_throws_half_of_the_sample_away_is_a_stop() -> None:
    found = rake(educated(), population())
    (caution,) = found.cautions
    assert (caution.code, caution.severity) == ("weighting_inefficient", "stop")
    assert found.efficiency < 0.5


def test_a_sample_like_its_population_is_left_alone() -> None:
    people = pd.DataFrame({"town": ["yes", "no"] * 50})
    found = rake(people, {"town": {"yes": 0.5, "no": 0.5}})
    assert (found.weights == 1.0).all()
    assert found.design_effect == pytest.approx(1.0)
    assert not found.cautions


def test_trimmed_weights_stay_within_their_bounds_and_what_is_missed_is_said() -> None:
    found = rake(educated(), population(), trim=(0.3, 3.0))
    assert found.weights.between(0.3 - 1e-12, 3.0 + 1e-12).all()
    assert found.weights.mean() == pytest.approx(1.0)
    assert found.trimmed == int((np.isclose(found.weights, 0.3) | np.isclose(found.weights, 3.0)).sum()) > 0
    assert found.design_effect < rake(educated(), population()).design_effect
    assert "targets_missed_by_trimming" in {caution.code for caution in found.cautions}


def test_bounds_that_leave_room_still_meet_every_margin() -> None:
    rng = np.random.default_rng(4)
    people = pd.DataFrame({"a": rng.choice([1, 2], 800, p=[0.3, 0.7]), "b": rng.choice([1, 2, 3], 800)})
    targets: dict[str, dict[object, float]] = {"a": {1: 0.5, 2: 0.5}, "b": {1: 0.5, 2: 0.3, 3: 0.2}}
    free = rake(people, targets)
    bound = float(free.weights.max()) * 0.95
    found = rake(people, targets, trim=(0.1, bound))
    assert found.weights.max() <= bound + 1e-12
    assert np.abs(found.margins["after"] - found.margins["target"]).max() < 1e-8
    assert not found.cautions


def test_somebody_who_did_not_say_is_not_moved_by_that_variable() -> None:
    people = pd.DataFrame({"town": ["yes"] * 60 + ["no"] * 20 + [None] * 20})
    found = rake(people, {"town": {"yes": 0.5, "no": 0.5}})
    assert found.weights[80:].to_numpy() == pytest.approx(np.ones(20))
    assert found.weights[:60].sum() == pytest.approx(found.weights[60:80].sum())
    assert [caution.code for caution in found.cautions] == ["target_variable_unanswered"]
    assert "20 respondents" in told.text(found.cautions[0])


def test_design_weights_are_where_raking_starts() -> None:
    people = pd.DataFrame({"town": ["yes", "yes", "no", "no"]})
    base = pd.Series([1.0, 3.0, 2.0, 2.0])
    found = rake(people, {"town": {"yes": 0.6, "no": 0.4}}, base=base)
    assert found.weights.to_numpy() == pytest.approx([0.6, 1.8, 0.8, 0.8])


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), share=st.floats(0.2, 0.8))
def test_weights_are_a_product_of_one_factor_per_variable(seed: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    people = pd.DataFrame({"a": rng.integers(0, 2, 300), "b": rng.integers(0, 2, 300)})
    found = rake(people, {"a": {0: share, 1: 1 - share}, "b": {0: 0.5, 1: 0.5}})
    cells = found.weights.groupby([people["a"], people["b"]]).mean()
    assert cells[0, 0] * cells[1, 1] == pytest.approx(cells[0, 1] * cells[1, 0], rel=1e-8)
    assert np.abs(found.margins["after"] - found.margins["target"]).max() < 1e-9


def test_a_category_that_nobody_has_is_refused_by_name() -> None:
    people = pd.DataFrame({"education": [1, 1, 2, 2]})
    with pytest.raises(EmptyCategory) as caught:
        rake(people, {"education": {1: 0.3, 2: 0.3, 3: 0.4}})
    assert told.text(caught.value) == "Nobody in the data has education 3, but there is a target for it."
    assert "Join this category" in told.advice(caught.value)


def test_an_answer_without_a_target_is_refused_by_name() -> None:
    with pytest.raises(BadData) as caught:
        rake(pd.DataFrame({"gender": [1, 2, 3]}), {"gender": {1: 0.5, 2: 0.5}})
    assert (caught.value.code, caught.value.where) == ("answers_without_target", ("gender",))
    assert caught.value.said.voices["answers"] == ["3"]


@pytest.mark.parametrize("shares", [{1: 49.0, 2: 51.0}, {1: 1.0, 2: 0.0}, {1: 0.5, 2: 0.6}])
def test_targets_that_are_no_shares_are_refused(shares: dict[object, float]) -> None:
    with pytest.raises(BadPlan, match="targets_are_no_shares"):
        rake(pd.DataFrame({"gender": [1, 2]}), {"gender": shares})


def test_targets_that_contradict_each_other_do_not_settle() -> None:
    people = pd.DataFrame({"a": [1, 1, 2, 2], "b": [1, 1, 2, 2]})
    with pytest.raises(NotConverged, match="targets_not_met"):
        rake(people, {"a": {1: 0.5, 2: 0.5}, "b": {1: 0.9, 2: 0.1}})


def test_bounds_must_enclose_the_mean_weight() -> None:
    with pytest.raises(BadPlan, match="bounds_not_around_one"):
        rake(pd.DataFrame({"a": [1, 2]}), {"a": {1: 0.5, 2: 0.5}}, trim=(1.5, 3.0))


def test_no_target_and_an_unknown_variable_are_refused() -> None:
    with pytest.raises(BadPlan, match="no_target"):
        rake(pd.DataFrame({"a": [1, 2]}), {})
    with pytest.raises(BadData, match="targets_not_in_data"):
        rake(pd.DataFrame({"a": [1, 2]}), {"region": {1: 1.0}})
