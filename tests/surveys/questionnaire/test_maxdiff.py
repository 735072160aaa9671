"""Best and worst of sets: the design, what is refused, and what a change of it does to earlier answers."""

import pytest

from surveys.questionnaire.conditions import Comparison
from surveys.questionnaire.question_types import FaultKind
from surveys.questionnaire.question_types.balanced_sets import balance_of, make_sets
from surveys.questionnaire.question_types.maxdiff import MaxDiff
from surveys.questionnaire.versions import difference
from tests.surveys.questionnaire.samples import question_of_type, sample


def asked() -> MaxDiff:
    question = question_of_type("maxdiff")
    assert isinstance(question, MaxDiff)
    return question


@pytest.mark.parametrize(("items", "sets", "size"), [(6, 6, 3), (8, 6, 4), (12, 9, 4), (12, 12, 4), (20, 15, 5)])
def test_designs_show_everything_equally_often_and_pairs_evenly(items: int, sets: int, size: int) -> None:
    codes = list(range(1, items + 1))
    design = make_sets(codes, sets=sets, size=size, seed=4)
    balance = balance_of(design, codes)
    assert balance.connected
    assert balance.items[1] - balance.items[0] <= (0 if sets * size % items == 0 else 1)
    assert balance.pairs[1] - balance.pairs[0] <= 2
    assert balance.places[1] - balance.places[0] <= 2
    assert design == make_sets(codes, sets=sets, size=size, seed=4)
    assert design != make_sets(codes, sets=sets, size=size, seed=5)


def test_a_definition_carries_its_design_from_the_first_reading_on() -> None:
    question = asked()
    again = MaxDiff.model_validate(question.model_dump(mode="json", by_alias=True, exclude_unset=True))
    assert len(question.design) == question.sets
    assert again.design == question.design


def test_best_and_worst_are_never_the_same() -> None:
    question = asked()
    code = question.design[0][0]
    parsed = question.parse({"need_1_best": [str(code)], "need_1_worst": [str(code)]})
    (twice,) = [found for found in parsed.faults if found.kind is FaultKind.TWICE]
    assert twice.field == "need_1_worst"
    assert parsed.answers == {"need_1_best": code}


def test_dont_know_is_said_once_for_a_set() -> None:
    parsed = asked().parse({"need_2_best": ["-98"]})
    assert parsed.answers == {"need_2_best": -98, "need_2_worst": -98}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"set_size": 7}, "bad_limit"),
        ({"design": ((1, 2, 3),) * 6}, "unconnected_design"),
        ({"design": ((1, 2, 3), (4, 5, 6))}, "unfit_design"),
        ({"design": ((1, 2, 99),) * 6}, "unfit_design"),
    ],
)
def test_a_design_that_cannot_work_is_a_fault(changes: dict[str, object], code: str) -> None:
    assert {found.code for found in asked().model_copy(update=changes).faults(())} == {code}


def test_another_design_breaks_with_earlier_answers() -> None:
    old = sample("maxdiff")
    plain = old.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    question = plain["sections"][0]["pages"][0]["questions"][0]
    del question["design"]
    question["seed"] = 8
    assert difference(old, type(old).model_validate(plain)).kind == "breaking"
    assert difference(old, sample("maxdiff")).kind == "same"


def test_an_option_of_a_design_is_shown_to_everybody() -> None:
    question = asked()
    condition = Comparison(question="earlier", value=1)
    hidden = question.options[0].model_copy(update={"show_if": condition})
    changed = question.model_copy(update={"options": (hidden, *question.options[1:])})
    assert {found.code for found in changed.faults(())} == {"always_shown"}
