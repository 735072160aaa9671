"""Tracking: a stored solution types people as before, and tells drift from chance."""

import json
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from research.arithmetic.agreement import adjusted_rand, cross_table
from research.arithmetic.intervals import newcombe
from research.errors import BadData, BadPlan, TooFewResponses
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.run import Analysis, run_analysis
from research.segments.assignment import assign, kmeans_rule
from research.segments.kmeans import kmeans
from research.summary.schema.drifted import Drifted
from research.tracking import FrozenSolution, compare_waves, freeze, score_wave, tell_drift
from research.tracking.shifts import two_shares
from tests import told
from tests.research.studies import bfi, planted

QUICK = AnalysisPlan(bootstraps=20, segments=4)
NOW = AnalysisPlan(seed=5)


@pytest.fixture(scope="module")
def waves() -> tuple[ResponseMatrix, ResponseMatrix]:
    """One population, asked twice: other people, nothing changed."""
    _, matrix = planted(n=1800, seed=3)
    order = np.random.default_rng(1).permutation(matrix.values.index)
    return matrix.of(pd.Index(order[:900])), matrix.of(pd.Index(order[900:]))


@pytest.fixture(scope="module")
def first(waves: tuple[ResponseMatrix, ResponseMatrix]) -> Analysis:
    return run_analysis(waves[0], QUICK)


@pytest.fixture(scope="module")
def frozen(first: Analysis) -> FrozenSolution:
    return freeze(first)


# Freezing


def test_a_frozen_solution_reads_back_from_json_equal(frozen: FrozenSolution) -> None:
    assert FrozenSolution.from_dict(json.loads(json.dumps(frozen.to_dict(), allow_nan=False))) == frozen


def test_a_changed_file_is_refused(frozen: FrozenSolution) -> None:
    plain = frozen.to_dict()
    plain["segments"][0]["share"] += 0.01
    with pytest.raises(BadData, match="stored_and_changed"):
        FrozenSolution.from_dict(plain)


@pytest.mark.parametrize("fault", [{"format": 99}, {"basis": 3}, {"items": [{"name": "q01"}]}])
def test_a_file_of_another_form_is_refused_by_name(frozen: FrozenSolution, fault: dict[str, object]) -> None:
    with pytest.raises(BadData):
        FrozenSolution.from_dict(frozen.to_dict() | fault)


def test_a_file_with_a_part_missing_names_it(frozen: FrozenSolution) -> None:
    plain = frozen.to_dict()
    del plain["rule"]
    with pytest.raises(BadData, match=r"stored_without_parts.*rule"):
        FrozenSolution.from_dict(plain)


def test_no_answer_of_a_single_person_is_kept(first: Analysis, frozen: FrozenSolution) -> None:
    assert len(json.dumps(frozen.to_dict())) < 20_000 < first.measurement.raw.size * 2


# Typing


@pytest.mark.parametrize("basis", ["factor_scores", "scale_scores", "items", "centred_items"])
def test_everybody_gets_the_segment_they_had(basis: str) -> None:
    matrix = bfi()
    analysis = run_analysis(matrix, AnalysisPlan(segment_on=basis, bootstraps=10, segments=(2, 3)))  # type: ignore[arg-type]

    scored = score_wave(freeze(analysis), matrix)

    assert scored.labels.dropna().equals(analysis.segmentation.solution.labels.astype(object))


@pytest.mark.parametrize("method", ["gmm", "lca"])
def test_other_methods_type_as_before_too(method: str) -> None:
    matrix = planted(n=250)[1]
    plan = AnalysisPlan(segmentation=method, segment_on="items", bootstraps=10, segments=(2, 2))  # type: ignore[arg-type]
    analysis = run_analysis(matrix, plan)

    scored = score_wave(freeze(analysis), matrix)

    assert scored.labels.dropna().equals(analysis.segmentation.solution.labels.astype(object))


def test_scores_are_those_of_the_analysis_in_units_of_its_people(first: Analysis, frozen: FrozenSolution) -> None:
    own = first.measurement.scores.scores.loc[first.people]
    found = score_wave(frozen, first.given).scores.loc[first.people]
    assert np.allclose(found, (own - own.mean()) / own.std(ddof=1), atol=1e-9)


