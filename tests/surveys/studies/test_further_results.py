"""What a plan may ask for beyond every analysis: shown where it is there, and how to ask where it is not."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from research.plan import AnalysisPlan
from surveys.models import Analysis, Study
from tests.surveys.studies.further_summary import FURTHER_PLAN, further_summary

Analysed = Callable[..., Analysis]
ASKED = {**AnalysisPlan().to_dict(), **FURTHER_PLAN}


def _page(browser: FlaskClient, study: Study) -> str:
    text = browser.get(f"/studies/{study.slug}/analyses/1").get_data(as_text=True)
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def page(researcher: FlaskClient, study: Study, analysed: Analysed) -> str:
    analysed(plan=ASKED, summary=further_summary())
    return _page(researcher, study)


def _row(page: str, start: str, after: str) -> list[str]:
    """The cells of the first line that begins with these words, behind a place of the page."""
    found = re.search(rf'<th scope="row"[^>]*>{re.escape(start)}.*?</tr>', page[page.index(after) :])
    assert found, start
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", found[0])]


def test_weighting_tells_its_price_and_every_share(page: str) -> None:
    assert "400 people now count like 344" in page
    assert _row(page, "How do you describe", "Shares before and after")[1:] == [
        "Woman", "250", "62.5 %", "50.0 %", "50.0 %",
    ]  # fmt: skip


def test_neighbouring_numbers_of_dimensions_stand_side_by_side(page: str) -> None:
    assert _row(page, "RMSEA", "One fewer, one more") == ["RMSEA", "0.120", "0.043", "–"]
    assert _row(page, "Like a kept dimension", "One fewer") == ["Like a kept dimension", "0 of 1", "2 of 2", "–"]
    assert _row(page, "What is wrong", "One fewer")[1:] == ["Nothing", "Too few markers", "No solution"]
    assert "1. Congruence with Thrift: .71" in page
    assert "2. Impulse" in page
    assert "With 3 factors, there is no proper solution." in page


def test_a_confirmation_tells_fit_loadings_and_what_would_fit_better(page: str) -> None:
    part = page[page.index("Do the items measure them?") :]
    assert "398; gaps used as they are (FIML)" in part
    assert "0.061 (90 % interval 0.020 to 0.100)" in part
    assert "<strong>.31</strong>" in part  # a weak loading
    assert "“I spend without thinking.” also belongs to joy" in part
    assert "“I compare prices before I buy.” and “I like to keep money for later.” share more" in part


def test_groups_are_compared_step_by_step_with_a_verdict_in_words(page: str) -> None:
    part = page[page.index("Do they mean the same to everybody?") :]
    assert "may be compared" in part
    assert "Personas may be compared: the scales mean the same in all groups." in part
    assert _row(page, "Scalar", "Step by step")[-3:] == ["−0.004", "−0.004", "Yes"]
    assert _row(page, "Strict", "Step by step")[-1] == "No"
    assert "Groups: Woman (250), Man (150). 0 people left out." in part
    assert _row(page, "I like to keep money", "Items that differ most")[1:] == [
        "starts from another level", "Man", "15",
    ]  # fmt: skip


def test_other_ways_of_grouping_are_shown_with_their_agreement(page: str) -> None:
    assert "Factor scores come back best." in page
    assert "Factor scores (recommended)" in page
    assert _row(page, "Single items", "What people could be grouped by")[3:7] == [".61", "0.51 to 0.66", ".50", "Yes"]
    assert _row(page, "2. Single items", "How far the segments of two bases")[1:] == [".57", "1"]
    assert "The methods agree on the whole." in page
    assert _row(page, "Ward", "People in the segments of each way")[1:] == ["280", "116"]


def test_certainty_tells_how_often_segments_statements_and_people_come_back(page: str) -> None:
    part = page[page.index('id="sure"') :]
    assert "on 98 new samples" in part
    assert "2 more carried no solution." in part
    assert "1 of 2 statements hold in 8 of 10 of them or more." in part
    assert "71 % of people are put into their segment" in part
    assert _row(page, "S2 Spenders", "Segments over new samples")[1:4] == ["24 %", "20 to 28 %", ".63"]
    assert _row(page, "S1 agrees more", "In how many new samples")[1:] == ["S1", "92 %"]
    assert "<strong>55 %</strong>" in part  # a statement to be careful with
    assert 'href="#sure"' in page


def test_what_was_not_asked_for_is_told_in_one_line_with_a_way_to_ask(
    researcher: FlaskClient, study: Study, analysed: Analysed
) -> None:
    analysed()
    page = _page(researcher, study)
    assert page.count("Ask for it in a new plan") == 5
    assert f'href="/studies/{study.slug}/analyses/new?like=1#further"' in page
    for absent in ("Shares before and after", "One fewer, one more", "Step by step", "Grouped by other things"):
        assert absent not in page


@pytest.mark.parametrize("part", ["weighting", "confirmation", "invariance", "bases", "methods", "certainty"])
def test_what_was_asked_for_and_could_not_be_done_leaves_no_empty_part(
    researcher: FlaskClient, study: Study, analysed: Analysed, part: str
) -> None:
    places = {"weighting": "data", "confirmation": "factors", "invariance": "factors"}
    absent = {f"{places.get(part, 'segments')}.{part}": None}
    analysed(plan=ASKED, summary=further_summary(absent))
    page = _page(researcher, study)
    assert "Ask for it in a new plan" not in page
    titles = {
        "weighting": "Shares before and after",
        "confirmation": "Do the items measure them?",
        "invariance": "Do they mean the same to everybody?",
        "bases": "Grouped by other things",
        "methods": "Grouped in other ways",
        "certainty": "How sure is all this?",
    }
    assert [name for name, title in titles.items() if title not in page] == [part]
