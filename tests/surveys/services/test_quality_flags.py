"""Reasons to look at one response: which, by which figures, and whom they never touch."""

import pytest

from surveys.questionnaire.missing import DONT_KNOW, HIDDEN, NO_ANSWER, NOT_ASKED
from surveys.services.quality.flags import Asked, Flag, asked_in, flags_of
from tests.surveys.services.test_build_matrix import with_questions

ITEMS = tuple(f"item{n}" for n in range(8))
ASKED = Asked(names=(*ITEMS, "check"), rated=ITEMS, checks={"check": 2})
CAREFUL = {name: 1 + n % 5 for n, name in enumerate(ITEMS)} | {"check": 2}


def test_a_careful_response_has_no_flag() -> None:
    assert flags_of(ASKED, CAREFUL, 60.0) == ()


def test_each_flag_says_what_was_found_and_what_it_was_held_against() -> None:
    uniform = dict.fromkeys(ITEMS, 3) | {"check": 5}
    assert flags_of(ASKED, uniform, 4.0) == (
        Flag(code="failed_check", figure=1, limit=0, n=1),
        Flag(code="fast_per_item", figure=0.5, limit=2.0, n=8),
        Flag(code="straight_line", figure=1.0, limit=0.9, n=8),
    )


def test_blank_pages_sent_at_once_are_flagged() -> None:
    blank = dict.fromkeys(ASKED.names, NO_ANSWER)
    assert flags_of(ASKED, blank, 1.4) == (Flag(code="mostly_blank", figure=0.0, limit=0.5, n=9),)


@pytest.mark.parametrize("code", [HIDDEN, NOT_ASKED])
def test_what_nobody_was_asked_is_no_blank(code: int) -> None:
    shown = {"item0": 1, "item1": 2, "check": 2}
    assert flags_of(ASKED, dict.fromkeys(ASKED.names, code) | shown, 60.0) == ()


def test_do_not_know_is_an_answer() -> None:
    assert flags_of(ASKED, dict.fromkeys(ASKED.names, DONT_KNOW), 60.0) == ()


@pytest.mark.parametrize(("seconds", "flagged"), [(15.9, True), (16.0, False), (None, False)])
def test_only_less_than_two_seconds_per_answered_rating_is_fast(seconds: float | None, flagged: bool) -> None:
    assert bool(flags_of(ASKED, CAREFUL, seconds)) is flagged


def test_few_ratings_say_nothing_about_time_or_sameness() -> None:
    few = dict.fromkeys(ITEMS[:5], 3) | {"check": 2}
    assert flags_of(ASKED, few, 0.1) == ()


def test_what_is_looked_at_comes_from_the_questionnaire() -> None:
    check: dict[str, object] = {
        "type": "attention_check",
        "name": "check",
        "text": "Please choose 2.",
        "expected": 2,
        "points": {},
    }
    items = [{"name": name, "text": f"Statement {name}."} for name in ITEMS]
    matrix: dict[str, object] = {"type": "matrix", "name": "many", "text": "How about these?", "items": items}
    found = asked_in(with_questions(check, matrix).questionnaire)
    assert found.checks == {"check": 2}
    assert set(ITEMS) <= set(found.rated)
    assert {*found.rated, "check"} <= set(found.names)
