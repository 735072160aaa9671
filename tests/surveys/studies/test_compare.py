"""Two analyses side by side: who is where in both, and whether the factors are the same."""

import re
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from flask.testing import FlaskClient

from research.arithmetic import agreement
from research.factors import alignment
from surveys.models import Analysis, Study
from surveys.services.analyses.compare_analyses import adjusted_rand, compare_analyses, tucker_congruence
from surveys.store import analyses
from surveys.store.database import Database
from tests import factories
from tests.surveys.studies.example_summary import example_summary
from tests.surveys.studies.further_summary import further_summary

Analysed = Callable[..., Analysis]


@pytest.fixture
def pair(database: Database, study: Study, analysed: Analysed) -> tuple[Analysis, Analysis]:
    """Six people; the second analysis swaps the names of the segments and has one factor the other way round."""
    loadings = example_summary().factors.loadings
    turned = {item: {"F1": -(row["F1"] or 0), "F2": row["F2"]} for item, row in loadings.items()}
    summary = example_summary({"factors.loadings": turned})
    first, second = analysed(), analysed(summary=summary, plan={**analysed().plan, "rotation": "promax", "seed": 7})
    with database.writing() as session:
        people = [factories.make_response(session, study) for _n in range(6)]
        for place, person in enumerate(people):
            for analysis, codes in ((first, ("S1", "S2")), (second, ("S2", "S1"))):
                segment = codes[place % 2] if place else None
                row = {"analysis_id": analysis.id, "response_id": person.id, "segment": segment, "probability": 1.0,
                       "scores": {}, "flagged": False}  # fmt: skip
                analyses.add_assignments(session, rows=[row])
        factories.give_consent(session, people[-1], purpose="take_part", given=False)
    return first, second


def _page(browser: FlaskClient, study: Study, pair: tuple[Analysis, Analysis]) -> str:
    address = f"/studies/{study.slug}/compare?a={pair[0].number}&b={pair[1].number}"
    return browser.get(address).get_data(as_text=True)


def test_other_names_for_the_same_groups_are_full_agreement(
    database: Database, pair: tuple[Analysis, Analysis]
) -> None:
    with database.reading() as session:
        first, second = (session.get_one(Analysis, one.id) for one in pair)
        found = compare_analyses(session, first=first, second=second, asker=factories.SYSTEM)
    assert found.rand == pytest.approx(1.0)
    assert found.people == 4  # neither who was not placed nor who withdrew
    assert found.together["S1"] == {"S1": 0, "S2": 2}


def test_a_factor_the_other_way_round_is_still_the_same_factor(
    researcher: FlaskClient, study: Study, pair: tuple[Analysis, Analysis]
) -> None:
    page = _page(researcher, study, pair)
    table = page[page.index("Are the factors the same?") :]
    assert "<strong>−1.00</strong>" in table
    assert "<strong>1.00</strong>" in table


def test_what_was_chosen_differently_stands_first(
    researcher: FlaskClient, study: Study, pair: tuple[Analysis, Analysis]
) -> None:
    page = _page(researcher, study, pair)
    plan = page[page.index('id="plan"') :]
    assert "<strong>Promax: correlated factors</strong>" in plan
    assert "2 choices differ, in bold." in plan
    assert plan.index("Rotation") < plan.index("Correlations")
    assert "They place people nearly alike." in page


def test_without_a_choice_the_two_newest_are_compared(
    researcher: FlaskClient, study: Study, analysed: Analysed
) -> None:
    for _n in range(3):
        analysed()
    analysed("running")
    page = researcher.get(f"/studies/{study.slug}/compare").get_data(as_text=True)
    assert "Analyses 2 and 3 side by side" in page
    assert "No people were placed by both" in page
    page = researcher.get(f"/studies/{study.slug}/compare?b=2").get_data(as_text=True)
    assert "Analyses 3 and 2 side by side" in page


