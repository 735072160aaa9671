"""Every sort of fault is found, at its place, and nothing is found where nothing is wrong."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.questionnaire.checks import RESERVED, check, estimate_minutes
from surveys.questionnaire.checks.minutes import count_words
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.formats.study_file import (
    FaultyStudyFile,
    read_questionnaire_file,
    read_study_file,
)
from tests.surveys.questionnaire.samples import FAULTY, FOLDER, GOOD, declared_faults, is_study, sample
from tests.surveys.questionnaire.strategies import calmly, questionnaires


def plain(questions: list[dict[str, Any]], **more: Any) -> Questionnaire:
    page = {"name": "one", "questions": questions}
    section = {"name": "only", "title": "Only", "pages": [page]}
    return Questionnaire.model_validate({"name": "q", "title": "Q", "sections": [section], **more})


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_sample_has_no_fault(path: Path) -> None:
    assert (read_study_file if is_study(path) else read_questionnaire_file)(path)


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.stem)
def test_a_faulty_sample_has_exactly_the_faults_it_declares(path: Path) -> None:
    with pytest.raises(FaultyStudyFile) as caught:
        (read_study_file if is_study(path) else read_questionnaire_file)(path)
    assert {(fault.code, fault.place) for fault in caught.value.faults} == declared_faults(path)
    assert all(fault.text and fault.advice and fault.line for fault in caught.value.faults)


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_reserved_name_is_refused(name: str) -> None:
    faults = check(plain([{"type": "rating", "name": name, "text": "A"}]))
    assert [fault.code for fault in faults] == ["reserved_name"]


def test_an_option_column_may_not_take_the_name_of_a_question() -> None:
    options = [{"code": 1, "label": "A"}, {"code": 2, "label": "B"}]
    faults = check(
        plain(
            [
                {"type": "rating", "name": "pick_1", "text": "A"},
                {"type": "multiple_choice", "name": "pick", "text": "B", "options": options},
            ]
        )
    )
    assert [(fault.code, fault.name) for fault in faults] == [("duplicate_name", "pick")]


def test_a_page_may_only_ask_about_earlier_pages() -> None:
    pages = [
        {
            "name": "one",
            "show_if": {"question": "b", "value": 1},
            "questions": [{"type": "rating", "name": "a", "text": "A"}],
        },
        {
            "name": "two",
            "show_if": {"question": "b", "value": 1},
            "questions": [{"type": "rating", "name": "b", "text": "B"}],
        },
    ]
    section = {"name": "only", "title": "Only", "pages": pages}
    faults = check(Questionnaire.model_validate({"name": "q", "title": "Q", "sections": [section]}))
    assert [(fault.code, fault.place) for fault in faults] == [
        ("later_question", "sections[0].pages[0].show_if.question"),
        ("cycle", "sections[0].pages[1].show_if.question"),
    ]


def test_a_condition_may_ask_about_a_missing_answer_that_is_offered() -> None:
    asked = {"type": "rating", "name": "a", "text": "A", "also_offer": ["dont_know"]}
    about = {"type": "rating", "name": "b", "text": "B", "show_if": {"question": "a", "value": -98}}
    assert check(plain([asked, about])) == ()
    refused = check(plain([{**asked, "also_offer": []}, about]))
    assert [fault.code for fault in refused] == ["unknown_code"]


def test_a_condition_on_a_matrix_is_told_to_name_an_item() -> None:
    matrix = {"type": "matrix", "name": "grid", "text": "A", "items": [{"name": "first", "text": "One"}]}
    asks = {"type": "rating", "name": "b", "text": "B", "show_if": {"question": "grid", "value": 1}}
    faults = check(plain([matrix, asks]))
    assert [fault.code for fault in faults] == ["unknown_question"]
    assert "first" in faults[0].advice


def test_a_questionnaire_must_ask_something() -> None:
    faults = check(plain([{"type": "statement", "name": "a", "text": "Only words."}]))
    assert [fault.code for fault in faults] == ["nothing_asked"]


def test_a_misspelt_question_is_guessed() -> None:
    asks = {"type": "rating", "name": "b", "text": "B", "show_if": {"question": "colur", "value": 1}}
    faults = check(plain([{"type": "rating", "name": "colour", "text": "A"}, asks]))
    assert "colour" in faults[0].advice


def test_a_condition_nested_too_deeply_is_a_fault() -> None:
    condition: dict[str, Any] = {"question": "a", "value": 1}
    for _ in range(20):
        condition = {"not": condition}
    asks = {"type": "rating", "name": "b", "text": "B", "show_if": condition}
    faults = check(plain([{"type": "rating", "name": "a", "text": "A"}, asks]))
    assert [fault.code for fault in faults] == ["condition_too_deep"]


def test_the_end_is_judged_by_the_given_day() -> None:
    study = read_study_file(FOLDER / "study_research.yaml")
    terms = study.study.model_copy(update={"ends_on": date(2027, 5, 1)})
    assert check(study.questionnaire, terms, today=date(2027, 5, 1)) == ()
    late = check(study.questionnaire, terms, today=date(2027, 5, 2))
    assert [fault.code for fault in late] == ["end_in_the_past"]


@pytest.mark.parametrize(("moment", "fits"), [("2027-04-30", False), ("2027-05-01", True), ("2030-01-01", False)])
def test_a_deadline_lies_between_the_last_day_to_begin_and_the_erasure(moment: str, *, fits: bool) -> None:
    study = read_study_file(FOLDER / "study_research.yaml")
    deadline = datetime.fromisoformat(f"{moment}T18:00:00+02:00")
    terms = study.study.model_copy(update={"ends_on": date(2027, 5, 1), "deadline": deadline})
    codes = [fault.code for fault in check(study.questionnaire, terms, today=date(2027, 5, 1))]
    assert codes == ([] if fits else ["deadline_outside"])


def test_terms_are_needed_in_every_language_of_the_questionnaire() -> None:
    study = read_study_file(FOLDER / "study_research.yaml")
    faults = check(sample("languages"), study.study)
    places = {fault.place for fault in faults if fault.code == "missing_translation"}
    assert {"study.why", "study.purposes[1].text", "study.rewards[0].body"} <= places


def test_minutes_grow_with_the_questions() -> None:
    question = {"type": "rating", "text": "I compare prices before I buy anything."}
    short = plain([{**question, "name": "a"}])
    long = plain([{**question, "name": f"a{number}"} for number in range(100)])
    assert estimate_minutes(short) == 1
    assert 7 <= estimate_minutes(long) <= 12


def test_words_are_counted_in_scripts_without_blanks() -> None:
    assert count_words("three short words") == 3
    assert count_words("我喜欢喝茶吗") == 3


@calmly
@given(questionnaires())
def test_checking_never_breaks_on_a_questionnaire_that_could_be_read(questionnaire: Questionnaire) -> None:
    places = [fault.place for fault in check(questionnaire)]
    assert all(places)


@calmly
@given(st.integers(2, 40))
def test_a_long_circle_is_found_once(length: int) -> None:
    questions = [
        {
            "type": "rating",
            "name": f"q{number}",
            "text": f"Question {number}",
            "show_if": {"question": f"q{(number - 1) % length}", "value": 1},
        }
        for number in range(length)
    ]
    faults = check(plain(questions))
    assert [(fault.code, fault.name) for fault in faults] == [("cycle", "q0")]


def test_a_long_chain_of_conditions_is_no_circle() -> None:
    first = {"type": "rating", "name": "q0", "text": "Question 0"}
    chain = [
        {
            "type": "rating",
            "name": f"q{number}",
            "text": f"Question {number}",
            "show_if": {"question": f"q{number - 1}", "value": 1},
        }
        for number in range(1, 3_000)
    ]
    assert check(plain([first, *chain])) == ()
