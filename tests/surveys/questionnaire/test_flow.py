"""The way through a questionnaire."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.questionnaire.answers import parse_page
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.flow import (
    NoSuchPage,
    effective_answers,
    finalise,
    first_page,
    is_complete,
    next_page,
    page_named,
    part_of,
    previous_page,
    questions_on,
    resume_page,
    visible_pages,
    visible_questions,
)
from surveys.questionnaire.missing import HIDDEN, NO_ANSWER, NOT_REACHED
from tests.surveys.questionnaire.samples import sample
from tests.surveys.questionnaire.strategies import any_answers, calmly, forms, questionnaires


def way(questionnaire: Questionnaire, answers: dict[str, Any]) -> list[str]:
    """All pages from the first by going on and on."""
    names = [first_page(questionnaire, answers)]
    while (following := next_page(questionnaire, names[-1], answers)) is not None:
        names.append(following)
    return names


def test_answers_choose_the_branch() -> None:
    bikes = sample("branch_between_pages")
    assert way(bikes, {"owns": 1}) == ["start", "owners", "last"]
    assert way(bikes, {"owns": 2}) == ["start", "others", "last"]
    assert previous_page(bikes, "last", {"owns": 1}) == "owners"
    assert previous_page(bikes, "start", {"owns": 1}) is None


def test_a_page_that_is_hidden_now_still_leads_on() -> None:
    bikes = sample("branch_between_pages")
    assert next_page(bikes, "owners", {"owns": 2}) == "others"
    assert previous_page(bikes, "others", {"owns": 1}) == "owners"


def test_an_unknown_page_is_named_in_the_error() -> None:
    bikes = sample("branch_between_pages")
    for ask in (next_page, previous_page, questions_on):
        with pytest.raises(NoSuchPage, match="nowhere"):
            ask(bikes, "nowhere", {})
    with pytest.raises(NoSuchPage, match="nowhere"):
        part_of(bikes, "nowhere")


def test_what_is_hidden_decides_nothing() -> None:
    chain = sample("chained_conditions")
    assert way(chain, {"a": 4, "b": 5}) == ["first", "second", "third"]
    after_a_change_of_mind = {"a": 2, "b": 5, "c": 1}
    assert way(chain, after_a_change_of_mind) == ["first", "second"]
    assert effective_answers(chain, after_a_change_of_mind) == {"a": 2}
    assert [q.name for q in questions_on(chain, "second", after_a_change_of_mind)] == ["note"]


def test_the_part_is_the_section() -> None:
    bikes = sample("branch_between_pages")
    assert part_of(bikes, "others") == (1, 2)
    assert part_of(bikes, "last") == (2, 2)


def test_one_resumes_at_the_first_page_that_was_not_sent() -> None:
    bikes = sample("branch_between_pages")
    assert resume_page(bikes, {}, []) == "start"
    assert resume_page(bikes, {"owns": 2}, ["start"]) == "others"
    assert resume_page(bikes, {"owns": 2}, ["start", "others", "last"]) is None
    assert is_complete(bikes, {"owns": 2}, ["start", "others", "last"])
    assert not is_complete(bikes, {"owns": 1}, ["start", "others", "last"])


def test_a_sent_page_is_done_again_when_it_lacks_what_is_required() -> None:
    pets = sample("same_page_condition")
    assert resume_page(pets, {"pet": [2]}, ["one"]) is None
    assert resume_page(pets, {"pet": [1]}, ["one"]) == "one"


def test_a_page_of_statements_must_be_read() -> None:
    told = sample("statement_page")
    assert resume_page(told, {}, []) == "reading"
    assert resume_page(told, {}, ["reading"]) == "asking"


def test_every_reason_for_a_missing_answer_has_its_code() -> None:
    bikes = sample("branch_between_pages")
    assert finalise(bikes, {"owns": 1, "why_not": "old"}, ["start", "owners"]) == {
        "owns": 1,
        "bikes_owned": NO_ANSWER,
        "why_not": HIDDEN,
        "joy": NOT_REACHED,
    }


def test_words_beside_other_are_hidden_where_other_was_not_chosen() -> None:
    drinks = sample("single_choice_other")
    assert finalise(drinks, {"drink": 1}, ["morning"])["drink_other"] == HIDDEN
    assert finalise(drinks, {"drink": 8}, ["morning"])["drink_other"] == NO_ANSWER
    assert finalise(drinks, {"drink": -97}, ["morning"])["drink_other"] == -97
    assert finalise(drinks, {}, [])["drink_other"] == NOT_REACHED


@calmly
@given(st.data())
def test_going_on_and_back_visits_the_visible_pages(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(any_answers(questionnaire))
    visible = [page.name for page in visible_pages(questionnaire, answers)]
    if not visible:
        assert next_page(questionnaire, first_page(questionnaire, answers), answers) is None
        return
    assert way(questionnaire, answers) == visible
    back = [visible[-1]]
    while (before := previous_page(questionnaire, back[-1], answers)) is not None:
        back.append(before)
    assert back == visible[::-1]


@calmly
@given(st.data())
def test_hidden_answers_change_nothing(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(any_answers(questionnaire))
    left = effective_answers(questionnaire, answers)
    assert effective_answers(questionnaire, left) == left
    for page in visible_pages(questionnaire, left):
        shown = questions_on(questionnaire, page.name, left)
        assert shown == visible_questions(page, left)
        assert shown


@calmly
@given(st.data())
def test_every_variable_has_one_final_value(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(any_answers(questionnaire))
    pages = [page.name for page in questionnaire.pages()]
    sent = data.draw(st.lists(st.sampled_from(pages), unique=True))
    final = finalise(questionnaire, answers, sent)
    assert list(final) == [variable.name for variable in questionnaire.variables()]
    kept = effective_answers(questionnaire, answers)
    for name, value in final.items():
        assert value == kept[name] if name in kept else value in (NO_ANSWER, HIDDEN, NOT_REACHED, -98, -97, -96)


@calmly
@given(st.data())
def test_whoever_keeps_sending_pages_arrives(data: st.DataObject) -> None:
    """Each page is left only when the rules allow it, and the end is reached in bounded time."""
    questionnaire = data.draw(questionnaires())
    answers: dict[str, Any] = {}
    sent: list[str] = []
    turns = 0
    while (name := resume_page(questionnaire, answers, sent)) is not None:
        turns += 1
        if turns > 40:
            break
        page = page_named(questionnaire, name)
        form = {field: values for q in page.questions for field, values in data.draw(forms(q)).items()}
        result = parse_page(questionnaire, page, form, answers)
        answers = result.answers
        if not result.faults and not result.appeared:
            sent.append(name)
            for question in questions_on(questionnaire, name, answers):
                if getattr(question, "required", False):
                    assert question.is_answered(answers)
    if is_complete(questionnaire, answers, sent):
        assert {page.name for page in visible_pages(questionnaire, answers)} <= set(sent)
    else:
        assert turns > 40
