"""The reality check in words."""

from typing import Any

import pytest
from flask import Flask

from research.summary.schema.told import Rarity
from surveys.presentation.report.reality import show_reality

LINE = {"variable": "q", "text": "I plan", "label": "agree", "type": "ordinal", "place": 1, "more": True}
LINES = [LINE | {"formed": True}, LINE | {"variable": "r", "more": False, "formed": False}]
FULL = {"n_match": 43, "n": 311, "n_match_others": 14, "n_others": 829, "typical": 2.0, "typical_others": 0.5}


def show(app: Flask, **changes: Any) -> Any:
    with app.test_request_context():
        return show_reality(Rarity.model_validate({**FULL, "lines": LINES, **changes}))


def test_outsiders_who_match_stand_beside_the_people_of_the_persona(app: Flask) -> None:
    shown = show(app)
    assert shown.words == "43 of 311 have all 2 traits of this card. So do 14 of 829 others."
    assert "has 2 of the 2 traits, a typical other 0.5." in shown.advice


def test_traits_are_listed_with_their_direction_and_whether_they_formed_the_groups(app: Flask) -> None:
    more, fewer = show(app).traits
    assert more.startswith("more: ")
    assert more.endswith(" *")
    assert fewer.startswith("fewer: ")
    assert not fewer.endswith("*")


def test_nobody_is_said_as_nobody(app: Flask) -> None:
    assert show(app, n_match=0, n=588).words.startswith("Nobody has all 2 traits of this card: 0 of 588.")
    assert show(app, n_match_others=0).words.endswith("None of 829 others do.")


@pytest.mark.parametrize("hidden", ["n_match", "n_match_others"])
def test_a_hidden_count_is_not_told(app: Flask, hidden: str) -> None:
    number = str(FULL[hidden])
    assert number not in show(app, **{hidden: None}).words.split()


def test_a_card_without_a_difference_has_no_traits_to_match(app: Flask) -> None:
    assert show(app, lines=[]).words == "No line of this card differs from everybody beyond chance."


def test_what_was_not_counted_is_not_told(app: Flask) -> None:
    assert show(app, n_match=None, n=None, lines=[]).words == ""


def test_a_card_of_other_lines_than_were_counted_says_why_no_number_stands_there(app: Flask) -> None:
    words = show(app, n_match=None, n=None).words

    assert "is not told" in words
    assert "other lines than were counted" in words