def test_what_one_analysis_was_asked_for_besides_stands_beside_the_other(
    researcher: FlaskClient, study: Study, analysed: Analysed
) -> None:
    analysed()
    analysed(summary=further_summary())
    page = researcher.get(f"/studies/{study.slug}/compare").get_data(as_text=True)
    figures = re.sub(r"<[^>]+>|\s+", " ", page[page.index('id="figures"') :])
    assert re.search(r"CFI of the scales +– +0\.\d{3}", figures)
    assert re.search(r"People placed for certain +– +71 %", figures)
    assert re.search(r"Statements that hold in 8 of 10 new samples +– +1 of 2", figures)
    assert re.search(r"Scales across groups +– +\S", figures)


def test_figures_that_neither_analysis_has_are_not_listed(
    researcher: FlaskClient, study: Study, analysed: Analysed
) -> None:
    analysed()
    analysed()
    page = researcher.get(f"/studies/{study.slug}/compare").get_data(as_text=True)
    assert "People placed for certain" not in page
    assert "Effective number of people" not in page


def test_the_same_question_weighted_to_other_shares_is_another_choice(
    researcher: FlaskClient, study: Study, analysed: Analysed
) -> None:
    plan = analysed().plan
    for share in (0.4, 0.45):
        analysed(plan={**plan, "margins": {"gender": {"1": share, "2": 1 - share}, "region": {"1": 0.5, "2": 0.5}}})
    page = researcher.get(f"/studies/{study.slug}/compare").get_data(as_text=True)
    assert "Known shares of gender" in page
    assert "<strong>1: 45.0 %, 2: 55.0 %</strong>" in page
    assert "Known shares of region" not in page
    assert "One choice differs, in bold." in page


def test_with_one_analysis_the_page_says_what_will_be_here(
    researcher: FlaskClient, study: Study, analysed: Analysed
) -> None:
    analysed()
    page = researcher.get(f"/studies/{study.slug}/compare").get_data(as_text=True)
    assert "Nothing to compare yet" in page
    assert "Compare two analyses" not in researcher.get(f"/studies/{study.slug}").get_data(as_text=True)


@pytest.mark.parametrize(
    ("query", "status"),
    [("a=1&b=1", 400), ("a=1&b=9", 404), ("a=x&b=1", 404), ("a=1&b=3", 409), ("a=-1&b=1", 404), ("a=²&b=1", 404)],
)
def test_what_cannot_be_compared_is_refused(
    researcher: FlaskClient, study: Study, analysed: Analysed, query: str, status: int
) -> None:
    analysed()
    analysed()
    analysed("running")
    assert researcher.get(f"/studies/{study.slug}/compare?{query}").status_code == status


def test_analyses_of_other_items_have_no_factors_to_compare(
    researcher: FlaskClient, study: Study, analysed: Analysed
) -> None:
    others = [f"other{n}" for n in range(4)]
    loadings = {name: {"F1": 0.5, "F2": 0.1} for name in others}
    communalities = dict.fromkeys(others, 0.3)
    analysed()
    analysed(summary=example_summary({"factors.loadings": loadings, "factors.communalities": communalities}))
    page = researcher.get(f"/studies/{study.slug}/compare").get_data(as_text=True)
    assert "0 items in common, too few" in page


def test_a_marketer_compares_nothing(signed_in: Callable[[str], FlaskClient], study: Study, analysed: Analysed) -> None:
    analysed()
    assert signed_in("marketer").get(f"/studies/{study.slug}/compare").status_code == 403


def test_agreement_is_counted_as_research_counts_it() -> None:
    rng = np.random.default_rng(3)
    for shape in ((2, 3), (4, 4), (1, 5)):
        counts = rng.integers(0, 40, shape)
        expected = agreement.adjusted_rand(counts.astype(float))
        assert adjusted_rand(counts.tolist()) == pytest.approx(expected, abs=1e-12)
    assert adjusted_rand([]) is None
    assert adjusted_rand([[0, 0], [0, 0]]) is None


def test_congruence_is_what_research_finds() -> None:
    first, second = np.random.default_rng(4).normal(size=(2, 9))
    frames = [pd.DataFrame({"F1": values}) for values in (first, second)]
    expected = alignment.tucker_congruence(*frames).iloc[0, 0]
    assert tucker_congruence(first.tolist(), second.tolist()) == pytest.approx(expected, abs=1e-12)
