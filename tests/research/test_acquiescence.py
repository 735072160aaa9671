"""Agreement with statements and their opposites alike: how much of it there is, and scores without it."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from research.plan import AnalysisPlan
from research.scales.acquiescence import acquiescence_index, without_acquiescence
from research.steps.basis import declared_scales_hold
from research.steps.group import choose_grouping
from research.steps.measure import Measurement, measure
from research.steps.progress import Steps
from tests.bench.honesty.recipes import BASE
from tests.bench.honesty.worlds import World, draw


def measured(world: World, plan: AnalysisPlan | None = None) -> Measurement:
    return measure(world.matrix, plan or AnalysisPlan(), Steps(None, set()))


def index(answers: pd.DataFrame) -> pd.Series:
    items = list(map(str, answers))
    found = acquiescence_index(
        answers, ranges=dict.fromkeys(items, (1, 5)), reversed_items=set(items[2:]), scales={"s": items}
    )
    assert found is not None
    return found


def test_a_question_left_out_makes_nobody_more_agreeable() -> None:
    """Everybody agrees most with the first: who skipped it agrees no less than who answered it."""
    answers = pd.DataFrame({"a": [5.0, 5, 5, np.nan], "b": [2.0, 3, 4, 3], "c": [2.0, 2, 2, 2], "d": [2.0, 2, 2, 2]})
    found = index(answers)
    assert found[3] == pytest.approx(found[1])
    assert found[0] < found[1] < found[2]


def test_who_answered_one_half_only_has_no_index() -> None:
    answers = pd.DataFrame({"a": [5.0, 1], "b": [5.0, 2], "c": [np.nan, 2], "d": [np.nan, 1]})
    assert index(answers).isna().tolist() == [True, False]


def test_acquiescence_comes_out_of_scale_scores_and_the_trait_stays() -> None:
    """Doubled acquiescence: scores hang together with the way of answering, and without it they do not."""
    world = draw(replace(BASE, acquiescence=0.8, careless=0.0), seed=4)
    found = measured(world)
    assert found.acquiescence is not None
    cleaned = without_acquiescence(found.scale_scores, found.acquiescence)
    before = found.scale_scores.corrwith(found.acquiescence).abs()
    assert before.mean() > 0.25
    assert cleaned.scores.corrwith(found.acquiescence).abs().max() < 1e-9
    assert cleaned.explained.to_numpy() == pytest.approx(before.to_numpy() ** 2)
    assert _like_the_truth(world, cleaned.scores) > _like_the_truth(world, found.scale_scores) + 0.02


def _like_the_truth(world: World, scores: pd.DataFrame) -> float:
    truth = pd.DataFrame(world.factors, index=scores.index, columns=scores.columns)
    return float(scores.corrwith(truth).abs().mean())


def test_people_without_an_index_keep_their_scores() -> None:
    scores = pd.DataFrame({"s": [1.0, 2, 3, 4, np.nan]})
    cleaned = without_acquiescence(scores, pd.Series([0.1, 0.2, 0.3, np.nan, 0.2]))
    assert cleaned.scores["s"].tolist()[3] == 4
    assert cleaned.scores["s"][:3].to_numpy() == pytest.approx([2, 2, 2])
    assert np.isnan(cleaned.scores["s"][4])


def test_somebody_of_no_weight_shapes_nothing_and_is_corrected_all_the_same() -> None:
    rng = np.random.default_rng(1)
    agreed = pd.Series(rng.normal(size=50))
    scores = pd.DataFrame({"s": agreed * 2 + rng.normal(size=50)})
    others = without_acquiescence(scores[1:], agreed[1:])
    scores.loc[0, "s"], agreed[0] = 100.0, 5.0
    weights = pd.Series(1.0, index=scores.index).where(scores.index > 0, 0.0)
    cleaned = without_acquiescence(scores, agreed, weights=weights)
    assert cleaned.slopes["s"] == pytest.approx(others.slopes["s"])
    assert cleaned.scores["s"][0] == pytest.approx(100 - (5 - cleaned.centre) * cleaned.slopes["s"])


def test_a_weight_of_two_counts_like_two_people() -> None:
    rng = np.random.default_rng(2)
    agreed, scores = pd.Series(rng.normal(size=40)), pd.DataFrame({"s": rng.normal(size=40)})
    weights = pd.Series(rng.integers(1, 4, 40).astype(float))
    copies = np.repeat(np.arange(40), weights.astype(int))
    weighted = without_acquiescence(scores, agreed, weights=weights)
    copied = without_acquiescence(
        scores.iloc[copies].reset_index(drop=True), agreed.iloc[copies].reset_index(drop=True)
    )
    assert weighted.slopes["s"] == pytest.approx(copied.slopes["s"])
    assert weighted.explained["s"] == pytest.approx(copied.explained["s"])


def test_everybody_alike_leaves_scores_as_they_are() -> None:
    scores = pd.DataFrame({"s": [1.0, 2, 3]})
    cleaned = without_acquiescence(scores, pd.Series([0.2, 0.2, 0.2]))
    assert cleaned.scores.equals(scores)
    assert cleaned.explained["s"] == 0


def test_declared_scales_hold_where_items_go_with_their_own() -> None:
    found = declared_scales_hold(measured(draw(BASE, seed=1)))
    assert found.holds
    assert found.nearest > 0.95
    assert (found.items, found.scales, found.elsewhere, found.undeclared) == (30, 5, (), ())


def test_scales_of_three_items_hold_too() -> None:
    assert declared_scales_hold(measured(draw(replace(BASE, scales=4, items_each=3), seed=2))).holds


def test_scales_hold_through_doubled_acquiescence() -> None:
    assert declared_scales_hold(measured(draw(replace(BASE, acquiescence=0.8), seed=3))).holds


def test_a_third_of_the_items_in_a_wrong_scale_is_seen() -> None:
    found = declared_scales_hold(measured(draw(replace(BASE, misplaced_share=1 / 3), seed=1)))
    assert not found.holds
    assert found.nearest < 0.8
    assert len(found.elsewhere) > 3


def test_one_scale_for_everything_describes_no_dimensions() -> None:
    found = declared_scales_hold(measured(draw(replace(BASE, scales=1, kinds=2), seed=1)))
    assert not found.holds


def test_an_item_of_no_scale_is_no_part_of_declared_scales() -> None:
    world = draw(BASE, seed=1)
    codebook = world.matrix.codebook
    loose = replace(codebook, items=(replace(codebook.items[0], scale=None), *codebook.items[1:]))
    found = declared_scales_hold(measured(replace(world, matrix=replace(world.matrix, codebook=loose))))
    assert not found.holds
    assert found.undeclared == ("q01",)


def test_flagged_people_are_grouped_but_shape_nothing() -> None:
    found = measured(draw(BASE, seed=1))
    grouping = choose_grouping(found, AnalysisPlan())
    flagged = found.screening.flagged.reindex(grouping.X.index)
    assert flagged.any()
    assert grouping.fitted.equals(~flagged)


def test_where_flagged_people_are_left_out_all_others_shape_the_segments() -> None:
    plan = AnalysisPlan(exclude_flagged=True)
    grouping = choose_grouping(measured(draw(BASE, seed=1), plan), plan)
    assert grouping.fitted.all()
