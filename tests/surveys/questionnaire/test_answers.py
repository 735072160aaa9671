"""One posted page."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from surveys.questionnaire.answers import PageAnswers, page_form_values, parse_page
from surveys.questionnaire.flow import visible_questions, way_through
from surveys.questionnaire.question_types import FaultKind
from tests.surveys.questionnaire.samples import sample_page
from tests.surveys.questionnaire.strategies import any_answers, calmly, forms, questionnaires


def post(file: str, page: str, form: dict[str, list[str]], before: Any = None, **how: Any) -> PageAnswers:
    questionnaire, found = sample_page(file, page)
    return parse_page(questionnaire, found, form, before or {}, **how)


def test_answers_of_other_pages_stay() -> None:
    assert post("branch_between_pages", "start", {"owns": ["2"]}, {"joy": 4}).answers == {"joy": 4, "owns": 2}


def test_an_answer_taken_back_is_gone() -> None:
    result = post("texts", "both", {"town": [""]}, {"town": "Oulu", "story": "x", "story_quote": 1})
    assert result.answers == {}
    assert result.faults == ()


def test_a_hidden_question_is_neither_required_nor_stored() -> None:
    result = post("same_page_condition", "one", {"pet": ["2"], "dog_name": ["Rex"]}, {"dog_name": "Rex"})
    assert result.answers == {"pet": [2]}
    assert result.faults == ()


def test_a_question_that_appears_is_required_and_named() -> None:
    result = post("same_page_condition", "one", {"pet": ["1"]})
    assert [(fault.field, fault.kind) for fault in result.faults] == [("dog_name", FaultKind.REQUIRED)]
    assert result.appeared == ("dog_name",)
    again = post("same_page_condition", "one", {"pet": ["1"]}, result.answers)
    assert again.appeared == ()


def test_autosave_demands_nothing_and_keeps_what_is_valid() -> None:
    form = {"age": ["seventeen"], "height": ["1.80"]}
    result = post("numbers", "age_and_height", form, strict=False)
    assert result.answers == {"height": 1.8}
    assert [fault.kind for fault in result.faults] == [FaultKind.NOT_A_NUMBER]
    assert result.kept == form
    assert post("numbers", "age_and_height", {}, strict=False).faults == ()


def test_a_post_about_one_question_leaves_the_others_alone() -> None:
    before = {"age": 40, "height": 1.8}
    result = post("numbers", "age_and_height", {"age": ["41"]}, before, strict=False, only=["age"])
    assert result.answers == {"age": 41, "height": 1.8}


def test_fields_that_nobody_asked_for_are_ignored() -> None:
    form = {"age": ["30"], "state": ["complete"], "consent": ["1"], "__class__": ["x"]}
    assert post("numbers", "age_and_height", form).answers == {"age": 30}


@calmly
@given(st.data())
def test_a_page_shown_again_holds_all_that_was_stored_from_it(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    before = data.draw(any_answers(questionnaire))
    page = data.draw(st.sampled_from(list(questionnaire.pages())))
    form = {field: values for q in page.questions for field, values in data.draw(forms(q)).items()}
    result = parse_page(questionnaire, page, form, before, strict=False)
    again = parse_page(questionnaire, page, page_form_values(page, result.answers), result.answers, strict=False)
    assert again.answers == result.answers
    assert again.faults == ()


@calmly
@given(st.data())
def test_only_what_is_visible_is_stored_from_a_page(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    page = data.draw(st.sampled_from(list(questionnaire.pages())))
    form = {field: values for q in page.questions for field, values in data.draw(forms(q)).items()}
    result = parse_page(questionnaire, page, form, {})
    context = dict(way_through(questionnaire, {}).answers) | result.answers
    shown = {v.name for q in visible_questions(page, context) for v in q.variables()}
    assert result.answers.keys() <= shown
