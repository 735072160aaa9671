"""Data without groups: answers as people like ours would give them, scored as ours are."""

from functools import partial

import numpy as np
import pandas as pd
import pytest

from research.correlations.correlate import pearson
from research.scales.completed_scores import completed_scores
from research.scales.reliability import scale_scores
from research.segments.answer_clouds import answer_clouds
from research.steps.adjusted import ScaleScoring

SCALES = {"one": ["a", "b", "c"], "two": ["d", "e", "f"]}


@pytest.fixture(scope="module")
def floor_answers():
    """Two scales of three skewed items each, most people at the floor, and gaps."""
    rng = np.random.default_rng(1)
    factors = rng.standard_normal((3000, 2)) @ np.linalg.cholesky([[1, 0.4], [0.4, 1]]).T
    behind = 0.8 * np.repeat(factors, 3, axis=1) + 0.6 * rng.standard_normal((3000, 6))
    answers = pd.DataFrame(
        1.0 + np.stack([behind > cut for cut in (0.5, 1.2, 2.0)]).sum(axis=0), columns=list("abcdef")
    )
    answers = answers.mask(rng.random(answers.shape) < 0.1)
    within = np.kron([[1, 0.4], [0.4, 1]], np.full((3, 3), 0.64)) + 0.36 * np.eye(6)
    correlations = pd.DataFrame(within, index=list("abcdef"), columns=list("abcdef"))
    return answers, correlations


@pytest.fixture(scope="module")
def drawn(floor_answers):
    answers, correlations = floor_answers
    clouds = answer_clouds(
        answers, correlations, score=partial(scale_scores, scales=SCALES), weights=np.ones(len(answers))
    )
    return clouds.answers(20_000, np.random.default_rng(2)), clouds


def test_answers_have_the_shares_gaps_and_correlations_of_ours(floor_answers, drawn):
    ours, theirs = floor_answers[0], drawn[0]
    for item in ours:
        shares = ours[item].value_counts(normalize=True).sort_index()
        assert theirs[item].value_counts(normalize=True).sort_index().to_numpy() == pytest.approx(shares, abs=0.02)
    assert theirs.isna().mean().to_numpy() == pytest.approx(ours.isna().mean(), abs=0.01)
    assert np.allclose(ours.corr(), theirs.corr(), atol=0.08)


def test_scores_have_the_shape_of_ours(floor_answers, drawn):
    """Two thirds sit in one corner; a normal cloud of scores would have nobody there in such numbers."""
    ours = scale_scores(floor_answers[0], scales=SCALES).dropna()
    theirs = pd.DataFrame(drawn[1].draw(5000, np.random.default_rng(3)), columns=list(ours))
    assert theirs.skew().to_numpy() == pytest.approx(ours.skew(), abs=0.15)
    assert (theirs == 1).all(axis=1).mean() == pytest.approx((ours == 1).all(axis=1).mean(), abs=0.03)


def test_people_of_clouds_who_skip_a_scale_are_scored_as_ours_are(floor_answers):
    """A quarter left one scale out and answered the other: they have scores among ours, and so in clouds."""
    keyed = floor_answers[0].copy()
    keyed.loc[:749, ["a", "b"]] = np.nan
    scored = ScaleScoring(scales=SCALES, correlation=pearson(keyed), agreeing=None)(keyed)
    answered = keyed.notna().mean(axis=1) >= 0.5
    assert scored[answered].notna().all(axis=None)
    ours = completed_scores(keyed, scales=SCALES, correlation=pearson(keyed))
    pd.testing.assert_frame_equal(scored, ours)


def test_as_many_as_were_asked_for_have_a_score(drawn):
    assert drawn[1].draw(777, np.random.default_rng(4)).shape == (777, 2)
    assert np.isfinite(drawn[1].draw(777, np.random.default_rng(4))).all()


def test_the_same_stream_draws_the_same_people(drawn):
    first, second = (drawn[1].draw(50, np.random.default_rng(5)) for _ in range(2))
    assert (first == second).all()
