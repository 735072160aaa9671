"""What a plan asks for besides reaches the summary and the methods paragraph, and leaves with small figures hidden."""

import json
from dataclasses import replace
from operator import attrgetter

import pandas as pd
import pytest

from research.codebook import Codebook, Item, Scale
from research.confirmation.cfa import confirm
from research.disclosure import Rules, suppress
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.run import Analysis, run_analysis
from research.simulate import simulate_answers
from research.summary.build import summarise
from research.summary.confirming import confirmed_scales
from research.summary.schema import Summary
from research.words.grammar import ENGLISH
from tests.told import text

PLAN = AnalysisPlan(
    bootstraps=10,
    factors=3,
    segments=(3, 3),
    margins={"region": {"1": 0.4, "2": 0.35, "3": 0.25}},
    trim=(0.2, 5.0),
    confirm=True,
    compare_across="gender",
    side_by_side=True,
    replicates=10,
)
POLES = (
    (("calm", "Anchors"), ("quick", "Movers")),
    (("curious", "Explorers"), ("steady", "Regulars")),
    (("careful", "Planners"), ("easy-going", "Improvisers")),
)
ASKED = attrgetter(
    "data.weighting", "factors.confirmation", "factors.invariance", "segments.bases", "segments.methods",
    "segments.certainty",
)  # fmt: skip


def _study(n: int = 260) -> ResponseMatrix:
    """Three scales of four items, two genders and three regions."""
    study = simulate_answers(n=n, n_items=12, n_factors=3, n_segments=3, seed=5, missing_share=0.0, reverse_share=0.0)
    home = study.loadings.to_numpy().argmax(axis=1)
    items = [
        Item(name=str(name), range=(1, 5), facet="values", scale=f"scale{place}")
        for name, place in zip(study.answers, home, strict=True)
    ]
    frame = study.answers.assign(
        gender=[1 + place % 2 for place in range(n)], region=[1 + place % 3 for place in range(n)]
    )
    items += [
        Item(name="gender", text="Gender", type="nominal", facet="demographics", labels={1: "men", 2: "women"}),
        Item(
            name="region",
            text="Region",
            type="nominal",
            facet="demographics",
            labels={1: "north", 2: "south", 3: "west"},
        ),
    ]
    scales = tuple(
        Scale(name=f"scale{place}", title=f"Scale {place}", high=high, low=low)
        for place, (high, low) in enumerate(POLES)
    )
    return ResponseMatrix.from_frame(
        pd.DataFrame(frame), codebook=Codebook(name="asked", items=tuple(items), scales=scales)
    )


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return run_analysis(_study(), PLAN, n_jobs=1)


@pytest.fixture(scope="module")
def summary(analysis: Analysis) -> Summary:
    return summarise(analysis)


@pytest.fixture(scope="module")
def plain() -> Summary:
    return summarise(run_analysis(_study(), AnalysisPlan(bootstraps=10, factors=3, segments=3), n_jobs=1))


def test_what_was_not_asked_for_is_there_and_empty(plain: Summary) -> None:
    assert set(ASKED(plain)) == {None}
    assert [persona.name_holds for persona in plain.personas] == [None] * 3
    assert {row.holds for persona in plain.personas for row in persona.statements} <= {None}


def test_what_was_asked_for_is_told_in_plain_values(summary: Summary) -> None:
    assert None not in ASKED(summary)
    assert json.loads(summary.to_bytes()) == json.loads(json.dumps(summary.plain(), allow_nan=False))


def test_the_same_plan_gives_the_same_bytes_with_every_part(summary: Summary) -> None:
    assert summarise(run_analysis(_study(), PLAN, n_jobs=2)).to_bytes() == summary.to_bytes()


def test_margins_are_told_by_label_before_and_after(summary: Summary) -> None:
    rows = summary.data.weighting.margins

    assert [row.label for row in rows] == ["north", "south", "west"]
    assert [row.after for row in rows] == pytest.approx([0.4, 0.35, 0.25])
    assert sum(row.n for row in rows) == summary.data.n_analysed
    assert rows[0].before == pytest.approx(rows[0].n / 260)


