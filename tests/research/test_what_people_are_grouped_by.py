"""Single items as a basis: in the units people answered in, and with everybody who answered enough."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from research.codebook import Codebook, Item
from research.correlations.completion import completed
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.run import run_analysis
from research.said import say
from research.segments.kmeans import kmeans
from research.steps.basis import Basis, basis_of
from research.steps.group import choose_grouping
from research.steps.measure import measure
from research.steps.progress import Steps
from research.summary.build import summarise
from research.summary.methods import methods_paragraph
from research.tracking.freezing import freeze
from research.tracking.scoring import score_wave
from research.words.grammar import ENGLISH
from tests.bench.honesty.recipes import BASE
from tests.bench.honesty.worlds import draw
from tests.surveys.studies.example_summary import example_summary

SMALL = replace(BASE, n=400, scales=4, items_each=4)
ITEMS = AnalysisPlan(segment_on="items", segmentation="kmeans", factors="none")
CENTRED = replace(ITEMS, segment_on="centred_items")


def basis(matrix: ResponseMatrix, plan: AnalysisPlan = ITEMS) -> Basis:
    return basis_of(measure(matrix, plan, Steps(None, set())), plan)


def asked(answers: pd.DataFrame, **kinds: Item) -> ResponseMatrix:
    items = tuple(kinds.get(str(name), Item(name=str(name), type="binary", facet="needs")) for name in answers)
    return ResponseMatrix.from_frame(answers, codebook=Codebook(name="asked", items=items))


def motives(seed: int = 1) -> tuple[np.ndarray, pd.DataFrame]:
    """Three kinds of people by nine motives, and eight more that one in twenty has."""
    rng = np.random.default_rng(seed)
    kind = np.arange(600) % 3
    own = np.where(np.arange(9) // 3 == np.arange(3)[:, None], 0.85, 0.15)[kind]
    rare = np.where(rng.random((600, 1)) < 0.05, 0.7, 0.01).repeat(8, axis=1)
    answers = rng.random((600, 17)) < np.hstack([own, rare])
    return kind, pd.DataFrame(answers.astype(float), columns=[f"m{place}" for place in range(17)])


# Units


def test_yes_or_no_items_keep_their_units_so_that_rare_answers_make_no_segments() -> None:
    kind, answers = motives()
    found = basis(asked(answers)).X
    standardised = (answers - answers.mean()) / answers.std()
    ours, theirs = (adjusted_rand_score(kind, kmeans(X, 3, seed=1, starts=20).labels) for X in (found, standardised))
    assert ours > theirs + 0.2
    assert found.std().to_numpy() / answers.std().to_numpy() == pytest.approx(found.std()["m0"] / answers.std()["m0"])


def test_items_of_several_units_are_standardised() -> None:
    _, answers = motives()
    answers["m0"] = answers["m0"] * 3 + 1
    found = basis(asked(answers, m0=Item(name="m0", range=(1, 4), facet="needs"))).X
    assert found.std().to_numpy() == pytest.approx(1)


def test_the_units_of_the_grouping_are_told() -> None:
    _, answers = motives()
    plan = replace(ITEMS, segments=3, bootstraps=10)
    told = summarise(run_analysis(asked(answers.iloc[:200]), plan)).segments.base_words
    assert told.code == "by_items_as_answered"


def test_published_segments_of_yes_or_no_answers_are_found(shared_reference) -> None:
    """Dolnicar, Grün & Leisch (2018): four segments of k-means on eleven perceptions as 0 and 1.

    The best partition of 0 and 1 agrees with the published one by .88, that of standardised answers by .37.
    """
    data = pd.read_csv(shared_reference / "data" / "mcdonalds.csv")
    answers = data.iloc[:, :11].eq("Yes").astype(float)
    published = pd.read_csv(shared_reference / "data" / "mcdonalds_k4_labels.csv")["k4"]
    found = kmeans(basis(asked(answers)).X, 4, seed=1, starts=50).labels
    assert adjusted_rand_score(published, found) > 0.85


# Gaps


@pytest.mark.parametrize("plan", [ITEMS, CENTRED])
def test_nobody_loses_their_segment_because_of_one_unanswered_item(plan: AnalysisPlan) -> None:
    world = draw(replace(SMALL, missing=0.07), seed=1)
    answered = world.matrix.values.notna()
    found = basis(world.matrix, plan).X
    assert answered.all(axis=1).mean() < 0.4
    assert len(found) == len(answered)


def test_who_answered_fewer_than_half_of_the_items_is_in_no_segment_and_it_is_said() -> None:
    world = draw(replace(SMALL, missing=0.0), seed=1)
    values = world.matrix.values.copy()
    values.iloc[0, :9] = np.nan
    values.iloc[1, :8] = np.nan
    measured = measure(replace(world.matrix, values=values), ITEMS, Steps(None, set()))
    grouping = choose_grouping(measured, ITEMS)
    skipped_more, skipped_half = values.index[:2]
    assert skipped_more not in grouping.X.index
    assert skipped_half in grouping.X.index
    said = {caution.code: caution.people["n"] for caution in grouping.cautions}
    assert said == {"grouped_with_gaps": 1, "classes_without_silent": 1}


def test_people_with_gaps_are_placed_by_what_they_answered() -> None:
    """A third of the answers of 100 people is taken away: most stay with those they were with."""
    world = draw(replace(SMALL, items_each=6, missing=0.0, careless=0.0), seed=3)
    values = world.matrix.values.copy()
    gone = np.random.default_rng(1).random((100, 24)) < 1 / 3
    values.iloc[:100] = values.iloc[:100].where(~gone)
    whole, gaps = (basis(replace(world.matrix, values=some)).X for some in (world.matrix.values, values))
    model = kmeans(whole, 4, seed=1, starts=20)
    people = gaps.index[gaps.index.isin(values.index[:100])]
    nearest = ((gaps.loc[people].to_numpy()[:, None] - model.centres[None]) ** 2).sum(axis=2).argmin(axis=1)
    assert len(people) > 90
    assert (nearest == model.labels[whole.index.get_indexer(people)]).mean() > 0.85


def test_a_missing_answer_is_expected_from_the_others() -> None:
    rng = np.random.default_rng(5)
    trait = rng.normal(size=(400, 1))
    answers = pd.DataFrame(trait + rng.normal(0, 0.5, (400, 4)), columns=list("abcd"))
    kept = answers.copy()
    kept.iloc[:50, 0] = np.nan
    found = completed(kept, None)
    assert found.iloc[50:].equals(answers.iloc[50:])
    assert np.corrcoef(found.iloc[:50, 0], answers.iloc[:50, 0])[0, 1] > 0.7


def test_a_scale_that_somebody_skipped_is_expected_from_the_others() -> None:
    world = draw(replace(SMALL, missing=0.0), seed=1)
    values = world.matrix.values.copy()
    values.iloc[0, :3] = np.nan
    measured = measure(replace(world.matrix, values=values), AnalysisPlan(factors="none"), Steps(None, set()))
    assert measured.scale_scores.notna().all(axis=None)


@pytest.mark.parametrize("on", ["items", "centred_items", "scale_scores"])
def test_a_stored_solution_types_people_with_gaps_as_the_analysis_did(on: str) -> None:
    world = draw(replace(SMALL, missing=0.08), seed=2)
    values = world.matrix.values.copy()
    values.iloc[0, :3] = np.nan
    matrix = replace(world.matrix, values=values)
    plan = AnalysisPlan(segment_on=on, segmentation="kmeans", factors=4, segments=4, bootstraps=10)
    analysis = run_analysis(matrix, plan)
    labels = analysis.segmentation.solution.labels
    assert len(labels) > 395
    assert score_wave(freeze(analysis), matrix).labels.loc[labels.index].tolist() == labels.tolist()


def test_the_methods_say_in_which_units_items_were_grouped() -> None:
    grouped = {"segments.base": "items", "segments.method": "kmeans"}
    own = example_summary({**grouped, "segments.base_words": say("by_items_as_answered").model_dump()})
    assert "on items in the units in which they were answered" in ENGLISH.paragraph(methods_paragraph(own))
    standardised = example_summary({**grouped, "segments.base_words": say("by_items").model_dump()})
    assert "on standardised items" in ENGLISH.paragraph(methods_paragraph(standardised))
