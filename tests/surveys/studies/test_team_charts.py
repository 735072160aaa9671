"""Pictures and tables of the research team: kept in the worker, shown to researchers, never to marketers."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from research.summary.schema import Summary
from surveys.models import Analysis, Study
from tests.surveys.studies.example_summary import example_summary

Analysed = Callable[..., Analysis]
TEAM: dict[str, Any] = {
    "drawn": {"separation": {"wide": "<svg><title>rings</title></svg>", "narrow": "<svg><title>small</title></svg>"}},
    "figures": {
        "belonging": {"bins": 10, "segments": {
            "S1": {"members": [0] * 8 + [100, 200], "others": [96] + [0] * 9, "median": 0.91},
            "S2": {"members": [0] * 5 + [96] + [0] * 4, "others": [300] + [0] * 9, "median": 0.55}}},
        "separation": {
            "axes": [{"share": 0.9, "related": {"F1": 0.95, "F2": -0.2}},
                     {"share": 0.1, "related": {"F1": 0.1, "F2": 0.8}}],
            "segments": {"S1": {"n": 300, "mean": [1.5, -0.2], "spread": None},
                         "S2": {"n": 96, "mean": [-4.25, 0.6], "spread": None}}},
    },
}  # fmt: skip


def _summary() -> Summary:
    items = ["thrift1", "thrift2", "thrift3"]
    matrix = [[1, 0.41, -0.2], [0.41, 1, 0.05], [-0.2, 0.05, 1]]
    across = [{"k": 2, "next": 3, "transition": [[200, 100, 0], [0, 6, 90]], "stability": [1.0, 0.68, 1.0]}]
    correlations = {"kind": "polychoric", "n": 400, "items": items, "matrix": matrix}
    return example_summary({"correlations": correlations, "segments.across": across})


def _page(browser: FlaskClient, study: Study, query: str = "") -> str:
    return browser.get(f"/studies/{study.slug}/analyses/1{query}").get_data(as_text=True)


def test_pictures_stand_beside_their_figures(researcher: FlaskClient, study: Study, analysed: Analysed) -> None:
    analysed(summary=_summary(), team_charts=TEAM)
    page = _page(researcher, study)
    assert "<title>rings</title>" in page
    assert "more Thrift" in page  # what the first axis means
    assert "−4.25" in page  # where S2 stands
    assert "S1 (94 %), S2 (6 %)" in page  # where the second of three segments comes from
    assert "<strong>.41</strong>" in page
    clearly = page[page.index("How clearly people belong") :]
    assert clearly.index("100 %") < clearly.index("S2 Spenders") < clearly.index("0 %", clearly.index("S2 Spenders"))


def test_an_older_analysis_is_shown_without_them(researcher: FlaskClient, study: Study, analysed: Analysed) -> None:
    analysed()
    assert "Run it again to see how far apart the segments stand" in _page(researcher, study)


def test_small_loadings_can_be_left_blank_by_the_address(
    researcher: FlaskClient, study: Study, analysed: Analysed
) -> None:
    analysed()
    assert 'class="studies-faint">.05</span>' in _page(researcher, study)
    page = _page(researcher, study, "?below=0.4")
    table = page[page.index('id="loadings"') :]
    table = table[: table.index("</table>")]
    assert "−.31" not in table
    assert ".50" in table
    assert "Loadings below .40 are left blank." in page
    assert '<option value="0.4" selected>' in page


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("factor", ["thrift1", "thrift2", "thrift3"]),
        ("communality", ["thrift1", "thrift3", "thrift2"]),
        ("item", ["thrift1", "thrift2", "thrift3"]),
    ],
)
def test_loadings_can_be_ordered_by_the_address(
    researcher: FlaskClient, study: Study, analysed: Analysed, order: str, expected: list[str]
) -> None:
    analysed()
    page = _page(researcher, study, f"?order={order}")
    table = page[page.index('id="loadings"') :]
    places = [table.index(f">{name}<") for name in expected]
    assert places == sorted(places)


@pytest.mark.parametrize("query", ["?below=9&order=x", "?below=%3Cscript%3E", "?below=0.4&below=0.2", "?order="])
def test_an_address_nobody_meant_shows_the_usual_table(
    researcher: FlaskClient, study: Study, analysed: Analysed, query: str
) -> None:
    analysed()
    page = _page(researcher, study, query)
    assert "Loadings of the items on the factors" in page
    assert "<script>" not in page


def test_marketers_get_none_of_it(
    researcher: FlaskClient, signed_in: Callable[[str], FlaskClient], study: Study, analysed: Analysed
) -> None:
    analysed(summary=_summary(), team_charts=TEAM)
    assert signed_in("marketer").get(f"/studies/{study.slug}/analyses/1").status_code == 403