def test_typing_needs_nothing_but_the_stored_numbers(frozen: FrozenSolution, waves: tuple[ResponseMatrix, ...]) -> None:
    stored = json.loads(json.dumps(frozen.to_dict()))
    complete = waves[1].values[frozen.item_names].dropna()
    person = complete.iloc[0].to_dict()

    z = []
    for item in stored["items"]:
        answer = item["low"] + item["high"] - person[item["name"]] if item["reverse"] else person[item["name"]]
        z.append((answer - item["mean"]) / item["deviation"])
    scores = [sum(a * row[place] for a, row in zip(z, stored["weights"], strict=True)) for place in range(3)]
    at = [
        (score - mean) / sd
        for score, mean, sd in zip(scores, stored["basis"]["means"], stored["basis"]["deviations"], strict=True)
    ]
    scores = _plain_scores(stored["rule"], at)

    typed = score_wave(frozen, waves[1]).labels.loc[complete.index[0]]
    assert stored["rule"]["codes"][scores.index(max(scores))] == typed


def _plain_scores(rule: dict[str, Any], at: list[float]) -> list[float]:
    """How well somebody fits each segment of a mixture: a sum of the values, each times a number."""
    inverse = np.linalg.inv(rule["covariance"]).tolist()
    found = []
    for share, mean in zip(rule["shares"], rule["means"], strict=True):
        slopes = [sum(a * b for a, b in zip(row, mean, strict=True)) for row in inverse]
        middle = sum(a * b for a, b in zip(slopes, mean, strict=True)) / 2
        found.append(math.log(share) + sum(a * b for a, b in zip(slopes, at, strict=True)) - middle)
    return found


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**31))
def test_typing_knows_neither_the_order_of_people_nor_who_else_answered(
    frozen: FrozenSolution, waves: tuple[ResponseMatrix, ...], seed: int
) -> None:
    everybody = score_wave(frozen, waves[1])
    some = pd.Index(np.random.default_rng(seed).permutation(waves[1].values.index)[:40])
    alone = score_wave(frozen, waves[1].of(some))
    assert alone.labels.equals(everybody.labels.loc[some])
    assert np.allclose(alone.scores, everybody.scores.loc[some], equal_nan=True)


def test_a_person_who_left_out_most_items_stays_without_a_segment(
    frozen: FrozenSolution, waves: tuple[ResponseMatrix, ...]
) -> None:
    few = waves[1].values.copy()
    few.iloc[0, 2:18] = np.nan
    scored = score_wave(frozen, replace(waves[1], values=few))
    assert pd.isna(scored.labels.iloc[0])
    assert scored.scores.iloc[0].isna().all()
    assert scored.share_answered.iloc[0] < 0.5


def test_missing_items_are_named(frozen: FrozenSolution, waves: tuple[ResponseMatrix, ...]) -> None:
    less = replace(waves[1], values=waves[1].values.drop(columns=["q02", "q07"]))
    with pytest.raises(BadData, match=r"wave_lacks_items.*q02.*q07"):
        score_wave(frozen, less)


def test_another_answer_scale_is_refused_and_other_words_are_said(
    frozen: FrozenSolution, waves: tuple[ResponseMatrix, ...]
) -> None:
    book = waves[1].codebook
    wider = book.with_items(replace(item, range=(1, 7)) if item.name == "q03" else item for item in book)
    with pytest.raises(BadData, match=r"asked_on_other_scale.*q03"):
        score_wave(frozen, replace(waves[1], codebook=wider))
    other = book.with_items(replace(item, text="Something else") if item.name == "q03" else item for item in book)
    said = score_wave(frozen, replace(waves[1], codebook=other)).cautions
    assert ("wording_changed", ("q03",)) in [(caution.code, caution.where) for caution in said]


# Drift


def test_the_same_population_asked_again_is_stable(frozen: FrozenSolution, waves: tuple[ResponseMatrix, ...]) -> None:
    drift = compare_waves(frozen, waves[1], NOW)
    assert drift.verdict == "stable"
    assert drift.agreement is not None
    assert drift.agreement > 0.85
    assert drift.congruence is not None
    assert (drift.congruence["phi"] > 0.97).all()
    assert drift.shares["now"].sum() == pytest.approx(1)


def test_the_very_same_people_have_not_moved_at_all(frozen: FrozenSolution, waves: tuple[ResponseMatrix, ...]) -> None:
    drift = compare_waves(frozen, waves[0], NOW)
    assert drift.shares["difference"].abs().max() == pytest.approx(0, abs=1e-12)
    assert drift.levels["difference"].abs().max() == pytest.approx(0, abs=1e-9)
    assert drift.profiles["distance"].max() == pytest.approx(0, abs=1e-9)
    assert drift.agreement == pytest.approx(1, abs=0.03)


