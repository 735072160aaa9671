"""Intervals and memberships of every analysis: from people drawn again, honest where nothing comes back, bounded."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from research.certainty.draw import Draw, draw_once
from research.certainty.pool import MOST_PEOPLE, Pool, pool_of, weighted_correlations
from research.certainty.redraw import DRAWS, redraw
from research.certainty.rescoring import score_again
from research.certainty.sharpness import came_back, temperature_of
from research.plan import AnalysisPlan
from research.result import Analysis, Redrawn
from research.run import run_analysis
from research.segments.assignment import assign, softened
from research.steps.group import choose_grouping
from research.summary.build import summarise
from research.summary.schema import Summary
from research.words.grammar import ENGLISH
from tests import told
from tests.bench.honesty.worlds import Recipe, draw
from tests.research.studies import matrix_of, planted

QUICK = AnalysisPlan(bootstraps=10, segments=4, themes=False)


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return run_analysis(planted(n=500)[1], QUICK)


@pytest.fixture(scope="module")
def summary(analysis: Analysis) -> Summary:
    return summarise(analysis)


def _redrawn(analysis: Analysis, **choices: int) -> Redrawn:
    grouping = choose_grouping(analysis.measurement, analysis.plan)
    return redraw(analysis.measurement, grouping, analysis.segmentation.solution, **{"seed": 1, **choices})


def _cloudy() -> Analysis:
    """Nine pieces of a cloud without groups."""
    study, _ = planted(n=150, separation=0.0)
    return run_analysis(matrix_of(study), replace(QUICK, segments=9))


# Where nothing is promised


def test_a_cut_that_new_samples_make_elsewhere_has_no_intervals_and_says_so(analysis: Analysis) -> None:
    """Samples of the same people lie around the same cut, and cannot tell where very many people would be cut."""
    grouping, solution = choose_grouping(analysis.measurement, analysis.plan), analysis.segmentation.solution
    found = redraw(analysis.measurement, grouping, solution, seed=1, agreement=0.5)
    assert found.share_margins.isna().all()
    assert found.effect_margins.isna().all(axis=None)
    assert [each.code for each in found.cautions] == ["cut_without_intervals"]
    assert "agree only to 0.50" in ENGLISH.whole(found.cautions[0])


def test_the_agreement_is_that_of_the_number_that_was_kept(analysis: Analysis) -> None:
    found = analysis.segmentation
    kept = [each.ari_mean for each in found.choice.candidates if each.k == found.solution.k]
    assert [found.agreement] == kept


# What is computed anew


def test_weights_that_everybody_has_move_no_score(analysis: Analysis) -> None:
    """Correlations were weighted when factors were found; weighting the same people again is no new sample."""
    pool = _pool(analysis)
    mass = np.random.default_rng(1).choice([0.2, 1.0, 6.0], len(pool.labels))
    measured = replace(pool.measured, plain=weighted_correlations(pool.measured.z, mass))
    again = score_again(replace(pool, measured=measured, mass=mass), np.ones(len(mass)), mass, np.random.default_rng(2))
    assert np.allclose(again.whole, pool.basis - pool.basis.mean(axis=0), atol=0.01)


def test_many_items_of_few_people_do_not_throw_scores_about() -> None:
    """Their correlations are near to singular; weights that came from them would go wherever a sample pushes them."""
    world = draw(Recipe(n=400, kinds=3, scales=4, items_each=20), seed=1)
    found = run_analysis(world.matrix, replace(QUICK, segment_on="factor_scores", segments=3, factors=4))
    pool = _pool(found)
    counts = np.bincount(
        np.random.default_rng(3).integers(0, len(pool.labels), len(pool.labels)), minlength=len(pool.labels)
    ).astype(float)
    again = score_again(pool, counts, counts, np.random.default_rng(4)).whole
    alike = [np.corrcoef(again[:, place], pool.basis[:, place])[0, 1] for place in range(again.shape[1])]
    assert min(alike) > 0.7


def _pool(found: Analysis) -> Pool:
    grouping = choose_grouping(found.measurement, found.plan)
    return pool_of(found.measurement, grouping, found.segmentation.solution, seed=1)


# Intervals


def test_shares_have_wider_intervals_than_those_of_segments_that_are_known(
    analysis: Analysis, summary: Summary
) -> None:
    known = analysis.segmentation.solution.shares
    told_width = sum((each.high or 0) - (each.low or 0) for each in summary.segments.shares.values())
    assert told_width > (known["high"] - known["low"]).sum()


def test_the_interval_lies_around_the_share(summary: Summary) -> None:
    for each in summary.segments.shares.values():
        assert each.low is not None
        assert each.high is not None
        assert 0 <= each.low < (each.share or 0) < each.high <= 1


def test_differences_and_dimensions_have_theirs(summary: Summary) -> None:
    for persona in summary.personas:
        row = persona.defines[0]
        assert row.effect_low is not None
        assert row.effect_low < row.effect < (row.effect_high or 0)
        for score in persona.scores.values():
            assert score["low"] < score["value"] < score["high"]  # type: ignore[operator]


def test_answers_within_a_segment_are_no_surer_than_who_belongs_to_it(analysis: Analysis, summary: Summary) -> None:
    assert analysis.redrawn is not None
    assert (analysis.redrawn.designs.min() >= 1).all()
    makers = analysis.redrawn.designs[list(analysis.makers)]
    assert makers.mean().mean() > 1.1
    profile = next(each for each in summary.segments.profiles if each.variable == analysis.makers[0])
    assert set(profile.designs) == set(summary.segments.codes)


def test_more_people_make_narrower_intervals(analysis: Analysis) -> None:
    small = run_analysis(planted(n=500)[1].of(pd.RangeIndex(1, 151)), QUICK)
    wide, narrow = (_redrawn(each).effect_margins.mean().mean() for each in (small, analysis))
    assert wide > 1.4 * narrow


def test_of_many_people_some_are_drawn_and_what_differs_is_scaled_to_all() -> None:
    study, matrix = planted(n=MOST_PEOPLE + 1_000)
    analysis = run_analysis(matrix, QUICK)
    pool = pool_of(
        analysis.measurement, choose_grouping(analysis.measurement, QUICK), analysis.segmentation.solution, seed=1
    )
    assert len(pool.labels) == MOST_PEOPLE
    assert pool.scale == pytest.approx(np.sqrt(MOST_PEOPLE / len(study.answers)))
    assert summarise(analysis).segments.redrawn.people == MOST_PEOPLE  # type: ignore[union-attr]


def test_one_worker_or_two_tell_the_same(analysis: Analysis) -> None:
    first, second = _redrawn(analysis, n_jobs=1), _redrawn(analysis, n_jobs=2)
    assert first.effect_margins.equals(second.effect_margins)
    assert first.temperature == second.temperature


def test_nothing_is_told_of_segments_that_do_not_come_back() -> None:
    analysis = _cloudy()
    redrawn = analysis.redrawn
    assert redrawn is not None
    gone = [str(code) for code in redrawn.comes_back.index[redrawn.comes_back < 0.6]]
    assert gone
    summary = summarise(analysis)
    code = gone[0]
    assert summary.segments.shares[code].low is None
    assert summary.segments.shares[code].share is not None
    persona = next(each for each in summary.personas if each.code == code)
    assert {row.effect_low for row in persona.defines} == {None}
    assert {row.low for row in (*persona.who, *persona.why)} <= {None}
    said = next(each for each in analysis.cautions if each.code == "segments_without_interval")
    assert set(said.where) == set(gone)
    assert code in told.text(said)


def test_a_replicate_of_every_method_goes_the_whole_way() -> None:
    _, matrix = planted(n=300)
    for basis, method in (("items", "kmeans"), ("factor_scores", "gmm"), ("items", "lca")):
        plan = AnalysisPlan(segment_on=basis, segmentation=method, bootstraps=10, segments=(2, 2), themes=False)  # type: ignore[arg-type]
        analysis = run_analysis(matrix, plan)
        pool = pool_of(
            analysis.measurement, choose_grouping(analysis.measurement, plan), analysis.segmentation.solution, seed=1
        )
        one = draw_once(pool, np.random.SeedSequence(3))
        assert isinstance(one, Draw)
        assert one.shares.sum() == pytest.approx(1)
        assert (one.jaccard > 0.3).all()


def test_the_methods_paragraph_says_how(summary: Summary) -> None:
    words = " ".join(map(told.text, summary.provenance.methods))
    assert f"over {DRAWS} new samples" in words
    assert "found anew" in words


# Memberships


def test_memberships_are_softened_until_they_come_true() -> None:
    rng = np.random.default_rng(1)
    scores = rng.normal(0, 3, size=(4_000, 3))
    said = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    true = softened(said, 2.0)
    drawn = [np.array([rng.choice(3, p=row) for row in true]) for _ in range(3)]
    found = temperature_of(said, came_back(drawn, 3))
    assert found == pytest.approx(2.0, abs=0.1)


def test_people_who_were_drawn_say_nothing_of_themselves() -> None:
    times = came_back([np.array([0, -1, 1]), np.array([-1, -1, 1])], 2)
    assert times.tolist() == [[1, 0], [0, 0], [0, 2]]


def test_memberships_are_never_made_surer() -> None:
    said = np.tile([0.6, 0.4], (200, 1))
    assert temperature_of(said, came_back([np.zeros(200, dtype=np.int64)], 2)) == pytest.approx(1.0)


def test_the_stored_rule_types_as_surely_as_the_people_were_said_to_belong(analysis: Analysis) -> None:
    solution = analysis.segmentation.solution
    assert analysis.redrawn is not None
    assert solution.rule["temperature"] == analysis.redrawn.temperature
    basis = choose_grouping(analysis.measurement, analysis.plan).X
    typed = assign(basis, solution.rule)
    assert typed.probabilities.to_numpy() == pytest.approx(solution.probabilities.loc[basis.index].to_numpy(), abs=1e-9)
    assert (typed.labels == solution.labels.loc[basis.index]).all()
