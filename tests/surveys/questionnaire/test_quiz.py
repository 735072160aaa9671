"""Quizzes: scores, outcomes and how fair they are."""

from itertools import product
from typing import Any

import pytest

from surveys.questionnaire.checks import check
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.fairness import exact_fairness, fairness, sampled_fairness
from surveys.questionnaire.missing import DONT_KNOW, HIDDEN
from surveys.questionnaire.outcomes import result_by, result_of
from surveys.questionnaire.scores import measures
from surveys.questionnaire.screens import in_screens
from tests.surveys.questionnaire.samples import sample

CALM = {"pace_1": 1, "pace_2": 5, "pace_3": 1}


QUIZ = sample("quiz")


def outcome(answers: dict[str, Any]) -> str:
    found = result_of(QUIZ, answers)
    assert found is not None
    return found.outcome.name


def changed(questionnaire: Questionnaire, **quiz: Any) -> Questionnaire:
    plain = questionnaire.model_dump(by_alias=True, exclude_defaults=True)
    return Questionnaire.model_validate({**plain, "quiz": plain["quiz"] | quiz})


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"sound": 1, "company": [1], **CALM}, "listener"),
        ({"sound": 2, "company": [2, 3], **CALM}, "singer"),
        ({"sound": 1, "company": [1], "pace_1": 5, "pace_2": 1, "pace_3": 5}, "sprinter"),
        ({"sound": 3, "company": [9], **CALM}, "mixed"),
        ({}, "mixed"),
    ],
)
def test_the_first_outcome_whose_rule_holds_is_the_persons(answers: dict[str, Any], expected: str) -> None:
    assert outcome(answers) == expected


def test_a_tie_is_decided_as_the_quiz_declares() -> None:
    tied = {"sound": 3, "company": [3], **CALM}
    first = result_of(changed(QUIZ, ties="first"), tied)
    assert outcome(tied) == "mixed"
    assert first is not None
    assert (first.outcome.name, first.tied) == ("listener", True)


def test_a_scale_counts_reversed_items_once_and_needs_its_share_of_answers() -> None:
    hurry = measures(QUIZ)[2]
    assert hurry.of({"pace_1": 5, "pace_2": 1, "pace_3": 5}) == 5
    assert hurry.of({"pace_1": 5, "pace_2": 1, "pace_3": DONT_KNOW}) == 5
    assert hurry.of({"pace_1": 5}) is None
    assert hurry.of({"pace_1": 5, "pace_2": HIDDEN, "pace_3": HIDDEN}) == 5


def test_exact_fairness_is_what_going_through_every_answer_gives() -> None:
    quiz = QUIZ
    found = exact_fairness(quiz)
    several = [[1], [2], [3], [9], [1, 2], [1, 3], [2, 3]]
    every = [
        {"sound": sound, "company": company, "pace_1": a, "pace_2": b, "pace_3": c}
        for sound, company, a, b, c in product((1, 2, 3), several, *[range(1, 6)] * 3)
    ]
    scores = measures(QUIZ)
    counted = [result_by(QUIZ.quiz, scores, answers).outcome.name for answers in every]
    assert found is not None
    assert found.exact
    assert found.shares == pytest.approx({name: counted.count(name) / len(every) for name in found.shares})


def test_sampled_fairness_agrees_with_exact() -> None:
    exact, sampled = exact_fairness(QUIZ), sampled_fairness(QUIZ)
    assert exact is not None
    assert sampled is not None
    assert not sampled.exact
    assert sampled.shares == pytest.approx(exact.shares, abs=0.02)
    assert sampled.tied == pytest.approx(exact.tied, abs=0.02)


def test_where_answers_decide_what_is_asked_both_follow_the_flow() -> None:
    quiz = changed(QUIZ)
    plain = quiz.model_dump(by_alias=True, exclude_defaults=True)
    plain["sections"][0]["pages"][1]["show_if"] = {"question": "sound", "value": 2}
    branching = Questionnaire.model_validate(plain)
    exact, sampled = exact_fairness(branching), sampled_fairness(branching, draws=4_000)
    alone = exact_fairness(quiz)
    assert exact is not None
    assert sampled is not None
    assert alone is not None
    assert sampled.shares == pytest.approx(exact.shares, abs=0.03)
    assert exact.shares["sprinter"] == pytest.approx(alone.shares["sprinter"] / 3)


def test_an_outcome_that_no_way_of_answering_leads_to_is_refused() -> None:
    outcomes = list(QUIZ.model_dump(by_alias=True, exclude_defaults=True)["quiz"]["outcomes"])
    everybody = {**outcomes[0], "when": [{"score": "hurry", "at_least": 1}]}
    faults = check(changed(QUIZ, outcomes=[everybody, *outcomes[1:]]))
    assert {(fault.code, fault.name) for fault in faults} == {
        ("unreachable_outcome", "listener"),
        ("unreachable_outcome", "singer"),
    }


def test_what_is_no_quiz_has_no_outcome() -> None:
    assert result_of(sample("numbers"), {}) is None
    assert fairness(sample("numbers")) is None


def test_one_question_per_screen_divides_pages_and_keeps_the_first_name() -> None:
    screens = in_screens(QUIZ)
    assert [(page.name, [question.name for question in page.questions]) for page in screens.pages()] == [
        ("first", ["sound"]),
        ("first_2", ["company"]),
        ("pace", ["pace_of"]),
    ]
    assert in_screens(screens) == screens
    assert [variable.name for variable in screens.variables()] == [v.name for v in QUIZ.variables()]


def test_where_options_come_and_go_nothing_is_called_exact() -> None:
    plain = QUIZ.model_dump(by_alias=True, exclude_defaults=True)
    company = plain["sections"][0]["pages"][0]["questions"][1]
    company["options"][0]["show_if"] = {"question": "sound", "value": 1}
    narrowing = Questionnaire.model_validate(plain)
    assert exact_fairness(narrowing) is None
    drawn = sampled_fairness(narrowing, draws=500)
    assert drawn is not None
    assert sum(drawn.shares.values()) == pytest.approx(1)


def test_questions_that_are_drawn_for_each_person_are_not_counted_as_left_out() -> None:
    plain = QUIZ.model_dump(by_alias=True, exclude_defaults=True)
    plain["sections"][0]["pages"][0]["pick"] = 1
    drawing = Questionnaire.model_validate(plain)
    assert exact_fairness(drawing) is None
    drawn = sampled_fairness(drawing, draws=1_000)
    assert drawn is not None
    assert min(drawn.shares.values()) > 0.02
    assert [page.name for page in in_screens(drawing).pages()] == ["first", "pace"]
