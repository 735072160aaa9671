"""A whole analysis: real people, planted personas, and data that no analysis should swallow in silence."""

import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from research.codebook import Codebook, Item
from research.errors import (
    BadData,
    BadPlan,
    NoVariance,
    ResearchError,
    SingularCorrelations,
    TooFewItems,
    TooFewResponses,
)
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.run import Analysis, run_analysis
from research.steps.progress import STAGES
from research.summary.build import summarise
from tests import told
from tests.research.studies import bfi, planted
from tests.told import text

QUICK = AnalysisPlan(bootstraps=20, segments=(2, 6))
TOP = (
    "data screening items scales correlations adequacy retention factors response_style segments personas contrast "
    "typing_tool provenance warnings format"
)


@pytest.fixture(scope="module")
def real() -> Analysis:
    return run_analysis(bfi(), QUICK)


def test_real_people_give_the_five_factors_of_theory(real: Analysis) -> None:
    assert real.measurement.factors.k == 5
    assert sorted(real.measurement.labels.values()) == [
        "Agreeableness",
        "Conscientiousness",
        "Extraversion",
        "Neuroticism",
        "Openness",
    ]


def test_everybody_who_answered_half_of_the_items_has_a_place(real: Analysis) -> None:
    answered = real.given.values[real.measurement.raw.columns].notna().mean(axis=1) >= 0.5

    assert set(real.people) == set(answered.index[answered])


def test_a_summary_has_every_part_and_no_figure_that_json_lacks(real: Analysis) -> None:
    summary = summarise(real)

    assert sorted(summary.plain()) == sorted(TOP.split())
    assert json.loads(summary.to_bytes()) == json.loads(json.dumps(summary.plain(), allow_nan=False))


def test_every_persona_is_told_with_as_many_demographic_as_psychographic_rows(real: Analysis) -> None:
    for persona in summarise(real).personas:
        assert len(persona.who) == len(persona.why) >= 3
        assert persona.name is None or len(text(persona.name)) <= 24
        assert all(statement.base == persona.n or statement.base > 0 for statement in persona.statements)


def test_without_an_outcome_the_contest_says_what_to_ask(real: Analysis) -> None:
    summary = summarise(real)

    assert summary.contrast == {}
    assert "no_outcome" in [warning.code for warning in summary.warnings]


def test_the_same_plan_and_answers_give_the_same_bytes_whatever_the_number_of_processes() -> None:
    _, matrix = planted(n=400)

    once = summarise(run_analysis(matrix, QUICK, n_jobs=1)).to_bytes()
    again = summarise(run_analysis(matrix, QUICK, n_jobs=2)).to_bytes()

    assert once == again


def test_planted_personas_are_found_again() -> None:
    study, matrix = planted()

    found = run_analysis(matrix, QUICK)

    labels = found.segmentation.solution.labels
    agreement = adjusted_rand_score(study.labels.to_numpy()[labels.index.to_numpy() - 1], labels)
    assert found.segmentation.choice.verdict == "natural"
    assert found.segmentation.solution.k == 4
    assert agreement > 0.85


def test_a_planned_number_of_segments_is_judged_by_itself() -> None:
    _, matrix = planted()

    found = run_analysis(matrix, replace(QUICK, segments=6)).segmentation

    assert found.solution.k == found.choice.k == 6
    assert found.choice.verdict != "natural"
    assert "other_number_of_segments" in [caution.code for caution in found.cautions]


def test_where_psychographics_decide_the_contest_says_so() -> None:
    _, matrix = planted()

    result = run_analysis(matrix, QUICK).contest.results["outcome"]

    assert result.winner == "psychographics"
    assert result.psychographics.mean > result.demographics.mean + 0.1


def test_progress_names_every_stage_and_never_runs_backwards() -> None:
    seen: list[tuple[str, float]] = []

    run_analysis(planted(n=400)[1], QUICK, progress=lambda stage, share: seen.append((stage, share)))

    assert list(dict.fromkeys(stage for stage, _ in seen)) == list(STAGES)
    shares = [share for _, share in seen]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_listener_can_stop_the_run() -> None:
    class Stopped(Exception):
        pass

    def stop(stage: str, _share: float) -> None:
        if stage == "segments":
            raise Stopped

    with pytest.raises(Stopped):
        run_analysis(planted(n=400)[1], QUICK, progress=stop)


def test_flagged_people_can_be_left_out_and_the_report_says_so() -> None:
    matrix = bfi()

    summary = summarise(run_analysis(matrix, replace(QUICK, exclude_flagged=True)))

    assert summary.data.n == 2800
    assert summary.data.n_analysed == 2800 - summary.screening.n_flagged
    assert "left out" in " ".join(map(text, summary.provenance.methods))


@pytest.mark.parametrize("basis", ["scale_scores", "items", "centred_items"])
def test_people_can_be_grouped_by_other_bases(basis: str) -> None:
    matrix = bfi()

    summary = summarise(run_analysis(matrix, AnalysisPlan(segment_on=basis, bootstraps=10, segments=(2, 4))))  # type: ignore[arg-type]

    assert summary.segments.base == basis
    assert sum(summary.segments.sizes.values()) == summary.data.n_assigned


