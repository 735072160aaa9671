"""The default way of grouping: it finds kinds that are there, and calls a cut of a continuum a cut."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from research.arithmetic.ordering import canonical
from research.plan import AnalysisPlan
from research.segments.either import _why_not
from research.segments.mixture_trial import Trial, untold
from research.segments.stability import summary
from research.segments.tied import Tied
from research.steps.group import Grouping, choose_grouping
from research.steps.measure import Measurement, measure
from research.steps.progress import Steps
from research.steps.segment import Segmentation, find_segments
from research.words.grammar import ENGLISH
from tests.bench.honesty.worlds import Recipe, World, draw

PLANTED = Recipe(n=600, kinds=3, distance=5.0, sizes=(0.5, 0.3, 0.2), scales=4, items_each=5, acquiescence=0.8)
NOBODY = replace(PLANTED, kinds=1, sizes=(), skew=0.5)


@cache
def world_of(recipe: Recipe) -> tuple[World, Measurement]:
    world = draw(recipe, seed=3)
    return world, measure(world.matrix, AnalysisPlan(), Steps(None, set()))


def found_in(recipe: Recipe, **plan) -> tuple[World, Grouping, Segmentation]:
    world, measured = world_of(recipe)
    asked = AnalysisPlan(**plan)
    grouping = choose_grouping(measured, asked)
    order = canonical(measured.matrix.values)
    segmentation = find_segments(
        grouping,
        order[order.isin(grouping.X.index)],
        asked,
        person_mean=measured.person_mean,
        weights=None,
        n_jobs=2,
        progress=untold,
    )
    return world, grouping, segmentation


@pytest.fixture(scope="module")
def planted():
    return found_in(PLANTED)


def test_unequal_kinds_under_much_saying_yes_are_found(planted):
    world, grouping, found = planted
    labels = found.solution.labels
    assert (grouping.basis, found.choice.method, found.solution.k) == ("adjusted_scale_scores", "tied", 3)
    kinds = world.kinds[world.matrix.values.index.get_indexer(labels.index)]
    assert adjusted_rand_score(kinds, labels) > 0.7
    assert found.solution.shares["share"].to_numpy() == pytest.approx([0.5, 0.3, 0.2], abs=0.06)


def test_kinds_that_stand_apart_are_natural_and_held_against_clouds(planted):
    chosen = planted[2].choice.candidate(3)
    assert planted[2].choice.verdict == "natural"
    assert chosen.ari_mean > chosen.null_ari_high
    assert chosen.gain > chosen.null_gain_high
    assert chosen.valley < 0.8


def test_flagged_people_shape_nothing_and_are_assigned(planted):
    _, grouping, found = planted
    flagged = grouping.fitted.index[~grouping.fitted]
    assert len(flagged) > 10
    assert found.solution.labels.loc[flagged].notna().all()
    assert found.n_fitted == int(grouping.fitted.sum()) == len(found.solution.labels) - len(flagged)
    assert found.solution.sizes.sum() == len(found.solution.labels)


def test_a_continuum_is_cut_and_called_a_cut():
    _, _, found = found_in(NOBODY)
    assert found.choice.method == "kmeans"
    assert found.choice.verdict in ("constructed", "none")
    assert found.solution.k >= 3
    words = ENGLISH.text(found.choice.reason)
    assert "continuum" in words or "No number of segments comes back" in words


def test_a_planned_number_is_held_against_clouds_itself():
    _, _, found = found_in(PLANTED, segments=2)
    kept = found.choice.candidate(2)
    assert found.solution.k == 2
    assert (found.choice.method == "tied") == (kept.null_ari_high is not None and kept.gain is not None)


def test_the_same_people_in_another_order_give_the_same_segments(planted):
    world, _ = world_of(PLANTED)
    people = np.random.default_rng(0).permutation(world.matrix.values.index)
    turned = replace(world.matrix, values=world.matrix.values.loc[people])
    again = measure(turned, AnalysisPlan(), Steps(None, set()))
    grouping = choose_grouping(again, AnalysisPlan())
    order = canonical(again.matrix.values)
    found = find_segments(
        grouping,
        order[order.isin(grouping.X.index)],
        AnalysisPlan(),
        person_mean=again.person_mean,
        weights=None,
        n_jobs=1,
        progress=untold,
    )
    labels = planted[2].solution.labels
    assert (found.solution.labels.loc[labels.index] == labels).all()


@pytest.mark.parametrize(
    ("agreement", "smallest", "told"),
    [(0.78, 0.02, "come back with an agreement of 0.78"), (0.62, 0.2, "do not come back: the best agreement is 0.62")],
)
def test_a_mixture_that_comes_back_is_never_said_not_to(agreement: float, smallest: float, told: str) -> None:
    """Five groups came back with 0.78, one of them tiny; "do not come back" stood beside a cut of 0.75."""
    fit = Tied(
        probabilities=np.zeros((1, 2)),
        shares=np.array([1 - smallest, smallest]),
        means=np.zeros((2, 1)),
        covariance=np.eye(1),
        log_likelihood=0.0,
        settled=True,
    )
    trial = Trial(fit=fit, stability=summary(2, [agreement]), gain=10.0, valley=1.0)

    words = ENGLISH.text(_why_not({2: trial}))

    assert told in words
    assert ("one in twenty" in words) == (smallest < 0.05)
