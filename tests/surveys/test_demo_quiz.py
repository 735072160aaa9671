"""The quiz of the demonstration: fair to every kind of person, and taken by people of every kind."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from surveys.demo.coffee_person import simulate_takers
from surveys.demo.study_files import QUIZ, read_study
from surveys.questionnaire.checks import check
from surveys.questionnaire.fairness import fairness
from surveys.questionnaire.outcomes import result_of
from surveys.questionnaire.screens import in_screens


def test_the_quiz_has_no_fault_and_every_outcome_is_as_likely_as_the_others() -> None:
    study_file = read_study(QUIZ)
    assert check(study_file.questionnaire, study_file.study) == ()
    found = fairness(study_file.questionnaire)
    assert found is not None
    assert found.exact
    assert found.shares == pytest.approx(dict.fromkeys(found.shares, 0.2), abs=0.01)


def test_simulated_people_get_every_outcome() -> None:
    asked = in_screens(read_study(QUIZ).questionnaire)
    sittings = simulate_takers(asked, [datetime(2026, 6, 1, tzinfo=UTC)] * 240, seed=1)
    results = [result_of(asked, sitting.answers) for sitting in sittings if sitting.completed]
    counted = Counter(result.outcome.name for result in results if result is not None)
    assert len(counted) == 5
    assert min(counted.values()) > 0.08 * len(results)
    assert all(len(sitting.pages) == 6 for sitting in sittings if sitting.completed)
