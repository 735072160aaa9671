"""Questions with a column for each option: orders, shares, and pairs of which one side is chosen."""

import pytest

from surveys.questionnaire.codebook import build_codebook
from surveys.questionnaire.formats.from_codebook import questionnaire_from_codebook
from surveys.questionnaire.question_types import AnswerFault, FaultKind, Parsed, Question, Wording
from surveys.questionnaire.versions import difference
from tests.surveys.questionnaire.samples import sample

ENGLISH = Wording(language="en", default="en")


def question(name: str) -> Question:
    found = {
        question.name: question for kind in ("ranking", "constant_sum", "pair") for question in sample(kind).questions()
    }
    return found[name]


def parse(name: str, **fields: str) -> Parsed:
    return question(name).parse({f"{name}{field}": [value] for field, value in fields.items()})


def only_fault(parsed: Parsed) -> AnswerFault:
    (found,) = parsed.faults
    return found


def test_the_last_place_follows_from_the_others() -> None:
    parsed = parse("taste", _1="2", _5="1")
    assert parsed.answers == {"taste_1": 2, "taste_2": 3, "taste_5": 1}
    assert question("taste").tell(parsed.answers, ENGLISH) == "1. Origin\n2. Taste\n3. Price"


def test_two_options_at_one_place_are_named() -> None:
    found = only_fault(parse("taste", _1="1", _2="1", _5="2"))
    assert (found.kind, found.field, found.values["rank"]) == (FaultKind.TIED, "taste_2", "1")
    assert [str(found.values[name]) for name in ("first", "second")] == [
        str(option.label)
        for option in question("taste").options[:2]  # type: ignore[attr-defined]
    ]


def test_what_is_not_among_the_first_comes_after_them() -> None:
    assert parse("places", _3="1", _5="2").answers == {
        "places_1": 3, "places_2": 3, "places_3": 1, "places_4": 3, "places_5": 2,
    }  # fmt: skip


def test_an_order_that_is_begun_is_kept_and_asked_to_be_finished() -> None:
    parsed = parse("places", _3="1")
    assert parsed.answers == {"places_3": 1}
    assert (only_fault(parsed).kind, only_fault(parsed).values) == (FaultKind.UNRANKED, {"left": 1})


def test_points_that_add_up_leave_nothing_open() -> None:
    parsed = parse("spend", _1="60", _3="40")
    assert parsed.answers == {"spend_1": 60, "spend_2": 0, "spend_3": 40}
    assert parsed.faults == ()


@pytest.mark.parametrize("given", ["60", "70"])
def test_points_that_do_not_add_up_are_kept_and_the_sum_is_told(given: str) -> None:
    parsed = parse("spend", _1=given, _3="37")
    assert only_fault(parsed).values == {"total": 100, "given": int(given) + 37}
    assert parsed.answers == {"spend_1": int(given), "spend_3": 37}
    assert not question("spend").is_answered(parsed.answers)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("-5", FaultKind.TOO_SMALL),
        ("101", FaultKind.TOO_LARGE),
        ("2.5", FaultKind.TOO_MANY_DECIMALS),
        ("half", FaultKind.NOT_A_NUMBER),
    ],
)
def test_only_whole_points_within_the_total_count(typed: str, kind: FaultKind) -> None:
    assert only_fault(parse("spend", _1=typed)).kind is kind


@pytest.mark.parametrize("name", ["taste_1", "spend_1"])
def test_dont_know_is_said_for_all_options_and_not_beside_an_answer(name: str) -> None:
    asked = question(name.split("_")[0])
    alone = asked.parse({name: ["-98"]})
    assert set(alone.answers.values()) == {-98}
    assert len(alone.answers) == 3
    assert asked.parse(asked.form_values(alone.answers)).answers == alone.answers
    assert only_fault(asked.parse({name: ["-98", "1"]})).kind is FaultKind.CONTRADICTORY


def test_exchanged_options_are_seen_as_another_question() -> None:
    old = sample("ranking")
    plain = old.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    options = plain["sections"][0]["pages"][0]["questions"][0]["options"]
    options[0]["label"], options[1]["label"] = options[1]["label"], options[0]["label"]
    changes = difference(old, type(old).model_validate(plain)).changes
    assert [(change.kind, change.name) for change in changes] == [("comparable", "taste_1"), ("comparable", "taste_2")]


def test_another_total_and_one_option_more_break_with_earlier_answers() -> None:
    for kind, key, value in (("constant_sum", "total", 10), ("ranking", "top", 2)):
        old = sample(kind)
        plain = old.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        plain["sections"][0]["pages"][0]["questions"][0][key] = value
        if kind == "ranking":
            plain["sections"][0]["pages"][0]["questions"][0]["options"].append(
                {"code": 9, "label": {"en": "Smell", "fi": "Tuoksu"}}
            )
        assert difference(old, type(old).model_validate(plain)).kind == "breaking"


@pytest.mark.parametrize("kind", ["ranking", "constant_sum", "pair"])
def test_a_codebook_becomes_the_questions_that_could_have_asked_for_it(kind: str) -> None:
    codebook = build_codebook(sample(kind))
    drafted = questionnaire_from_codebook(codebook, title="Again", words={}, decimals={})
    again = build_codebook(drafted.questionnaire)
    assert [(item.type, item.range, item.option) for item in again] == [
        (item.type, item.range, item.option) for item in codebook
    ] or kind == "pair"
    assert {drafted.names[item.name] for item in codebook} == {v.name for v in drafted.questionnaire.variables()}


def test_a_pair_says_the_side_that_was_chosen() -> None:
    asked = question("lean")
    assert asked.tell({"pace": 2, "new": -97}, ENGLISH) == (
        "I get things done.\nI go where I was before. / I go where I never was.: Prefer not to say"
    )
