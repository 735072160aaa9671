"""Data for which factors fail or make no sense: latent classes, tiny samples, answers in no order, Heywood cases."""

import json
import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from research.charts import draw_all
from research.charts.team import draw_for_team
from research.codebook import Codebook, Item, Scale
from research.disclosure import Rules, suppress
from research.errors import BadPlan, HeywoodCase, NoFactors, TooFewItems
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.run import Analysis, run_analysis
from research.summary.build import summarise
from research.summary.team import figures_for_team
from research.tracking.freezing import freeze
from research.typing.rule import score_rule
from tests import told

QUICK = AnalysisPlan(bootstraps=10, segments=(2, 3))
AGREE = np.array([[0.97] * 7, [0.03] * 7, [0.95, 0.95, 0.05, 0.05, 0.95, 0.05, 0.95]])


def judges(*, n: int = 118, seed: int = 1) -> tuple[np.ndarray, ResponseMatrix]:
    """Seven yes-or-no ratings of few cases: clearly yes, clearly no, and disputed."""
    rng = np.random.default_rng(seed)
    kind = rng.choice(3, n, p=[0.45, 0.35, 0.2])
    answers = (rng.random((n, 7)) < AGREE[kind]).astype(float) + 1
    names = [f"judge{place}" for place in range(7)]
    items = [Item(name=name, type="binary", facet="opinions", labels={1: "no", 2: "yes"}) for name in names]
    return kind, _matrix(pd.DataFrame(answers, columns=names), items)


def choosers(*, n: int = 400, seed: int = 2) -> tuple[np.ndarray, ResponseMatrix]:
    """Four questions with three answers in no order, from two kinds of people."""
    rng = np.random.default_rng(seed)
    kind = rng.choice(2, n, p=[0.6, 0.4])
    likely = np.array([[0.85, 0.1, 0.05], [0.05, 0.1, 0.85]])
    answers = np.array([[rng.choice(3, p=likely[one]) + 1.0 for _ in range(4)] for one in kind])
    names = ["drink", "place", "time", "company"]
    labels = {1: "coffee", 2: "tea", 3: "water"}
    items = [Item(name=name, text=f"Usual {name}", type="nominal", facet="lifestyle", labels=labels) for name in names]
    return kind, _matrix(pd.DataFrame(answers, columns=names), items)


def heywood(*, n: int = 400, seed: int = 3) -> ResponseMatrix:
    """Four ratings whose one factor would explain the first to more than 100 per cent."""
    rng = np.random.default_rng(seed)
    r = np.full((4, 4), 0.3) + 0.7 * np.eye(4)
    r[0, 1:] = r[1:, 0] = 0.62
    normal = rng.standard_normal((n, 4)) @ np.linalg.cholesky(r).T
    answers = np.clip(np.round(normal + 3), 1, 5)
    names = list("abcd")
    items = [Item(name=name, type="ordinal", range=(1, 5), facet="values") for name in names]
    return _matrix(pd.DataFrame(answers, columns=names), items)


def _matrix(frame: pd.DataFrame, items: list[Item]) -> ResponseMatrix:
    rng = np.random.default_rng(9)
    further = [
        Item(name="age", type="numeric", facet="demographics"),
        Item(name="buys", type="binary", facet="outcome", labels={0: "no", 1: "yes"}),
    ]
    told = frame.assign(age=rng.integers(18, 80, len(frame)).astype(float), buys=rng.integers(0, 2, len(frame)) * 1.0)
    return ResponseMatrix.from_frame(told, codebook=Codebook(items=(*items, *further)))


def codes_of(analysis: Analysis) -> set[str]:
    return {caution.code for caution in analysis.cautions}


@pytest.fixture(scope="module")
def judged() -> Analysis:
    return run_analysis(judges()[1], replace(QUICK, factors="none"))


@pytest.fixture(scope="module")
def chosen() -> Analysis:
    return run_analysis(choosers()[1], QUICK)


# Grouping


def test_few_cases_judged_yes_or_no_are_grouped_by_latent_classes(judged: Analysis) -> None:
    kind, _ = judges()
    assert judged.segmentation.solution.method == "lca"
    assert judged.segmentation.solution.k == 3
    assert adjusted_rand_score(kind, judged.segmentation.solution.labels) > 0.8


def test_answers_in_no_order_make_segments(chosen: Analysis) -> None:
    kind, _ = choosers()
    assert chosen.makers == tuple(
        f"{name}={code}" for name in ("drink", "place", "time", "company") for code in (1, 2, 3)
    )
    assert adjusted_rand_score(kind, chosen.segmentation.solution.labels) > 0.8
    assert "no_factors" in codes_of(chosen)


