"""The way through a questionnaire."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.questionnaire.answers import parse_page
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.flow import NoSuchPage, finalise, page_named, visible_questions, way_through
from surveys.questionnaire.missing import HIDDEN, NO_ANSWER, NOT_ASKED, NOT_REACHED
from tests.surveys.questionnaire.samples import sample
from tests.surveys.questionnaire.strategies import any_answers, calmly, forms, questionnaires


def way(questionnaire: Questionnaire, answers: dict[str, Any]) -> list[str]:
    """All pages from the first by going on and on."""
    here = way_through(questionnaire, answers)
    names = [here.first]
    while (following := here.at(names[-1]).next) is not None:
        names.append(following)
    return names


def test_answers_choose_the_branch() -> None:
    bikes = sample("branch_between_pages")
    assert way(bikes, {"owns": 1}) == ["start", "owners", "last"]
    assert way(bikes, {"owns": 2}) == ["start", "others", "last"]
    assert way_through(bikes, {"owns": 1}, here="last").back == "owners"
    assert way_through(bikes, {"owns": 1}, here="start").back is None


def test_a_page_that_is_hidden_now_still_leads_on() -> None:
    bikes = sample("branch_between_pages")
    assert way_through(bikes, {"owns": 2}, here="owners").next == "others"
    assert way_through(bikes, {"owns": 1}, here="others").back == "owners"


def test_an_unknown_page_is_named_in_the_error() -> None:
    bikes = sample("branch_between_pages")
    with pytest.raises(NoSuchPage, match="nowhere"):
        way_through(bikes, {}, here="nowhere")
    with pytest.raises(NoSuchPage, match="nowhere"):
        way_through(bikes, {}).at("nowhere")
    with pytest.raises(NoSuchPage, match="nowhere"):
        page_named(bikes, "nowhere")


def test_what_is_hidden_decides_nothing() -> None:
    chain = sample("chained_conditions")
    assert way(chain, {"a": 4, "b": 5}) == ["first", "second", "third"]
    after_a_change_of_mind = {"a": 2, "b": 5, "c": 1}
    assert way(chain, after_a_change_of_mind) == ["first", "second"]
    assert way_through(chain, after_a_change_of_mind).answers == {"a": 2}
    assert [q.name for q in way_through(chain, after_a_change_of_mind, here="second").questions] == ["note"]


def test_the_part_is_the_section() -> None:
    bikes = sample("branch_between_pages")
    assert way_through(bikes, {}, here="others").part == (1, 2)
    assert way_through(bikes, {}, here="last").part == (2, 2)


def test_one_resumes_at_the_first_page_that_was_not_sent() -> None:
    bikes = sample("branch_between_pages")
    assert way_through(bikes, {}, sent=[]).to_do == "start"
    assert way_through(bikes, {"owns": 2}, sent=["start"]).to_do == "others"
    assert way_through(bikes, {"owns": 2}, sent=["start", "others", "last"]).to_do is None
    assert way_through(bikes, {"owns": 2}, sent=["start", "others", "last"]).complete
    assert not way_through(bikes, {"owns": 1}, sent=["start", "others", "last"]).complete


def test_a_sent_page_is_done_again_when_it_lacks_what_is_required() -> None:
    pets = sample("same_page_condition")
    assert way_through(pets, {"pet": [2]}, sent=["one"]).to_do is None
    assert way_through(pets, {"pet": [1]}, sent=["one"]).to_do == "one"


def test_a_page_of_statements_must_be_read() -> None:
    told = sample("statement_page")
    assert way_through(told, {}, sent=[]).to_do == "reading"
    assert way_through(told, {}, sent=["reading"]).to_do == "asking"


def test_every_reason_for_a_missing_answer_has_its_code() -> None:
    bikes = sample("branch_between_pages")
    assert finalise(way_through(bikes, {"owns": 1, "why_not": "old"}, sent=["start", "owners"])) == {
        "owns": 1,
        "bikes_owned": NO_ANSWER,
        "why_not": HIDDEN,
        "joy": NOT_REACHED,
    }


def test_words_beside_other_are_hidden_where_other_was_not_chosen() -> None:
    drinks = sample("single_choice_other")
    assert finalise(way_through(drinks, {"drink": 1}, sent=["morning"]))["drink_other"] == HIDDEN
    assert finalise(way_through(drinks, {"drink": 8}, sent=["morning"]))["drink_other"] == NO_ANSWER
    assert finalise(way_through(drinks, {"drink": -97}, sent=["morning"]))["drink_other"] == -97
    assert finalise(way_through(drinks, {}, sent=[]))["drink_other"] == NOT_REACHED


@calmly
@given(st.data())
def test_going_on_and_back_visits_the_visible_pages(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(any_answers(questionnaire))
    here = way_through(questionnaire, answers)
    if not here.pages:
        assert here.next is None
        return
    assert way(questionnaire, answers) == list(here.pages)
    back = [here.last]
    while (before := here.at(back[-1]).back) is not None:
        back.append(before)
    assert back == list(here.pages[::-1])


@calmly
@given(st.data())
def test_hidden_answers_change_nothing(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(any_answers(questionnaire))
    here = way_through(questionnaire, answers)
    assert way_through(questionnaire, here.answers) == here
    for name in here.pages:
        shown = here.at(name).questions
        assert shown == visible_questions(page_named(questionnaire, name), here.answers)
        assert shown


@calmly
@given(st.data())
def test_every_variable_has_one_final_value(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(any_answers(questionnaire))
    pages = [page.name for page in questionnaire.pages()]
    sent = data.draw(st.lists(st.sampled_from(pages), unique=True))
    here = way_through(questionnaire, answers, sent=sent)
    final = finalise(here)
    assert list(final) == [variable.name for variable in questionnaire.variables()]
    asked_by_nobody = (question for question in questionnaire.questions() if not question.on_page)
    from_links = {variable.name for question in asked_by_nobody for variable in question.variables()}
    for name, value in final.items():
        if name in here.answers:
            assert value == here.answers[name]
        elif name in from_links:
            assert value == NOT_ASKED
        else:
            assert value in (NO_ANSWER, HIDDEN, NOT_REACHED, -98, -97, -96)


@calmly
@given(st.data())
def test_whoever_keeps_sending_pages_arrives(data: st.DataObject) -> None:
    """Each page is left only when the rules allow it, and the end is reached in bounded time."""
    questionnaire = data.draw(questionnaires())
    answers: dict[str, Any] = {}
    sent: list[str] = []
    turns = 0
    while (name := way_through(questionnaire, answers, sent=sent).to_do) is not None:
        turns += 1
        if turns > 40:
            break
        page = page_named(questionnaire, name)
        form = {field: values for q in page.questions for field, values in data.draw(forms(q)).items()}
        result = parse_page(questionnaire, page, form, answers)
        answers = result.answers
        if not result.faults and not result.appeared:
            sent.append(name)
            for question in way_through(questionnaire, answers, here=name).questions:
                if getattr(question, "required", False):
                    assert question.is_answered(answers)
    here = way_through(questionnaire, answers, sent=sent)
    if here.complete:
        assert set(here.pages) <= set(sent)
    else:
        assert turns > 40