def test_a_planted_shift_of_shares_is_found_and_measured(
    frozen: FrozenSolution, waves: tuple[ResponseMatrix, ...]
) -> None:
    labels = score_wave(frozen, waves[1]).labels
    leaving = labels.index[(labels == "S1").to_numpy()][::2]
    smaller = waves[1].of(waves[1].values.index.difference(leaving, sort=False))

    drift = compare_waves(frozen, smaller, NOW)

    truth = (labels == "S1").mean() / 2 / (1 - (labels == "S1").mean() / 2) - frozen.segments[0].share
    row = drift.shares.loc["S1"]
    assert drift.verdict == "drifting"
    assert told.text(drift.reasons[0]).startswith("S1 shrank")
    assert row["low"] < truth < row["high"] < 0
    assert row["q"] < 0.001


def test_items_that_changed_places_are_another_measure(
    frozen: FrozenSolution, waves: tuple[ResponseMatrix, ...]
) -> None:
    names = frozen.item_names
    markers = frozen.items_by_dimensions(frozen.loadings).abs().idxmax(axis=1)
    one, two = (list(markers.index[markers == factor])[:4] for factor in ("F1", "F2"))
    swapped = waves[1].values.rename(columns=dict(zip([*one, *two], [*two, *one], strict=True)))[
        [*names, *waves[1].values.columns.drop(names)]
    ]

    drift = compare_waves(frozen, replace(waves[1], values=swapped), NOW)

    assert drift.verdict == "changed"
    assert drift.reasons[0].code == "other_dimension"


def test_a_general_rise_is_a_drift_of_levels(frozen: FrozenSolution, waves: tuple[ResponseMatrix, ...]) -> None:
    higher = waves[1].values.copy()
    loads = frozen.items_by_dimensions(frozen.loadings)
    for item in frozen.items:
        if loads.loc[item.name].abs().idxmax() == "F1":
            higher[item.name] = (higher[item.name] + (-1 if item.reverse else 1)).clip(1, 5)

    drift = compare_waves(frozen, replace(waves[1], values=higher), NOW)

    assert drift.verdict != "stable"
    assert drift.levels.loc["F1", "low"] > 0.2
    assert "level_rose" in {reason.code for reason in drift.reasons}


def test_answers_at_random_are_not_what_was_frozen(frozen: FrozenSolution, waves: tuple[ResponseMatrix, ...]) -> None:
    noise = waves[1].values.copy()
    noise[frozen.item_names] = np.random.default_rng(1).integers(1, 6, size=(len(noise), len(frozen.items)))
    drift = compare_waves(frozen, replace(waves[1], values=noise), NOW)
    assert drift.verdict == "changed"
    assert drift.refit is not None
    assert drift.refit.distance > 3 * drift.refit.distance_high


def test_a_small_wave_says_what_it_would_miss(frozen: FrozenSolution, waves: tuple[ResponseMatrix, ...]) -> None:
    drift = compare_waves(frozen, waves[1].of(waves[1].values.index[:60]), NOW)
    assert "small_wave" in [caution.code for caution in drift.cautions]
    assert drift.smallest_shift > 0.1


def test_a_wave_that_carries_no_analysis_is_still_compared(
    frozen: FrozenSolution, waves: tuple[ResponseMatrix, ...]
) -> None:
    flat = waves[1].values.copy()
    flat["q01"] = 3.0
    drift = compare_waves(frozen, replace(waves[1], values=flat), NOW)
    assert drift.agreement is None
    assert "wave_not_refitted" in [caution.code for caution in drift.cautions]
    assert len(drift.shares) == 4


def test_weights_move_shares(frozen: FrozenSolution, waves: tuple[ResponseMatrix, ...]) -> None:
    labels = score_wave(frozen, waves[1]).labels
    heavy = pd.Series(np.where(labels == "S4", 3.0, 1.0), index=labels.index)
    plain, weighted = (compare_waves(frozen, wave, NOW) for wave in (waves[1], replace(waves[1], weights=heavy)))
    assert weighted.shares.loc["S4", "now"] > plain.shares.loc["S4", "now"] + 0.1
    assert weighted.shares.loc["S4", "people"] == plain.shares.loc["S4", "people"]


