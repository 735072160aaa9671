"""What is particular to one question type."""

import pytest

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.missing import DONT_KNOW
from surveys.questionnaire.question_types import FaultKind, Parsed, Question, Wording
from surveys.questionnaire.question_types.fields import read_code
from surveys.questionnaire.question_types.typed_number import read_number, write_number
from tests.surveys.questionnaire.samples import sample


def question_of(questionnaire: Questionnaire, name: str) -> Question:
    return next(question for question in questionnaire.questions() if question.name == name)


def parse(file: str, name: str, **form: list[str]) -> Parsed:
    question = question_of(sample(file), name)
    return question.parse(form)


def kinds(parsed: Parsed) -> list[FaultKind]:
    return [fault.kind for fault in parsed.faults]


def test_a_choice_is_stored_as_its_code() -> None:
    assert parse("single_choice_other", "drink", drink=["2"]).answers == {"drink": 2}


def test_an_unknown_code_is_refused() -> None:
    assert kinds(parse("single_choice_other", "drink", drink=["3"])) == [FaultKind.NOT_AN_OPTION]
    assert kinds(parse("single_choice_other", "drink", drink=["Tea"])) == [FaultKind.NOT_AN_OPTION]


def test_a_missing_answer_is_taken_only_where_it_is_offered() -> None:
    assert parse("single_choice_other", "drink", drink=["-97"]).answers == {"drink": -97}
    assert kinds(parse("single_choice_other", "drink", drink=["-98"])) == [FaultKind.NOT_AN_OPTION]


def test_two_answers_to_one_question_are_refused() -> None:
    assert kinds(parse("single_choice_other", "drink", drink=["1", "2"])) == [FaultKind.ONE_ONLY]


def test_words_of_ones_own_are_stored_beside_other_only() -> None:
    chosen = parse("single_choice_other", "drink", drink=["8"], drink_other=[" Milk\n "])
    assert chosen.answers == {"drink": 8, "drink_other": "Milk"}
    beside = parse("single_choice_other", "drink", drink=["1"], drink_other=["Milk"])
    assert beside.answers == {"drink": 1}
    assert beside.kept["drink_other"] == ["Milk"]


def test_words_typed_without_choosing_mean_other() -> None:
    assert parse("single_choice_other", "drink", drink_other=["Milk"]).answers == {
        "drink": 8,
        "drink_other": "Milk",
    }


def test_several_options_are_stored_in_the_order_of_the_questionnaire() -> None:
    assert parse("multiple_choice_limits", "snack", snack=["3", "1", "3"]).answers == {"snack": [1, 3]}


def test_too_many_options_are_refused_with_the_limit() -> None:
    parsed = parse("multiple_choice_limits", "snack", snack=["1", "2", "3"])
    assert kinds(parsed) == [FaultKind.TOO_MANY]
    assert parsed.faults[0].values == {"at_most": 2, "given": 3}
    assert parsed.kept == {"snack": ["1", "2", "3"]}


def test_none_of_these_excludes_everything_else() -> None:
    assert parse("multiple_choice_limits", "snack", snack=["4"]).answers == {"snack": [4]}
    assert kinds(parse("multiple_choice_limits", "snack", snack=["4", "1"])) == [FaultKind.CONTRADICTORY]


def test_every_item_of_a_required_matrix_is_asked_for() -> None:
    parsed = parse("matrix", "thrift_grid", thrift_1=["5"], thrift_2=["-98"])
    assert parsed.answers == {"thrift_1": 5, "thrift_2": DONT_KNOW}
    assert [(fault.field, fault.kind) for fault in parsed.faults] == [("thrift_3", FaultKind.REQUIRED)]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", 12), (" 1 000 ", 1000), ("1\u202f000", 1000), ("1,5", 1.5), ("1.5", 1.5), ("٣٫٥", 3.5), ("１２", 12),
        ("-0", 0), ("−3", -3), ("+7", 7), ("2.", 2), (".5", 0.5), ("0.10", 0.1), ("007", 7),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_type_them(typed: str, number: float) -> None:
    read = read_number(typed)
    assert read is not None
    assert read.value == number
    again = read_number(write_number(read.value))
    assert again is not None
    assert again.value == number


@pytest.mark.parametrize(
    "typed",
    ["²", "½", "Ⅷ", "一", "nan", "inf", "-inf", "1e309", "1e5", "1_000", "1,000.5", "1.000.000", "0x1f", "", "-", ".",
     "-.", "twelve", "9" * 16, "1" * 5000, "--1", "1-2"],
)  # fmt: skip
def test_what_is_not_plainly_a_number_is_refused(typed: str) -> None:
    assert read_number(typed) is None


