"""What answers hide inside a question, and by section: it is not offered, not stored, and counts as hidden."""

from typing import Any

import pytest

from surveys.questionnaire.ahead import pages_ahead
from surveys.questionnaire.answers import parse_page
from surveys.questionnaire.checks import check
from surveys.questionnaire.codebook import wide_row
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.flow import Way, finalise, page_named, way_through
from surveys.questionnaire.missing import HIDDEN
from surveys.questionnaire.question_types import FaultKind
from surveys.questionnaire.versions import difference
from tests.surveys.questionnaire.samples import sample

PETS = sample("parts_by_answers")
PAGES = ["which", "care", "judged"]


def shown_codes(way: Way) -> dict[str, list[int]]:
    """What can be chosen on the page, by field."""
    fields = (field for question in way.questions for field in question.inputs())
    return {field.name: [option.code for option in field.options] for field in fields}


def changed(edit: Any) -> Questionnaire:
    plain = PETS.model_dump(mode="json", by_alias=True)
    edit(plain["sections"])
    return Questionnaire.model_validate(plain)


def test_options_are_offered_to_those_they_are_for() -> None:
    assert shown_codes(way_through(PETS, {"home": 1}, here="which"))["pets"] == [1, 2, 3, 9]
    assert shown_codes(way_through(PETS, {"home": 2}, here="which"))["pets"] == [1, 2, 9]
    assert shown_codes(way_through(PETS, {"home": 1, "pets": [1, 3]}, here="care"))["dearest"] == [1, 3]


def test_a_question_without_anything_to_choose_is_not_shown() -> None:
    emptied = changed(lambda sections: sections[1].update(show_if=None))
    assert way_through(emptied, {"home": 2, "pets": [9]}).pages == ("which", "judged")


def test_an_option_that_was_hidden_later_is_no_answer_any_more() -> None:
    moved = way_through(PETS, {"home": 2, "pets": [1, 3], "dearest": 3, "all_cost": 2}, sent=PAGES)
    assert moved.answers == {"home": 2, "pets": [1], "all_cost": 2}
    assert moved.to_do == "care"


def test_a_hidden_option_cannot_be_sent() -> None:
    page = page_named(PETS, "care")
    sent = parse_page(PETS, page, {"dearest": ["3"]}, {"home": 2, "pets": [1]})
    assert [fault.kind for fault in sent.faults] == [FaultKind.NOT_AN_OPTION]
    assert "dearest" not in sent.answers


def test_an_option_hidden_on_its_own_page_is_refused_and_the_rest_is_kept() -> None:
    page = page_named(PETS, "which")
    sent = parse_page(PETS, page, {"home": ["2"], "pets": ["1", "3"]}, {"home": 1, "pets": [1, 3]})
    assert [(fault.question, fault.kind) for fault in sent.faults] == [("pets", FaultKind.NOT_AN_OPTION)]
    assert sent.answers == {"home": 2}


def test_a_section_is_passed_by_with_all_its_pages() -> None:
    assert way_through(PETS, {"pets": [9]}).pages == ("which",)
    assert way_through(PETS, {"pets": [2]}).pages == ("which", "care", "judged")


def test_required_items_are_required_of_those_who_see_them() -> None:
    answers = {"home": 2, "pets": [2], "dearest": 2, "dogs_move": 4, "all_cost": 3}
    assert way_through(PETS, answers, sent=PAGES).complete
    assert way_through(PETS, {**answers, "pets": [1, 2]}, sent=PAGES).to_do == "judged"


def test_a_pair_of_words_is_put_to_those_it_is_for() -> None:
    plain = sample("semantic_differential").model_dump(mode="json", by_alias=True)
    question = plain["sections"][0]["pages"][0]["questions"][0]
    kept, put = (pair["name"] for pair in question["pairs"][:2])
    question["pairs"][1]["show_if"] = {"question": "pets", "operator": "equals", "value": 1}
    question["pairs"] = question["pairs"][:2]
    before = {"name": "before", "questions": [{"type": "yes_no", "name": "pets", "text": "Have you pets?"}]}
    plain["sections"][0]["pages"] = [before, {"name": "words", "questions": [question]}]
    words = Questionnaire.model_validate(plain)

    def asked(pets: int) -> list[str]:
        way = way_through(words, {"pets": pets}, here="words")
        return [field.name for question in way.questions for field in question.inputs()]

    assert (asked(0), asked(1)) == ([kept], [kept, put])


def test_every_hidden_part_is_told_as_hidden() -> None:
    answers = {"home": 2, "pets": [2], "dearest": 2, "dogs_move": 4, "all_cost": 3}
    final = finalise(way_through(PETS, answers, sent=PAGES))
    assert (final["cats_calm"], final["dogs_move"]) == (HIDDEN, 4)
    row = wide_row(PETS, final)
    assert {name: row[name] for name in ("pets_1", "pets_2", "pets_3")} == {"pets_1": 0, "pets_2": 1, "pets_3": HIDDEN}


def test_pages_ahead_stop_before_options_that_are_not_certain() -> None:
    unconditional = changed(lambda sections: sections[1].update(show_if=None))
    assert pages_ahead(way_through(unconditional, {"pets": [1, 2]}, here="which"), most=6) == ()
    assert pages_ahead(way_through(unconditional, {"pets": [1, 2]}, here="care"), most=6) == ("judged",)


def test_pages_ahead_stop_before_a_section_that_is_not_certain() -> None:
    def only_the_section(sections: Any) -> None:
        sections[1]["pages"].pop(0)
        for item in sections[1]["pages"][0]["questions"][0]["items"]:
            item.pop("show_if")

    assert pages_ahead(way_through(changed(only_the_section), {"pets": [1]}, here="which"), most=6) == ()


LATER = {"question": "all_cost", "value": 1}
UNKNOWN = {"question": "petz", "value": 1}


@pytest.mark.parametrize(
    ("edit", "code", "place"),
    [
        (lambda s: s[0]["pages"][0]["questions"][1]["options"][0].update(show_if=LATER), "later_question",
         "sections[0].pages[0].questions[1].options[0].show_if.question"),
        (lambda s: s[0]["pages"][0]["questions"][1]["options"][0].update(show_if=UNKNOWN), "unknown_question",
         "sections[0].pages[0].questions[1].options[0].show_if.question"),
        (lambda s: s[1]["pages"][1]["questions"][0]["items"][0].update(show_if=LATER), "cycle",
         "sections[1].pages[1].questions[0].items[0].show_if.question"),
        (lambda s: s[1].update(show_if=LATER), "cycle", "sections[1].show_if.question"),
        (lambda s: s[0].update(show_if=LATER), "later_question", "sections[0].show_if.question"),
    ],
)  # fmt: skip
def test_conditions_on_parts_are_checked_where_they_stand(edit: Any, code: str, place: str) -> None:
    assert (code, place) in {(fault.code, fault.place) for fault in check(changed(edit))}


def test_the_sample_itself_has_no_fault() -> None:
    assert check(PETS) == ()


@pytest.mark.parametrize(
    "edit",
    [
        lambda s: s[1].update(show_if={"question": "pets", "operator": "contains", "value": 1}),
        lambda s: s[1]["pages"][1]["questions"][0]["items"][0].pop("show_if"),
        lambda s: s[1]["pages"][0]["questions"][0]["options"][0].pop("show_if"),
    ],
)
def test_a_changed_condition_changes_who_was_asked(edit: Any) -> None:
    assert difference(PETS, changed(edit)).kind == "comparable"