def test_too_few_people_and_unknown_weights_are_refused(
    frozen: FrozenSolution, waves: tuple[ResponseMatrix, ...]
) -> None:
    with pytest.raises(TooFewResponses, match=r"few_people_typed.*least=30"):
        compare_waves(frozen, waves[1].of(waves[1].values.index[:20]), NOW)
    with pytest.raises(BadPlan, match="nothing"):
        compare_waves(frozen, waves[1], AnalysisPlan(weights="nothing"))


def test_one_worker_or_two_judge_alike(frozen: FrozenSolution, waves: tuple[ResponseMatrix, ...]) -> None:
    one, two = (compare_waves(frozen, waves[1], NOW, n_jobs=jobs) for jobs in (1, 2))
    assert one.reasons == two.reasons
    assert one.refit is not None
    assert two.refit is not None
    assert one.congruence is not None
    assert one.congruence.equals(two.congruence)
    assert one.refit.agreement_low == two.refit.agreement_low


def test_what_came_out_is_told_in_plain_values(first: Analysis, waves: tuple[ResponseMatrix, ...]) -> None:
    named = freeze(first, names={"S1": "Planners"})
    told = tell_drift(named, compare_waves(named, waves[1], NOW))
    assert Drifted.model_validate(json.loads(json.dumps(told.model_dump(), allow_nan=False))) == told
    assert (told.verdict, told.people) == ("stable", 900)
    assert told.words.code == "personas_stable"
    assert next((line.code, line.name) for line in told.shares) == ("S1", "Planners")
    assert [line.name for line in told.dimensions] == ["F1", "F2", "F3"]
    assert all(0.9 < line.phi <= 1 for line in told.dimensions)


def test_what_could_not_be_computed_is_told_as_nothing(
    frozen: FrozenSolution, waves: tuple[ResponseMatrix, ...]
) -> None:
    flat = waves[1].values.copy()
    flat["q01"] = 3.0
    told = tell_drift(frozen, compare_waves(frozen, replace(waves[1], values=flat), NOW))
    assert told.agreement is None
    assert told.dimensions == []
    json.dumps(told.model_dump(), allow_nan=False)


# Figures of others


def test_the_interval_is_that_of_newcombe() -> None:
    """Newcombe (1998), table II, method 10: 56 of 70 against 48 of 80."""
    assert newcombe(56 / 70, 70, 48 / 80, 80) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert newcombe(9 / 10, 10, 3 / 10, 10) == pytest.approx((0.1705, 0.8090), abs=5e-5)


def test_the_test_of_two_shares_is_the_chi_square_test_without_correction() -> None:
    """R: prop.test(c(56, 48), c(70, 80), correct = FALSE)."""
    peer = chi2_contingency([[56, 14], [48, 32]], correction=False).pvalue
    assert two_shares(56 / 70, 70, 48 / 80, 80) == pytest.approx(peer, rel=1e-9)


def test_halves_of_real_people_have_the_congruence_that_psych_finds(shared_reference) -> None:
    figures = json.loads((shared_reference / "cluster_bfi.json").read_text())
    said = np.abs(np.array(figures["split_half_tucker_congruence"]["values"])).max(axis=0)
    matrix = bfi()
    names = [f"{letter}{number}" for letter in "ACENO" for number in range(1, 6)]
    complete = matrix.values[names].dropna().index
    plan = AnalysisPlan(correlation="pearson", factors=5, segments=(2, 3), bootstraps=10)

    frozen = freeze(run_analysis(matrix.of(complete[::2]), plan))
    drift = compare_waves(frozen, matrix.of(complete[1::2]), NOW)

    assert drift.congruence is not None
    assert np.sort(drift.congruence["phi"]) == pytest.approx(np.sort(said), abs=0.006)


@pytest.mark.parametrize("k", [2, 3, 5, 6])
def test_typing_against_a_refit_agrees_as_in_r(shared_reference, k: int) -> None:
    said = json.loads((shared_reference / "cluster_bfi.json").read_text())["split_half"][f"k{k}"]["ari"]
    scores = pd.read_csv(shared_reference / "data" / "bfi_scores5.csv")
    odd, even = scores.iloc[::2], scores.iloc[1::2]
    rule = kmeans_rule(kmeans(odd, k, seed=1), list(scores), people=len(odd))
    typed = assign(even, rule).labels.str[1:].astype(int).to_numpy() - 1
    table = cross_table(typed, kmeans(even, k, seed=1).labels, shape=(k, k), heads=np.ones(len(even)))
    assert adjusted_rand(table) == pytest.approx(said, abs=0.03)