def test_a_thousand_with_a_comma_is_never_taken_for_one() -> None:
    assert kinds(parse("numbers", "age", age=["1,000"])) == [FaultKind.TOO_MANY_DECIMALS]
    assert kinds(parse("numbers", "height", height=["1,000"])) == [FaultKind.TOO_MANY_DECIMALS]


def test_a_number_outside_its_limits_says_the_limits() -> None:
    small, large = parse("numbers", "age", age=["17"]), parse("numbers", "age", age=["111"])
    assert kinds(small) == [FaultKind.TOO_SMALL]
    assert kinds(large) == [FaultKind.TOO_LARGE]
    assert large.faults[0].values == {"minimum": "18", "maximum": "110"}
    assert large.kept == {"age": ["111"]}


def test_decimals_are_kept_to_the_declared_precision() -> None:
    assert parse("numbers", "height", height=["1,75"]).answers == {"height": 1.75}
    assert kinds(parse("numbers", "height", height=["1.7512"])) == [FaultKind.TOO_MANY_DECIMALS]


def test_a_typed_number_beside_dont_know_is_a_contradiction() -> None:
    assert parse("numbers", "height", height=["instead:-98"]).answers == {"height": DONT_KNOW}
    assert parse("numbers", "height", height=["", "instead:-98"]).answers == {"height": DONT_KNOW}
    assert kinds(parse("numbers", "height", height=["1.7", "instead:-98"])) == [FaultKind.CONTRADICTORY]


@pytest.mark.parametrize("typed", ["-99", "-98", "-97", "-96", "-95", "-94", "-93", "-92", " −98 "])
def test_a_typed_code_is_a_number_or_words_and_never_a_box(typed: str) -> None:
    assert parse("numbers", "height", height=[typed]).answers == {}
    assert parse("texts", "story", story=[typed]).answers["story"] == typed.strip()


def test_a_box_and_the_same_code_typed_contradict_each_other() -> None:
    assert kinds(parse("numbers", "height", height=["-98", "instead:-98"])) == [FaultKind.CONTRADICTORY]


def test_a_number_that_stands_for_a_missing_answer_is_refused() -> None:
    question = Questionnaire.model_validate(
        {
            "name": "cold",
            "title": "Cold",
            "sections": [
                {
                    "name": "s",
                    "title": "S",
                    "pages": [{"name": "p", "questions": [{"type": "number", "name": "low", "text": "How cold?"}]}],
                }
            ],
        }
    )
    low = question_of(question, "low")
    assert kinds(low.parse({"low": ["-95"]})) == [FaultKind.RESERVED_NUMBER]
    assert low.parse({"low": ["-91"]}).answers == {"low": -91}


def test_a_text_keeps_its_lines_and_loses_what_cannot_be_stored() -> None:
    parsed = parse("texts", "story", story=["one\r\ntwo\x00\x07\rthree\ud800 "])
    assert parsed.answers["story"] == "one\ntwo\nthree"


def test_the_same_letters_are_stored_the_same_way() -> None:
    assert parse("texts", "town", town=["A\u030abo"]).answers == {"town": "\u00c5bo"}


def test_the_length_of_a_text_is_counted_in_characters() -> None:
    assert parse("texts", "town", town=["𝒳" * 20]).answers == {"town": "𝒳" * 20}
    parsed = parse("texts", "town", town=["x" * 21])
    assert kinds(parsed) == [FaultKind.TOO_LONG]
    assert parsed.faults[0].values == {"maximum": 20, "given": 21}
    assert parsed.kept == {"town": ["x" * 21]}


def test_leave_to_quote_is_stored_with_a_text_and_never_without() -> None:
    assert parse("texts", "story", story=["x"], story_quote=["1"]).answers == {"story": "x", "story_quote": 1}
    assert parse("texts", "story", story=["x"]).answers == {"story": "x", "story_quote": 0}
    assert parse("texts", "story", story_quote=["1"]).answers == {}
    assert parse("texts", "story", story=["instead:-98"], story_quote=["1"]).answers == {"story": DONT_KNOW}


def test_an_answer_is_told_in_the_language_of_its_reader() -> None:
    mood = question_of(sample("languages"), "mood")
    assert mood.tell({"mood": 1}, Wording(language="fi", default="en")) == "Hyvää"
    drink = question_of(sample("single_choice_other"), "drink")
    wording = Wording(language="en", default="en", missing={-97: "Vaikenen"})
    assert drink.tell({"drink": 8, "drink_other": "Milk"}, wording) == "Something else: Milk"
    assert drink.tell({"drink": -97}, wording) == "Vaikenen"


def test_a_code_between_signs_that_nobody_sees_is_read_like_any_other() -> None:
    assert [read_code(raw) for raw in (" 1 ", "\x1d1", "-97\n", "1 2", "")] == [1, 1, -97, None, None]