def test_an_answer_of_people_in_no_segment_is_no_mark_of_any() -> None:
    people = choosers()[1]
    silent = pd.DataFrame({"drink": [4.0] * 15, "age": 30.0, "buys": 0.0}, columns=people.values.columns)
    frame = pd.concat([people.values, silent], ignore_index=True)
    items = [
        replace(item, labels={**item.labels, 4: "milk"}) if item.name == "drink" else item for item in people.codebook
    ]
    found = run_analysis(ResponseMatrix.from_frame(frame, codebook=Codebook(items=tuple(items))), QUICK)

    assert "classes_without_silent" in codes_of(found)
    marks = [row for persona in summarise(found).personas for row in persona.defines if row.marker]
    assert marks
    assert all("milk" not in row.text.lower() for row in marks)


def test_a_one_factor_heywood_case_is_said_and_the_analysis_goes_on() -> None:
    found = run_analysis(heywood(), QUICK)
    assert found.measurement.factors is None
    assert told.advice(next(caution for caution in found.cautions if caution.code == "no_factors"))
    assert found.segmentation.solution.labels.notna().all()


def test_a_planned_number_of_factors_stays_an_error_with_advice() -> None:
    with pytest.raises(HeywoodCase) as raised:
        run_analysis(heywood(), replace(QUICK, factors=1))
    assert told.advice(raised.value)


def test_factors_cannot_be_planned_for_answers_in_no_order() -> None:
    with pytest.raises(TooFewItems, match="no_ordered_items"):
        run_analysis(choosers()[1], replace(QUICK, factors=2))


@pytest.mark.parametrize(
    ("plan", "error"),
    [
        (replace(QUICK, factors="none", segment_on="factor_scores"), NoFactors),
        (replace(QUICK, segmentation="lca", segment_on="scale_scores"), BadPlan),
    ],
)
def test_plans_that_contradict_themselves_are_refused(plan: AnalysisPlan, error: type[Exception]) -> None:
    with pytest.raises(error):
        run_analysis(heywood(), plan)


def test_more_classes_than_the_answers_can_tell_are_refused() -> None:
    with pytest.raises(BadPlan, match=r"too_many_classes_planned.*k=15"):
        run_analysis(choosers()[1], replace(QUICK, segments=15))


def test_people_without_ordered_answers_cannot_be_grouped_by_k_means() -> None:
    with pytest.raises(BadPlan, match="no_numbers_to_group_by"):
        run_analysis(choosers()[1], replace(QUICK, segmentation="kmeans"))


def test_people_who_skipped_an_item_keep_a_class_and_it_is_said() -> None:
    kind, matrix = judges(n=300)
    values = matrix.values.copy()
    values.iloc[:60, 0] = np.nan
    values.iloc[0, :7] = np.nan
    found = run_analysis(replace(matrix, values=values), replace(QUICK, factors="none"))
    labels = found.segmentation.solution.labels
    assert len(labels) == 299
    assert adjusted_rand_score(kind[1:60], labels.iloc[:59]) > 0.7
    assert {"classes_with_gaps", "classes_without_silent"} <= codes_of(found)


def test_shuffled_people_and_columns_give_the_same_classes(chosen: Analysis) -> None:
    _, matrix = choosers()
    people = matrix.values.index.to_numpy()[::-1]
    columns = list(matrix.values)[::-1]
    turned = replace(
        matrix,
        values=matrix.values.loc[people, columns],
        codebook=matrix.codebook.with_items(list(matrix.codebook)[::-1]),
    )
    again = run_analysis(turned, QUICK).segmentation.solution
    first = chosen.segmentation.solution
    assert again.labels.sort_index().equals(first.labels.sort_index())


# What is told


@pytest.mark.parametrize("name", ["judged", "chosen"])
def test_a_summary_without_factors_has_every_part(name: str, request: pytest.FixtureRequest) -> None:
    summary = summarise(request.getfixturevalue(name))
    factors = summary.factors
    assert (factors.k, factors.names, factors.loadings) == (0, [], {})
    assert summary.retention.chosen == 0
    assert "NaN" not in json.dumps(summary.plain())
    tried = summary.segments.candidates[0]
    assert None not in (tried.bic, tried.entropy, tried.null_ari_mean)
    assert "latent class analysis" in " ".join(map(told.text, summary.provenance.methods))


@pytest.mark.parametrize("name", ["judged", "chosen"])
def test_charts_are_drawn_without_factors(name: str, request: pytest.FixtureRequest) -> None:
    analysis = request.getfixturevalue(name)
    summary = summarise(analysis)
    assert "overview" in draw_all(suppress(summary, rules=Rules(smallest_group=10)))
    assert "separation" in draw_for_team(summary, figures_for_team(analysis))


def test_an_answer_is_no_name(judged: Analysis, chosen: Analysis) -> None:
    assert {persona.name for made in (judged, chosen) for persona in summarise(made).personas} == {None}


