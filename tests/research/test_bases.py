"""What people are grouped by, and how: compared fairly, as R finds it, with a recommendation that follows its rule."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from research.errors import BadData, BadPlan, TooFewResponses
from research.factors.components import component_scores
from research.plan import AnalysisPlan
from research.segments.methods import WARD_LIMIT, compare_methods
from research.steps.measure import Measurement, measure
from research.steps.other_ways.bases import BasisComparison, compare_bases, gather_bases
from research.steps.other_ways.basis_choice import recommend
from research.steps.other_ways.left_out import eta_squared
from research.steps.progress import Steps
from tests import told
from tests.research.segment_data import blobs, cloud
from tests.research.studies import bfi, planted

QUICK = AnalysisPlan(bootstraps=20, segments=(2, 5))
PEARSON = AnalysisPlan(bootstraps=60, correlation="pearson", factors=5, segments=(2, 8))


def measured(matrix, plan: AnalysisPlan = QUICK) -> Measurement:
    return measure(matrix, plan, Steps(None))


@pytest.fixture(scope="module")
def real() -> BasisComparison:
    return compare_bases(measured(bfi(), PEARSON), PEARSON)


@pytest.fixture(scope="module")
def figures(shared_reference) -> dict:
    return json.loads((shared_reference / "cluster_bfi.json").read_text())


# Bases


def test_all_bases_are_compared_on_the_same_people(real: BasisComparison) -> None:
    assert list(real.table["basis"].unique()) == [
        "items",
        "centred_items",
        "components",
        "scale_scores",
        "factor_scores",
    ]
    assert real.people == 2436
    assert (real.table.groupby("basis")["k"].apply(list).map(tuple) == tuple(range(2, 9))).all()


def test_stability_of_items_and_of_scores_is_that_of_flexclust(real: BasisComparison, figures: dict) -> None:
    for basis, said in (("items", "boot_items"), ("factor_scores", "boot_scores")):
        own = real.table[real.table["basis"] == basis]["ari_mean"].to_numpy()
        gaps = np.abs(own - np.array(figures[said]["ari_mean"]))
        assert gaps.mean() < 0.03
        assert gaps.max() < 0.08


def test_segments_on_items_and_on_scores_agree_as_in_r(figures: dict) -> None:
    plan = replace(PEARSON, bootstraps=10, segments=4)
    found = compare_bases(measured(bfi(), plan), plan, ks=[4])
    assert found.agreement.loc["items", "factor_scores"] == pytest.approx(
        figures["ari_scores_vs_items"]["k4"], abs=0.02
    )


def test_components_are_the_least_stable_base_of_real_people_and_never_recommended(real: BasisComparison) -> None:
    wide = real.table.pivot(index="k", columns="basis", values="ari_mean")
    assert (wide.idxmin(axis=1) == "components").sum() >= 5
    assert real.recommended != "components"
    assert "the least stable base of all" in told.text(real.recommendation)


def test_centring_takes_the_persons_mean_out_of_the_segments(real: BasisComparison) -> None:
    style = real.table[real.table["k"] == 3].set_index("basis")["person_mean_share"]
    assert style["centred_items"] < 0.1 < 0.3 < style["items"]
    assert "Set aside" in told.text(real.recommendation)


def test_what_is_told_of_left_out_variables_is_between_nothing_and_everything(real: BasisComparison) -> None:
    assert list(real.left_out.index) == ["gender", "education", "age"]
    assert real.left_out.to_numpy().min() >= 0
    assert real.left_out.to_numpy().max() < 0.2


def test_planted_segments_are_found_on_every_basis_and_tell_the_outcome() -> None:
    study, matrix = planted(n=900)
    found = compare_bases(measured(matrix), QUICK, k=4)
    assert found.agreement.loc["items", "factor_scores"] > 0.9
    assert found.left_out.loc["outcome"].min() > 5 * found.left_out.loc["age"].max()
    at_four = found.table[(found.table["k"] == 4) & (found.table["basis"] != "components")]
    assert at_four["beats_null"].all()
    assert len(study.labels) == 900


def test_one_worker_or_two_give_the_same_table() -> None:
    given = measured(planted(n=300)[1])
    one, two = (compare_bases(given, QUICK, ks=[2, 3], n_jobs=jobs) for jobs in (1, 2))
    assert one.table.equals(two.table)
    assert one.recommendation == two.recommendation


def test_progress_runs_to_the_end() -> None:
    seen: list[float] = []
    compare_bases(measured(planted(n=200)[1]), QUICK, ks=[2], progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_where_most_people_skipped_an_item_all_who_answered_enough_are_compared() -> None:
    matrix = planted(n=400)[1]
    gaps = matrix.values.copy()
    holes = np.random.default_rng(1).random((400, 18)) < 0.12
    gaps.iloc[:, :18] = gaps.iloc[:, :18].mask(holes)
    bases = gather_bases(measured(replace(matrix, values=gaps)))
    assert list(bases) == ["items", "centred_items", "components", "factor_scores"]
    assert {len(X) for X in bases.values()} == {400}


def test_bases_are_standardised_without_gaps() -> None:
    bases = gather_bases(measured(bfi()))
    for X in bases.values():
        assert np.allclose(X.mean(), 0, atol=1e-9)
        assert np.allclose(X.std(ddof=1), 1)
        assert X.notna().all(axis=None)


def test_without_left_out_variables_stability_alone_decides() -> None:
    matrix = planted(n=300)[1]
    book = matrix.codebook.with_items(item for item in matrix.codebook if item.name.startswith("q"))
    names = [item.name for item in book]
    found = compare_bases(
        measured(replace(matrix, codebook=book, values=matrix.values[names], missing={})), QUICK, ks=[3, 4]
    )
    assert "nothing_left_out" in [caution.code for caution in found.cautions]
    assert found.table["left_out_eta2"].isna().all()
    assert "come back best" in told.text(found.recommendation) or "much the same" in told.text(found.recommendation)


def _table(**rows: tuple[float, float, float]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"basis": name, "k": 3, "ari_mean": ari, "beats_null": True, "person_mean_share": style,
             "left_out_eta2": eta2}
            for name, (ari, style, eta2) in rows.items()
        ]
    )  # fmt: skip


def test_of_equally_stable_bases_the_one_that_tells_more_is_taken() -> None:
    best, words = recommend(_table(items=(0.80, 0.1, 0.01), factor_scores=(0.77, 0.1, 0.05)), k=3)
    assert best == "factor_scores"
    assert "tell most of what was left out" in told.text(words)


def test_no_basis_is_recommended_on_a_tie() -> None:
    table = _table(items=(0.80, 0.1, 0.0636), factor_scores=(0.77, 0.1, 0.0641))
    best, words = recommend(table, k=3)
    assert best == "items"  # more stable
    assert told.text(words).startswith("Grouping people by standardised items and factor scores does much the same")
    assert recommend(table, k=3, kept="factor_scores")[0] == "factor_scores"


def test_a_difference_counts_beyond_its_error_over_the_variables() -> None:
    table = _table(items=(0.80, 0.1, 0.05), factor_scores=(0.77, 0.1, 0.07))
    every = pd.DataFrame({"items": [0.04, 0.05, 0.06, 0.05], "factor_scores": [0.06, 0.07, 0.08, 0.07]})
    one = pd.DataFrame({"items": [0.05, 0.05, 0.05, 0.05], "factor_scores": [0.13, 0.05, 0.04, 0.06]})
    assert recommend(table, k=3, left_out=every)[0] == "factor_scores"
    assert recommend(table, k=3, left_out=one)[0] == "items"


def test_a_clearly_more_stable_basis_wins_whatever_it_tells() -> None:
    assert recommend(_table(items=(0.90, 0.1, 0.01), factor_scores=(0.70, 0.1, 0.05)), k=3)[0] == "items"


def test_mere_style_is_set_aside_unless_all_are_style() -> None:
    assert recommend(_table(items=(0.90, 0.5, 0.1), centred_items=(0.60, 0.0, 0.1)), k=3)[0] == "centred_items"
    assert recommend(_table(items=(0.90, 0.5, 0.1), factor_scores=(0.60, 0.4, 0.1)), k=3)[0] == "items"


def test_components_are_not_taken_even_when_they_look_best() -> None:
    best, words = recommend(_table(components=(0.95, 0.0, 0.3), factor_scores=(0.60, 0.1, 0.1)), k=3)
    assert best == "factor_scores"
    assert "not offered as a basis" in told.text(words)


def test_too_few_people_are_refused() -> None:
    with pytest.raises(TooFewResponses, match="few_people_for_bases"):
        compare_bases(measured(planted(n=45)[1]), QUICK)


# Components and what is told of others


def test_component_scores_are_uncorrelated_and_span_the_leading_components() -> None:
    answers = bfi().values.iloc[:, :25].dropna()
    found = component_scores(answers, 5)
    assert np.allclose(found.corr(), np.eye(5), atol=1e-9)
    assert np.allclose(found.std(ddof=1), 1)
    z = (answers - answers.mean()) / answers.std(ddof=1)
    leading = np.linalg.svd(z.to_numpy(), full_matrices=False)[0][:, :5]
    assert np.linalg.svd(leading.T @ (found.to_numpy() / np.sqrt(len(found) - 1)))[1] == pytest.approx(np.ones(5))


def test_components_need_complete_answers_and_enough_items() -> None:
    answers = pd.DataFrame(np.random.default_rng(1).normal(size=(50, 3)), columns=list("abc"))
    with pytest.raises(BadPlan):
        component_scores(answers, 4)
    with pytest.raises(BadData):
        component_scores(answers.mask(answers > 2), 2)


def test_eta_squared_is_that_of_the_sums_of_squares() -> None:
    values, labels = np.array([1.0, 2, 3, 7, 8, 9]), np.array([0, 0, 0, 1, 1, 1])
    assert eta_squared(values, labels, weights=np.ones(6), options=False) == pytest.approx(54 / 58)


def test_for_options_it_is_goodman_and_kruskals_tau() -> None:
    """The share of wrong guesses that knowing the segment saves: 1 - .4167 / .5 (worked by hand)."""
    values, labels = np.array([0.0, 0, 0, 1, 1, 1]), np.array([0, 0, 1, 0, 1, 1])
    within = 0.5 * (1 - (2 / 3) ** 2 - (1 / 3) ** 2) * 2
    assert eta_squared(values, labels, weights=np.ones(6), options=True) == pytest.approx(1 - within / 0.5)
    renamed = np.array([5.0, 5, 5, 2, 2, 2])
    assert eta_squared(renamed, labels, weights=np.ones(6), options=True) == pytest.approx(1 - within / 0.5)


def test_weights_count_as_people_and_a_flat_variable_tells_nothing() -> None:
    values, labels = np.array([1.0, 5, 2, 9]), np.array([0, 0, 1, 1])
    doubled = eta_squared(
        np.repeat(values, [2, 1, 1, 1]), np.repeat(labels, [2, 1, 1, 1]), weights=np.ones(5), options=False
    )
    assert eta_squared(values, labels, weights=np.array([2.0, 1, 1, 1]), options=False) == pytest.approx(doubled)
    assert eta_squared(np.ones(4), labels, weights=np.ones(4), options=False) is None


# Methods


@pytest.mark.parametrize("k", [2, 3, 4, 6])
def test_ward_is_hclust_and_agrees_with_k_means_as_in_r(shared_reference, figures: dict, k: int) -> None:
    scores = pd.read_csv(shared_reference / "data" / "bfi_scores5.csv")
    found = compare_methods(scores, k=k, seed=1)
    assert found.sizes.loc["ward"].tolist() == figures["ward"]["sizes"][f"k{k}"]
    assert found.agreement.loc["kmeans", "ward"] == pytest.approx(
        figures["ward"]["ari_with_kmeans"][f"k{k}"], abs=0.005
    )


def test_clear_groups_are_the_same_for_every_method() -> None:
    points, _ = blobs(n=300, width=3, k=3, separation=8, seed=1)
    answers = points.rank(pct=True).mul(5).apply(np.ceil)
    found = compare_methods(points, k=3, seed=1, answers=answers, starts=20)
    assert set(found.agreement) == {"kmeans", "gmm", "ward", "lca"}
    assert found.agreement.to_numpy().min() > 0.75
    assert told.text(found.words).startswith("Every method finds the same segments (agreement with k-means, ")


def test_segments_of_a_cloud_are_made_by_the_method() -> None:
    found = compare_methods(cloud(n=400, width=4, seed=2), k=5, seed=1)
    assert found.agreement.loc["kmeans", "ward"] < 0.75
    assert found.words.code != "methods_agree"


def test_people_who_skipped_an_item_are_left_out_of_latent_classes_only() -> None:
    points, _ = blobs(n=300, width=3, k=3, separation=8, seed=1)
    answers = points.rank(pct=True).mul(5).apply(np.ceil)
    answers.iloc[:20, 0] = np.nan
    found = compare_methods(points, k=3, seed=1, answers=answers, starts=20)
    assert found.labels["lca"].isna().sum() == 20
    assert found.labels[["kmeans", "gmm", "ward"]].notna().all(axis=None)
    assert found.sizes.loc["lca"].sum() == 280


def test_many_people_are_too_many_for_ward_and_it_says_so() -> None:
    points, _ = blobs(n=WARD_LIMIT + 1, width=2, k=3, separation=6, seed=1)
    found = compare_methods(points, k=3, seed=1, starts=10)
    assert "ward" not in found.agreement
    assert [caution.where for caution in found.cautions] == [("ward",)]


def test_a_method_that_cannot_be_fitted_is_named_not_dropped_in_silence() -> None:
    points, _ = blobs(n=60, width=3, k=3, separation=6, seed=1)
    flat = pd.DataFrame({"a": np.ones(60), "b": np.ones(60)}, index=points.index)
    found = compare_methods(points, k=3, seed=1, answers=flat, starts=10)
    assert ("lca",) in [caution.where for caution in found.cautions]


def test_mixtures_of_normal_curves_are_not_tried_on_yes_or_no_answers() -> None:
    rng = np.random.default_rng(4)
    types = rng.integers(0, 2, 300)
    answers = pd.DataFrame(rng.random((300, 6)) < np.where(types == 1, 0.8, 0.2)[:, None]).astype(float)
    found = compare_methods(answers.rename(columns=str), k=2, seed=1, answers=answers.rename(columns=str), starts=10)
    assert list(found.agreement) == ["kmeans", "ward", "lca"]
    assert [caution.where for caution in found.cautions] == [("gmm",)]