def test_three_numbers_of_factors_stand_side_by_side(plain: Summary) -> None:
    rows = plain.retention.neighbours

    assert [(row.k, row.kept) for row in rows] == [(2, False), (3, True), (4, False)]
    assert rows[1].fit == plain.factors.fit
    assert rows[1].markers == list(plain.factors.markers.values())


def test_scales_that_hold_are_said_to_hold(summary: Summary, analysis: Analysis) -> None:
    found = summary.factors.confirmation

    assert text(found.words).startswith("The items measure the scales they were written for")
    assert {row.item for row in found.loadings} == set(analysis.measurement.raw)
    assert min(row.value for row in found.loadings) > 0.4
    assert summary.factors.invariance.groups == {"men": 130, "women": 130}
    assert [step.step for step in summary.factors.invariance.steps] == [
        "configural",
        "metric",
        "scalar",
        "strict",
    ]


def test_a_poor_fit_names_the_largest_misfit_in_the_words_of_the_questionnaire(analysis: Analysis) -> None:
    assert analysis.confirmed is not None
    answers = analysis.measurement.keyed
    first, second = (items[0] for items in list(analysis.confirmed.scales.values())[:2])
    alike = answers.assign(**{second: answers[second] + 0.7 * answers[first]})
    confirmation = confirm(alike, analysis.confirmed.scales)
    codebook = analysis.measurement.matrix.codebook
    found = confirmed_scales(replace(analysis.confirmed, confirmation=confirmation), codebook)

    assert found is not None
    words = text(found.words)
    assert words.startswith("The scales describe the answers only roughly")
    assert "The largest misfit: “" in words
    assert any(f"“{codebook[item].words.rstrip('.')}”" in words for item in (first, second))


def test_a_name_holds_as_often_as_the_weakest_dimension_it_uses(summary: Summary, analysis: Analysis) -> None:
    assert analysis.uncertainty is not None
    centres = analysis.uncertainty.centres.set_index(["segment", "dimension"])["holds"]
    for persona in summary.personas:
        ends = [end.dimension for end in persona.name_rests_on]
        assert persona.name_holds == min((centres[persona.code, dimension] for dimension in ends), default=None)
    assert all(persona.name_rests_on for persona in summary.personas if persona.name)
    assert any(persona.name for persona in summary.personas)


def test_every_statement_says_how_often_it_holds(summary: Summary) -> None:
    shares = [row.holds for persona in summary.personas for row in persona.statements]

    assert shares
    assert all(0 <= share <= 1 for share in shares)


def test_the_methods_paragraph_tells_each_step_that_was_asked_for(summary: Summary, plain: Summary) -> None:
    told = ENGLISH.paragraph(summary.provenance.methods)

    for words in (
        "weighted to known shares of “Region” by raking",
        "weights kept between 0.2 and 5 times their mean",
        "Kish's design effect was 1.0",
        "confirmatory factor analysis",
        "(WLSMV), complete answers only; without weights): χ²(51) = ",
        "The confirmation used the 260 respondents who answered every item of the scales.",
        "Measurement invariance across “Gender” (2 groups; n = 260)",
        "the same 260 respondents were grouped by k-means on",
        "drawn anew with replacement 10 times",
    ):
        assert words in told
        assert words not in ENGLISH.paragraph(plain.provenance.methods)
    assert "  " not in told


def test_outside_the_team_the_same_parts_are_told_without_tables_of_researchers(summary: Summary) -> None:
    shown = suppress(summary, rules=Rules())

    assert shown.data.weighting == summary.data.weighting
    assert shown.factors.confirmation == summary.factors.confirmation
    assert shown.factors.invariance.differing == []
    assert shown.factors.invariance.groups == {"men": 130, "women": 130}
    assert shown.segments.methods.sizes == {}
    assert shown.segments.bases.left_out == {}
    told, whole = shown.provenance.methods, summary.provenance.methods
    assert [said.code for said in told] == [said.code for said in whole]
    assert [said for said in told if said.code != "screened"] == [said for said in whole if said.code != "screened"]