def test_weights_change_shares_but_not_people() -> None:
    _, matrix = planted(n=400)
    heavy = pd.Series(np.where(np.arange(400) < 200, 2.0, 0.5), index=matrix.values.index)

    summary = summarise(run_analysis(replace(matrix, weights=heavy / heavy.mean()), QUICK))

    assert summary.data.weighted
    assert sum(summary.segments.sizes.values()) == summary.data.n_assigned


# Bad data: named, with what to do; never a traceback of a library.

RATING = (1.0, 5.0)


def _matrix(values: np.ndarray, **more: object) -> ResponseMatrix:
    names = [f"q{place}" for place in range(values.shape[1])]
    items = tuple(Item(name=name, range=RATING, facet="values") for name in names)
    return ResponseMatrix.from_frame(pd.DataFrame(values, columns=names), codebook=Codebook(items=items))


def _answers(n: int, items: int, seed: int = 1) -> np.ndarray:
    rng = np.random.default_rng(seed)
    mood = rng.normal(size=(n, 1))
    return np.clip(np.round(3 + mood + rng.normal(size=(n, items))), 1, 5)


def test_one_respondent_is_too_few() -> None:
    with pytest.raises(TooFewResponses, match="few_people_for_analysis"):
        run_analysis(_matrix(_answers(1, 6)), QUICK)


def test_fewer_people_than_items_is_too_few() -> None:
    with pytest.raises(TooFewResponses, match=r"few_people_for_items.*needed=41"):
        run_analysis(_matrix(_answers(35, 40)), QUICK)


def test_an_item_that_everybody_answered_alike_is_set_aside_and_named() -> None:
    answers = _answers(300, 8)
    answers[:, 3] = 4

    warnings = summarise(run_analysis(_matrix(answers), QUICK)).warnings

    assert ("q3",) in [warning.where for warning in warnings if warning.code == "items_without_variance"]


def test_when_nobody_answered_anything_there_is_nothing_to_analyse() -> None:
    with pytest.raises(TooFewItems) as caught:
        run_analysis(_matrix(np.full((100, 5), np.nan)), QUICK)

    assert told.text(caught.value) == (
        "0 items can be analysed (5 were set aside: everybody or nobody answered alike); at least 3 are needed."
    )


def test_the_same_item_twice_is_named() -> None:
    answers = _answers(300, 6)
    answers[:, 5] = answers[:, 0]

    with pytest.raises(SingularCorrelations, match="same_answers") as caught:
        run_analysis(_matrix(answers), QUICK)

    assert caught.value.where == ("q0", "q5")


def test_two_items_are_too_few() -> None:
    with pytest.raises(TooFewItems, match="few_items"):
        run_analysis(_matrix(_answers(200, 2)), QUICK)


def test_a_handful_of_people_is_said_to_be_a_draft() -> None:
    codes = [caution.code for caution in run_analysis(_matrix(_answers(60, 6)), QUICK).cautions]

    assert "few_respondents" in codes


@pytest.mark.parametrize(
    "plan",
    [
        AnalysisPlan(items=("nothing", "q1")),
        AnalysisPlan(outcomes=("nothing",)),
        AnalysisPlan(weights="nothing"),
        AnalysisPlan(segment_on="scale_scores"),
        AnalysisPlan(facets=("colour",)),
    ],
)
def test_a_plan_that_names_what_is_not_there_is_refused(plan: AnalysisPlan) -> None:
    with pytest.raises(BadPlan):
        run_analysis(_matrix(_answers(200, 6)), replace(plan, bootstraps=10))


@pytest.mark.parametrize("seed", range(6))
def test_nonsense_answers_give_a_result_or_a_named_error(seed: int) -> None:
    rng = np.random.default_rng(seed)
    answers = rng.integers(1, 6, size=(120, 7)).astype(float)
    answers[rng.random(answers.shape) < 0.4] = np.nan

    try:
        outcome = summarise(
            run_analysis(_matrix(answers), AnalysisPlan(bootstraps=10, segments=(2, 4)))
        ).segments.verdict
    except ResearchError as error:
        outcome = told.advice(error)

    assert outcome


def test_named_errors_are_what_callers_can_catch() -> None:
    assert all(issubclass(each, ResearchError) for each in (BadData, BadPlan, NoVariance, TooFewItems))


def test_the_library_works_where_flask_is_not_installed() -> None:
    code = (
        "import sys\n"
        "for name in ('flask', 'sqlalchemy', 'wtforms', 'flask_babel', 'surveys'):\n"
        "    sys.modules[name] = None\n"
        "from research import run_analysis, summarise, suppress, read_data, read_codebook, AnalysisPlan\n"
        "import research.charts\n"
        "print('works')"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.stdout.strip() == "works", done.stderr
