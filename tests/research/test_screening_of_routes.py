"""Questions that were not asked are no carelessness, nor is what they make of the other figures."""

import numpy as np
import pandas as pd
import pytest

from research.plan import AnalysisPlan
from research.screening.asked import not_asked
from research.screening.screen import Screening, screen, sign_of
from research.screening.uniformity import commonest_share, long_string
from tests import told


def study(n: int = 600, seed: int = 1) -> pd.DataFrame:
    """Four scales of six items, a third reversed, three answers in a hundred missing."""
    rng = np.random.default_rng(seed)
    sign = np.where(np.arange(24) % 3 == 2, -1, 1)
    lean = np.repeat(rng.normal(size=(n, 4)), 6, axis=1) * sign + rng.normal(0, 0.7, (n, 24))
    answers = np.clip(np.round(lean + 3), 1, 5)
    answers[rng.random(answers.shape) < 0.03] = np.nan
    return pd.DataFrame(answers, columns=[f"q{place:02}" for place in range(24)])


def screened(answers: pd.DataFrame, **choices: float) -> Screening:
    names = list(map(str, answers))
    return screen(
        answers,
        ranges=dict.fromkeys(names, (1, 5)),
        reversed_items={name for place, name in enumerate(names) if place % 3 == 2},
        scales={f"s{scale}": names[6 * scale : 6 * scale + 6] for scale in range(4)},
        **choices,
    )


def with_a_way(share: float) -> tuple[pd.DataFrame, np.ndarray]:
    """Some people are not asked the last 15 questions."""
    answers = study()
    spared = np.random.default_rng(7).random(len(answers)) < share
    answers.iloc[spared, 9:] = np.nan
    return answers, spared


@pytest.mark.parametrize("share", [0.08, 0.4, 0.9])
def test_people_who_were_not_asked_most_questions_left_nothing_out(share: float) -> None:
    answers, spared = with_a_way(share)
    found = screened(answers)
    assert not found.flags["share_missing"].any()
    assert found.indices["share_missing"][spared].mean() < 0.1
    assert found.flags["duplicate"].mean() < 0.01
    assert found.flagged[spared].mean() < 0.05


def test_who_skips_most_questions_alone_is_noticed_still() -> None:
    answers, _ = with_a_way(0.4)
    answers.iloc[3, ::2] = np.nan
    answers.iloc[3, 3:] = np.nan
    answers.iloc[4] = study().iloc[4]
    answers.iloc[4, np.r_[0:9, 12:20]] = np.nan
    found = screened(answers).flags["share_missing"]
    assert found[4]
    assert found.sum() <= 2


def test_answers_skipped_here_and_there_are_no_way_of_their_own() -> None:
    assert not not_asked(study().to_numpy()).any()


def test_a_block_is_not_asked_as_a_whole_or_not_at_all() -> None:
    answers, spared = with_a_way(0.08)
    mask = not_asked(answers.to_numpy())
    assert mask[spared][:, 9:].all()
    assert not mask[~spared].any()
    assert not mask[:, :9].any()


def test_a_run_goes_on_over_questions_that_were_not_asked() -> None:
    values = np.array([[3.0, 3, np.nan, np.nan, 3, 3, 2], [3.0, 3, np.nan, 3, 3, 2, 2]])
    kept_from = np.zeros(values.shape, dtype=bool)
    kept_from[0, 2:4] = True
    longest, average = long_string(values, kept_from)
    assert longest.tolist() == [4, 2]
    assert average[0] == pytest.approx(5 / 2)


def test_two_people_who_were_asked_little_may_answer_alike() -> None:
    """Of those asked five questions some answer alike; two who were asked all and answered all alike are twins."""
    answers = study()
    answers.iloc[:200, 5:] = np.nan
    answers.iloc[1] = answers.iloc[0] = answers.iloc[2]
    answers.iloc[301] = answers.iloc[300]
    found = screened(answers).flags["duplicate"]
    assert set(found.index[found]) == {300, 301}


def test_nearly_always_the_same_answer_is_a_sign_of_its_own() -> None:
    """Long strings are broken by a few other answers, the share of the commonest one is not."""
    answers = study()
    rng = np.random.default_rng(3)
    nearly = np.full((30, 24), 4.0)
    nearly[:, 4::5] = rng.choice([3.0, 5.0], (30, 4))
    answers.iloc[:30] = nearly
    found = screened(answers)
    assert not found.flags["long_string"][:30].any()
    assert found.flags["one_answer"][:30].mean() > 0.9
    assert found.flags["one_answer"][30:].mean() < 0.01
    assert told.text(sign_of("one_answer")) == "nearly always one and the same answer"


def test_the_share_of_the_commonest_answer_counts_answers_given() -> None:
    values = np.array([[1.0, 1, 2, np.nan], [np.nan] * 4])
    assert commonest_share(values, np.array([1.0, 2.0])).tolist()[0] == pytest.approx(2 / 3)
    assert np.isnan(commonest_share(values, np.array([1.0, 2.0]))[1])


def test_signs_of_inconsistency_count_where_they_tell_something_unless_a_plan_says_otherwise() -> None:
    assert AnalysisPlan().consistency == "telling"
