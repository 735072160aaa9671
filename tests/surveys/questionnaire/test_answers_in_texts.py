"""Earlier answers in texts, and options carried forward: as data, checked before anybody reads them."""

from typing import Any

import pytest

from surveys.questionnaire.ahead import pages_ahead
from surveys.questionnaire.checks import check
from surveys.questionnaire.codebook import build_codebook
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.flow import way_through
from surveys.questionnaire.piping import fill
from surveys.questionnaire.terms import StudyTerms
from surveys.questionnaire.told import teller
from tests import factories
from tests.surveys.questionnaire.samples import sample

DRINKS = sample("answers_in_texts")


def changed(edit: Any) -> Questionnaire:
    plain = DRINKS.model_dump(mode="json", by_alias=True)
    edit(plain["sections"][0]["pages"])
    return Questionnaire.model_validate(plain)


@pytest.mark.parametrize(
    ("answers", "language", "text", "told"),
    [
        ({"best": 2}, "fi", "{{best|x}}!", "Kahvi!"),
        ({"best": 2}, "en", "{{ best | x }}!", "Coffee!"),
        ({}, "en", "{{best| this one }}!", "this one!"),
        ({"best": -98}, "en", "{{best|this one}}!", "this one!"),
        ({"known": [1, 3]}, "en", "{{known|none}}", "Tea, Maté"),
        ({"joy": 4}, "en", "{{joy|0}}", "4"),
        ({"place": "{{best|x}} <b>"}, "en", "{{place|x}}", "\u2068{{best|x}} <b>\u2069"),
        ({"place": "%(num)d \\1"}, "en", "{{place|x}}", "\u2068%(num)d \\1\u2069"),
        ({}, "en", "{{7*7}} {{best.x}} {% x %}", "{{7*7}} {{best.x}} {% x %}"),
    ],
)
def test_an_answer_is_text_and_never_a_template(answers: Any, language: str, text: str, told: str) -> None:
    assert fill(text, teller(DRINKS, answers, language=language)) == told


def test_what_was_chosen_is_offered_and_what_was_not_elsewhere() -> None:
    best, curious = way_through(DRINKS, {"known": [1, 3]}, here="best").questions
    assert [option.code for option in best.inputs()[0].options] == [1, 3]
    assert [option.code for option in curious.inputs()[0].options] == [2]


def test_nothing_carried_is_nothing_asked() -> None:
    assert [question.name for question in way_through(DRINKS, {}, here="best").questions] == ["curious"]
    assert [question.name for question in way_through(DRINKS, {"known": [1, 2, 3]}, here="best").questions] == ["best"]


def test_a_carried_answer_goes_with_its_source() -> None:
    assert way_through(DRINKS, {"known": [2], "best": 1, "joy": 3}).answers == {"known": [2], "joy": 3}


def test_pages_whose_words_are_not_certain_do_not_come_ahead() -> None:
    assert pages_ahead(way_through(DRINKS, {"known": [1], "best": 1}, here="best"), most=6) == ()


def test_the_codebook_speaks_of_nobody() -> None:
    texts = {item.name: item.text for item in build_codebook(DRINKS)}
    assert texts["joy"] == "This drink is a joy."


def set_text(page: int, question: int, text: Any) -> Any:
    return lambda pages: pages[page]["questions"][question].update(text=text)


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (set_text(2, 0, {"en": "{{bets|x}}", "fi": "{{bets|x}}"}), "unknown_question"),
        (set_text(2, 0, {"en": "{{joy|x}}", "fi": "{{joy|x}}"}), "later_question"),
        (set_text(1, 1, {"en": "{{best|x}}", "fi": "{{best|x}}"}), "later_question"),
        (set_text(0, 0, {"en": "{{joy|x}}", "fi": "{{joy|x}}"}), "later_question"),
        (set_text(2, 0, {"en": "{{place}}", "fi": "{{place|x}}"}), "no_fallback"),
        (set_text(2, 0, {"en": "{{best}}", "fi": "{{best}}"}), "no_fallback"),
        (set_text(2, 0, {"en": "{{best|x}}", "fi": "Ilo."}), "place_not_in_all_languages"),
        (set_text(2, 0, {"en": "{{best|x}", "fi": "x"}), "bad_place"),
        (set_text(2, 0, {"en": "{{ 7 * 7 }}", "fi": "x"}), "bad_place"),
        (lambda pages: pages[1]["questions"][0]["carry_forward"].update(question="place"), "carried_from_one_choice"),
        (lambda pages: pages[1]["questions"][0]["carry_forward"].update(question="joy"), "later_question"),
        (lambda pages: pages[1]["questions"][0]["options"][0].update(code=7), "not_carried"),
    ],
)
def test_what_cannot_be_told_is_found_before_publishing(edit: Any, code: str) -> None:
    assert code in {fault.code for fault in check(changed(edit))}


def test_the_sample_itself_has_no_fault() -> None:
    assert check(DRINKS) == ()


def test_no_answer_stands_in_what_people_agree_to() -> None:
    plain = factories.study_plain()["study"]
    plain["purposes"][1]["text"] = "You may quote {{best|me}}."
    faults = check(DRINKS, StudyTerms.model_validate(plain))
    assert ("place_not_here", "study.purposes[1].text") in {(fault.code, fault.place) for fault in faults}
