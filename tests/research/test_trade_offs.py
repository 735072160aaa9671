"""Utilities from choices of best and worst: found where the truth is known, and read from our own columns."""

import numpy as np
import pandas as pd
import pytest

from research.arithmetic.arrays import Floats
from research.errors import TooFewResponses
from research.matrix import ResponseMatrix
from research.trade_offs.choices import Choices, best_worst_questions, read_choices
from research.trade_offs.counts import best_minus_worst
from research.trade_offs.utilities import estimate_utilities
from surveys.questionnaire.codebook import build_codebook
from surveys.questionnaire.question_types.balanced_sets import make_sets
from tests.surveys.questionnaire.samples import sample

ITEMS = 8


def world(*, people: int, sets: int, seed: int, anchored: bool = False) -> tuple[Choices, Floats]:
    """People whose utilities are known, and what they choose of balanced sets."""
    draw = np.random.default_rng(seed)
    kinds = draw.normal(0, 0.9, (2, ITEMS))
    truth = draw.normal(0, 1, ITEMS) + draw.normal(size=(people, 2)) @ kinds + draw.normal(0, 0.5, (people, ITEMS))
    shown = [np.array(codes) for codes in make_sets(range(ITEMS), sets=sets, size=4, seed=1)]
    best, worst = np.zeros((people, sets), dtype=int), np.zeros((people, sets), dtype=int)
    for number, items in enumerate(shown):
        seen = truth[:, items]
        best[:, number] = (seen + draw.gumbel(size=seen.shape)).argmax(axis=1)
        against = -seen + draw.gumbel(size=seen.shape)
        against[np.arange(people), best[:, number]] = -np.inf
        worst[:, number] = against.argmax(axis=1)
    anchor = (draw.random(truth.shape) < 1 / (1 + np.exp(-truth))).astype(float) if anchored else None
    names = {f"q_u{item}": f"item {item}" for item in range(ITEMS)}
    index = pd.RangeIndex(people)
    return Choices(
        question="q", items=names, shown=tuple(shown), best=best, worst=worst, people=index, anchor=anchor
    ), truth


def centred(values: Floats) -> Floats:
    return np.asarray(values - values.mean(axis=1, keepdims=True))


def between_people(found: Floats, truth: Floats) -> float:
    """How well one person is told from another: the correlation over people, averaged over items."""
    return float(np.mean([np.corrcoef(found[:, item], truth[:, item])[0, 1] for item in range(ITEMS)]))


def error(found: Floats, truth: Floats) -> float:
    """After the stretching that suits `found` best: counts have no unit."""
    stretched = (found * truth).sum() / (found * found).sum() * found
    return float(np.sqrt(((stretched - truth) ** 2).mean()))


@pytest.mark.parametrize(("people", "sets"), [(100, 6), (300, 9)])
def test_utilities_tell_people_apart_better_than_counts(people: int, sets: int) -> None:
    choices, utilities = world(people=people, sets=sets, seed=people)
    truth = centred(utilities)
    found = estimate_utilities(choices)
    counted = centred(best_minus_worst(choices).to_numpy())
    estimated = found.values.to_numpy()
    assert found.converged
    assert between_people(estimated, truth) > between_people(counted, truth) + 0.03
    assert error(estimated, truth) < 0.9 * error(counted, truth)
    assert found.fit.mean() > 1.4 * found.chance


def test_the_anchor_says_where_things_begin_to_matter() -> None:
    choices, truth = world(people=200, sets=9, seed=3, anchored=True)
    found = estimate_utilities(choices)
    assert found.anchored
    assert np.mean((found.values.to_numpy() > 0) == (truth > 0)) > 0.8
    assert abs(found.mean.mean() - truth.mean()) < 0.3


def test_the_same_choices_give_the_same_utilities_and_shares_of_a_hundred() -> None:
    choices, _truth = world(people=60, sets=6, seed=5)
    first, second = estimate_utilities(choices), estimate_utilities(choices)
    pd.testing.assert_frame_equal(first.values, second.values)
    assert np.allclose(first.shares.sum(axis=1), 100)
    assert np.allclose(first.values.sum(axis=1), 0)


def test_who_chose_nothing_has_no_utilities_and_few_people_are_refused() -> None:
    choices, _truth = world(people=31, sets=6, seed=5)
    choices.best[0], choices.worst[0] = -1, -1
    found = estimate_utilities(choices)
    assert found.values.loc[0].isna().all()
    assert found.values.loc[1:].notna().all(axis=None)
    choices.best[1], choices.worst[1] = -1, -1
    with pytest.raises(TooFewResponses):
        estimate_utilities(choices)


def test_choices_are_read_from_the_columns_of_our_own_export() -> None:
    codebook = build_codebook(sample("maxdiff"))
    items = [item for item in codebook if item.type != "text"]
    frame = pd.DataFrame(
        {item.name: [next(iter(item.labels)), -99] if item.name.endswith("best") else [list(item.labels)[-1], -99]
         for item in items}
    )  # fmt: skip
    assert best_worst_questions(codebook) == ("need",)
    choices = read_choices(ResponseMatrix.from_frame(frame, codebook=codebook.with_items(items)), "need")
    assert [len(shown) for shown in choices.shown] == [3] * 6
    assert choices.best.tolist() == [[0] * 6, [-1] * 6]
    assert choices.worst.tolist() == [[2] * 6, [-1] * 6]
    assert list(choices.items.values()) == ["Taste", "Price", "Origin", "Speed", "Company", "Smell"]
    assert choices.anchor is not None
