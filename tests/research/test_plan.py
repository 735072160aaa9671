"""A plan is every choice as one value, each declared once; faults are all named, in our words."""

from typing import Any

import pytest
from babel.messages.extract import extract_from_file
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

import research.plan
from research.choices import OneOf, Range, Whole, WholeOr
from research.errors import BadPlan
from research.plan import CHOICES, DEFAULTS, AnalysisPlan
from tests import told

SCHEMA = Draft202012Validator(TypeAdapter(AnalysisPlan).json_schema())


def _told(**plain: Any) -> list[str]:
    with pytest.raises(BadPlan) as caught:
        AnalysisPlan.from_dict(plain)
    return [f"{fault.place}: {told.text(fault.said)}" for fault in caught.value.faults]


def test_a_plan_reads_back_as_it_was_written() -> None:
    plan = AnalysisPlan(factors=5, segments=(3, 6), outcomes=("buys",), trim=(0.2, 5), seed=7)

    assert AnalysisPlan.from_dict(plan.to_dict()) == plan
    assert plan.to_dict()["segments"] == [3, 6]


def test_a_plan_of_an_earlier_version_has_the_defaults_of_later_choices() -> None:
    assert AnalysisPlan.from_dict({"rotation": "promax"}) == AnalysisPlan(rotation="promax")


def test_lists_are_kept_once_and_nothing_is_none() -> None:
    plan = AnalysisPlan.from_dict({"items": ["a", "b", "a"], "facets": [], "weights": "", "margins": {}})

    assert (plan.items, plan.facets, plan.weights, plan.margins) == (("a", "b"), None, None, None)


def test_answer_codes_are_kept_as_text() -> None:
    plan = AnalysisPlan.from_dict({"margins": {"gender": {1: 0.49, 2: 0.51}}})

    assert plan.margins == {"gender": {"1": 0.49, "2": 0.51}}


def test_all_faults_are_named() -> None:
    with pytest.raises(BadPlan) as caught:
        AnalysisPlan.from_dict(
            {"rotation": "sideways", "factors": 0, "segments": [6, 3], "bootstraps": True, "colour": 1, "items": "A1"}
        )

    assert set(caught.value.where) == {"rotation", "factors", "segments", "bootstraps", "colour", "items"}
    assert "the range 6 to 3 runs backwards" in told.text(caught.value)


@pytest.mark.parametrize(
    ("plain", "told"),
    [
        ({"rotation": "sideways"}, "'sideways' is none of oblimin, promax, quartimin, geomin, varimax"),
        ({"rotation": ["promax"]}, "['promax'] is none of oblimin, promax, quartimin, geomin, varimax"),
        ({"factors": 0}, "0 is neither auto, none nor a whole number from 1 to 50"),
        ({"bootstraps": True}, "True is not a whole number from 10 to 10000"),
        ({"bootstraps": 10.0}, "10.0 is not a whole number from 10 to 10000"),
        ({"bootstraps": "100"}, "'100' is not a whole number from 10 to 10000"),
        ({"replicates": 5}, "5 is neither 0 nor a whole number from 10 to 10000"),
        ({"replicates": False}, "False is neither 0 nor a whole number from 10 to 10000"),
        ({"segments": [6, 3]}, "the range 6 to 3 runs backwards"),
        (
            {"segments": [3, "x"]},
            "[3, 'x'] is neither auto nor a whole number from 2 to 20 nor a range of two of these",
        ),
        ({"segments": 21}, "21 is neither auto nor a whole number from 2 to 20 nor a range of two of these"),
        ({"items": "A1"}, "'A1' is not a list of names"),
        ({"outcomes": ["A1", 2]}, "['A1', 2] is not a list of names"),
        ({"confirm": "yes"}, "'yes' is neither true nor false"),
        ({"weights": 5}, "5 is not the name of a column"),
        ({"trim": [2, 1]}, "needs a lower bound below 1 and an upper bound above 1, such as 0.2 and 5"),
        ({"trim": [0.2, float("inf")]}, "needs a lower bound below 1 and an upper bound above 1, such as 0.2 and 5"),
        ({"margins": 5}, "5 is not a mapping of variables to the shares of their answers"),
        ({"margins": {"gender": {}}}, "the shares of gender are not all numbers above 0"),
        ({"margins": {"gender": {1: True, 2: 0.5}}}, "the shares of gender are not all numbers above 0"),
        ({"margins": {"gender": {1: 0.5, 2: 0.4}}}, "the shares of gender sum to 0.9, not to 1"),
        ({"seed": -1}, "-1 is not a whole number from 0 to 4294967295"),
    ],
)
def test_every_kind_of_fault_is_told_once_and_in_our_words(plain: dict[str, Any], told: str) -> None:
    assert _told(**plain) == [f"{next(iter(plain))}: {told}"]


def test_every_table_of_shares_that_is_wrong_is_told() -> None:
    told = _told(margins={"gender": {1: 0.5, 2: 0.4}, "region": {1: 0}})

    assert len(told) == 2


def test_a_plan_made_in_a_notebook_is_checked_as_well() -> None:
    with pytest.raises(BadPlan) as caught:
        AnalysisPlan(segments=(6, 3))

    assert told.text(caught.value) == "The plan has faults: segments: the range 6 to 3 runs backwards."


@pytest.mark.parametrize(
    "name", [name for name, choice in CHOICES.items() if isinstance(choice.kind, OneOf | Whole | Range)]
)
def test_what_a_choice_says_it_takes_is_what_it_takes(name: str) -> None:
    kind = CHOICES[name].kind
    if isinstance(kind, OneOf):
        taken, refused = list(kind.options), ["sideways"]
    elif isinstance(kind, Whole):
        besides = list(kind.besides) if isinstance(kind, WholeOr) else []
        taken = [kind.low, kind.high, *besides]
        refused = [value for value in (kind.low - 1, kind.high + 1, "sideways") if value not in besides]
    else:
        assert isinstance(kind, Range)
        taken, refused = ["auto", kind.low, [kind.low, kind.high]], [kind.low - 1, [kind.low, kind.high + 1]]
    for value in taken:
        assert AnalysisPlan.from_dict({name: value}) is not None
        assert SCHEMA.is_valid({name: value})
    for value in refused:
        assert _told(**{name: value})
        assert not SCHEMA.is_valid({name: value})


def test_the_schema_takes_every_default_and_says_why_it_is_one() -> None:
    assert SCHEMA.is_valid(DEFAULTS.to_dict())
    described = SCHEMA.schema["properties"]
    assert {name: shown["title"] for name, shown in described.items()} == {
        name: choice.title for name, choice in CHOICES.items()
    }
    assert all(shown["description"] for shown in described.values())


def test_all_words_of_a_choice_are_found_by_those_who_translate() -> None:
    found = {words for _line, words, *_ in extract_from_file("python", research.plan.__file__)}
    for choice in CHOICES.values():
        assert {choice.title, choice.why, choice.group.title, choice.group.about, choice.hint} - {""} <= found
        assert set(choice.kind.options.values() if isinstance(choice.kind, OneOf) else ()) <= found