def test_yes_or_no_is_told_in_shares(judged: Analysis) -> None:
    words = told.text(summarise(judged).personas[0].statements[0].text)
    assert re.match(r"\d+\u00a0% say (yes|no) to “.+” \(all \d+\u00a0%\)", words), words
    assert "standard deviations" not in words


def test_a_share_of_a_few_people_does_not_leave_the_team(judged: Analysis) -> None:
    published = suppress(summarise(judged), rules=Rules(smallest_group=10))
    for persona in published.personas:
        for row in persona.defines:
            if row.value is None:
                continue  # too few answered
            said = round(row.n * row.value)
            assert said == 0 or said >= 10
            assert row.n - said == 0 or row.n - said >= 10


def test_yes_saying_is_not_looked_for_where_there_is_no_answer_scale(judged: Analysis) -> None:
    assert judged.segmentation.person_mean_share is None
    assert "segments_are_response_style" not in codes_of(judged)


def test_golden_questions_ask_for_answers_in_no_order_by_name(chosen: Analysis) -> None:
    tool = chosen.typing_tool
    assert set(tool.items) <= {"drink", "place", "time", "company"}
    coffee = score_rule(json.loads(json.dumps(tool.rule)), dict.fromkeys(tool.items, 1))
    water = score_rule(json.loads(json.dumps(tool.rule)), dict.fromkeys(tool.items, 3))
    assert coffee["segment"] != water["segment"]


def test_what_cannot_do_without_factors_says_so(judged: Analysis) -> None:
    with pytest.raises(NoFactors, match="factors_needed"):
        freeze(judged)


@pytest.mark.parametrize("people", [judges()[1], choosers()[1]], ids=["yes_or_no", "in_no_order"])
def test_new_samples_without_factors_say_how_often_a_statement_holds(people: ResponseMatrix) -> None:
    found = run_analysis(people, replace(QUICK, factors="none", replicates=20))
    sure = found.uncertainty
    assert sure is not None
    assert sure.loadings.empty
    assert set(sure.statements["variable"]) == set(found.makers)
    assert sure.certainty.mean() > 0.8
    told = summarise(found)
    for persona in told.personas:
        assert all(0.5 < statement.holds <= 1 for statement in persona.statements)
    assert {(persona.name, persona.name_holds) for persona in told.personas} == {(None, None)}
    assert suppress(told, rules=Rules()).segments.certainty.replicates == 20


def test_questions_that_are_a_scale_by_themselves_name_people_by_its_ends() -> None:
    people = judges()[1]
    scales = (
        Scale(name="first", high=("lenient", "Approvers"), low=("strict", "Refusers")),
        Scale(name="third", high=("bold", "Finders"), low=("wary", "Doubters")),
    )
    alone = {"judge0": "first", "judge2": "third"}
    items = (replace(item, scale=alone.get(item.name)) for item in people.codebook)
    codebook = replace(people.codebook, items=tuple(items), scales=scales)
    found = run_analysis(
        ResponseMatrix.from_frame(people.values, codebook=codebook), replace(QUICK, factors="none", replicates=20)
    )
    named = {told.text(persona.name): persona for persona in summarise(found).personas if persona.name}
    assert set(named) == {"Lenient Finders", "Lenient Doubters", "Wary Refusers"}
    assert [(end.dimension, end.end) for end in named["Lenient Doubters"].name_rests_on] == [
        ("judge2", "low"),
        ("judge0", "high"),
    ]
    assert all(0.8 < persona.name_holds <= 1 for persona in named.values())


# Without classes


def test_answers_that_hang_together_by_nothing_are_no_groups() -> None:
    rng = np.random.default_rng(5)
    names = list("abcdef")
    frame = pd.DataFrame(rng.integers(0, 2, (500, 6)).astype(float), columns=names)
    found = run_analysis(
        _matrix(frame, [Item(name=name, type="binary", facet="values") for name in names]),
        replace(QUICK, factors="none"),
    )
    assert found.segmentation.choice.verdict == "none"
    assert "no_segments" in codes_of(found)


def test_items_that_share_too_little_have_no_factors_and_publishing_stops() -> None:
    rng = np.random.default_rng(8)
    first, second, noise = (rng.standard_normal((300, 2)) for _ in range(3))
    third = first - second + 0.4 * noise  # each is told by the two others together, and by neither alone
    answers = np.clip(np.round(np.hstack([first, second, third]) + 3), 1, 5)
    names = [f"q{place}" for place in range(6)]
    items = [Item(name=name, type="ordinal", range=(1, 5), facet="values") for name in names]
    found = run_analysis(_matrix(pd.DataFrame(answers, columns=names), items), QUICK)
    assert found.measurement.adequacy is not None
    assert found.measurement.adequacy.kmo < 0.5
    assert found.measurement.factors is None
    assert [caution.severity for caution in found.cautions if caution.code == "no_factors"] == ["stop"]
