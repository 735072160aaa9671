"""Whether a condition holds."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from surveys.questionnaire.conditions import Condition, Not
from surveys.questionnaire.evaluation import MAX_DEPTH, evaluate
from tests.surveys.questionnaire.strategies import VALUES, calmly, conditions

READ: TypeAdapter[Condition] = TypeAdapter(Condition)


def holds(condition: dict[str, Any], **answers: Any) -> bool:
    return evaluate(READ.validate_python(condition), answers)


@pytest.mark.parametrize(
    ("operator", "value", "answer", "expected"),
    [
        ("equals", 1, 1, True),
        ("equals", 1, 2, False),
        ("equals", "1", 1, False),
        ("equals", -98, -98, True),
        ("not_equals", 1, 2, True),
        ("not_equals", 1, -98, True),
        ("not_equals", "a", 2, False),
        ("in", [1, 2], 2, True),
        ("in", [1, 2], 3, False),
        ("in", [1, 2], [2, 9], True),
        ("in", [], 1, False),
        ("not_in", [1, 2], 3, True),
        ("not_in", [1, 2], [2, 9], False),
        ("not_in", 3, 4, False),
        ("contains", 2, [1, 2], True),
        ("contains", 3, [1, 2], False),
        ("contains", "TEA", "green tea", True),
        ("contains", 2, 2, False),
        ("greater_than", 3, 4, True),
        ("greater_than", 3, 3, False),
        ("at_least", 3, 3, True),
        ("less_than", 0, -98, False),
        ("at_most", 0, -97, False),
        ("at_most", 3, "2", False),
        ("answered", None, 0, True),
        ("answered", None, -98, True),
        ("answered", None, -99, False),
        ("answered", None, "", False),
        ("answered", None, [], False),
        ("not_answered", None, -95, True),
        ("not_answered", None, 1, False),
    ],
)
def test_a_comparison_holds_only_for_what_it_means(operator: str, value: Any, answer: Any, expected: bool) -> None:
    assert holds({"question": "q", "operator": operator, "value": value}, q=answer) is expected


@pytest.mark.parametrize("operator", ["equals", "not_equals", "in", "not_in", "contains", "at_least", "answered"])
def test_nothing_is_said_about_a_question_that_was_not_answered(operator: str) -> None:
    assert not holds({"question": "q", "operator": operator, "value": 1})


def test_all_any_and_not_join_conditions() -> None:
    yes, no = {"question": "q", "value": 1}, {"question": "q", "value": 2}
    assert holds({"all": [yes, {"not": no}]}, q=1)
    assert not holds({"all": [yes, no]}, q=1)
    assert holds({"any": [no, yes]}, q=1)
    assert not holds({"any": [no, no]}, q=1)


def nested(depth: int, *, word: str) -> Condition:
    condition: Condition = READ.validate_python({"question": "q", "value": 1})
    for _ in range(depth):
        condition = (
            Not.model_construct(not_=condition)
            if word == "not"
            else READ.validate_python({"all": [condition.model_dump(by_alias=True)]})
        )
    return condition


def test_a_condition_nested_too_deeply_never_holds() -> None:
    assert evaluate(nested(MAX_DEPTH - 1, word="all"), {"q": 1})
    assert not evaluate(nested(MAX_DEPTH, word="all"), {"q": 1})
    assert not evaluate(nested(50_000, word="not"), {"q": 1})
    assert not evaluate(nested(50_001, word="not"), {"q": 1})


@calmly
@given(
    conditions(["a", "b"]),
    st.dictionaries(
        st.sampled_from(["a", "b", "c"]),
        VALUES | st.none() | st.booleans() | st.lists(VALUES) | st.dictionaries(VALUES, VALUES, max_size=2),
    ),
)
def test_a_condition_never_raises(condition: Condition, answers: dict[str, Any]) -> None:
    assert evaluate(condition, answers) in (True, False)
