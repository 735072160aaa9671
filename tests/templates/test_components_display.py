"""Numbers, charts and signs carry their words, not only their colours."""

import re

import pytest
from markupsafe import Markup

from tests.templates.rendering import Element, macro, read, render


def filled(elements: list[Element]) -> int:
    return sum("waffle__dot--filled" in element.attributes["class"] for element in elements)


@pytest.mark.parametrize(("share", "dots"), [(0.0, 0), (0.34, 7), (0.5, 10), (1.0, 20)])
def test_a_share_is_shown_as_dots_of_twenty_and_in_words(share: float, dots: int) -> None:
    page = read(macro("waffle", "waffle(share, persona=3)", share=share))
    circles = page.all("circle")
    assert (len(circles), filled(circles)) == (20, dots)
    assert page.one("svg").attributes["aria-label"] == f"About {dots} of 20 people"


@pytest.mark.parametrize(
    ("state", "word"), [("go", "Met"), ("caution", "With care"), ("stop", "Not met"), ("unknown", "Not tested")]
)
def test_a_light_has_a_word_and_a_shape_of_its_own(state: str, word: str) -> None:
    html = {other: macro("light", f'light("{other}", "Measurable")') for other in ("go", "caution", "stop", "unknown")}
    assert word in read(html[state]).elements[0].text
    shapes = {re.search(r"<(circle|path|rect)[^>]*>", text).group() for text in html.values()}  # type: ignore[union-attr]
    assert len(shapes) == 4


@pytest.mark.parametrize("kind", ["info", "success", "warning", "stop"])
def test_a_notice_says_its_kind_and_what_to_do(kind: str) -> None:
    page = read(macro("notice", f'notice("Few answers.", kind="{kind}", advice="Wait for 60 more.")'))
    words = [p.text for p in page.all("p")]
    assert words[0] in ("Please note", "Done", "Take care", "Stop")
    assert words[1:] == ["Few answers.", "Wait for 60 more."]


def test_simulated_figures_are_called_so() -> None:
    assert "Simulated data" in macro("notice", "simulated_notice()")
    assert "Simulated data" in macro("badge", "simulated_badge()")


def test_a_table_has_a_caption_headers_and_a_frame_that_scrolls_by_keyboard() -> None:
    rows = [["Planners", 12], ["Tasters", None]]
    page = read(
        macro("table", 'data_table("Shares", ["Persona", ("People", "number")], rows, base="n = 12.")', rows=rows)
    )
    assert page.one("caption").text == "Shares"
    assert [th.attributes["scope"] for th in page.all("th")] == ["col", "col", "row", "row"]
    assert [td.text for td in page.all("td")] == ["12", "–"]
    assert page.one(role="region").attributes["tabindex"] == "0"
    assert "n = 12." in page.one("p").text


def test_a_cell_may_sort_by_another_value_and_lead_somewhere() -> None:
    rows = [["Planners", {"text": "1 204", "sort": 1204, "href": "/people"}]]
    page = read(macro("table", 'data_table("Shares", ["Persona", "People"], rows, sortable=true)', rows=rows))
    assert page.one("td").attributes["data-sort"] == "1204"
    assert page.one("a", href="/people").text == "1 204"


def test_a_chart_states_its_finding_reading_base_and_numbers() -> None:
    call = (
        'figure("f", "Planners decide at home", "Seven of ten do.", base="n = 412.", wide=svg, narrow=svg,'
        ' columns=["Item", "Share"], rows=[["Plan", "72 %"]])'
    )
    page = read(macro("figure", call, svg=Markup("<svg></svg>")))
    assert page.one("figure").attributes["aria-labelledby"] == "f-finding"
    assert page.one(id="f-finding").text == "Planners decide at home"
    assert page.one(id="f-reading").text == "Seven of ten do."
    assert "n = 412." in page.one("p", class_="base").text
    assert "72 %" in page.one("details").text
    assert len(page.all(role="img")) == 2


def test_a_chart_with_one_picture_is_never_hidden_on_a_phone() -> None:
    page = read(macro("figure", 'figure("f", "Finding", "Reading.", wide=svg)', svg=Markup("<svg></svg>")))
    assert page.one(role="img").attributes["class"] == "chart__picture"


def test_a_picture_given_as_text_is_escaped() -> None:
    page = read(macro("figure", 'figure("f", "Finding", "Reading.", wide=svg)', svg="<script>1</script>"))
    assert page.all("script") == []


def test_one_page_needs_no_pagination() -> None:
    assert macro("pagination", "pagination(1, 1)").strip() == ""
    links = read(macro("pagination", 'pagination(2, 3, "?page=1", "?page=3", total=21)')).all("a")
    assert [link.attributes["rel"] for link in links] == ["prev", "next"]


def test_the_current_place_is_marked_where_one_finds_ones_way() -> None:
    tabs = read(macro("tabs", 'subnav([("Plan", "/a", false), ("Answers", "/b", true)], "Parts")'))
    assert tabs.one(**{"aria-current": "page"}).text == "Answers"
    crumbs = read(macro("breadcrumb", 'breadcrumb([("Studies", "/"), ("Coffee", None)])'))
    assert crumbs.one(**{"aria-current": "page"}).text == "Coffee"


def test_progress_is_a_native_bar_with_words() -> None:
    page = read(macro("progress", 'job_progress("/status", stage="Trying segments", share=0.421, state="running")'))
    bar = page.one("progress")
    assert page.one(id=bar.attributes["aria-labelledby"]).text == "Trying segments"
    assert "42 %" in page.elements[0].text
    parts = read(macro("progress", "parts(2, 4)"))
    assert "Part 2 of 4" in parts.elements[0].text


@pytest.mark.parametrize("values", [[3, 3, 3], [1, 5, 2], [0, 0.5]])
def test_a_spark_line_stays_within_its_frame(values: list[float]) -> None:
    points = read(macro("spark", "spark(values)", values=values)).one("polyline").attributes["points"].split()
    assert len(points) == len(values)
    assert all(0 <= float(x) <= 100 and 0 <= float(y) <= 24 for x, y in (p.split(",") for p in points))


def test_one_value_makes_no_spark_line() -> None:
    assert "svg" not in macro("spark", "spark([3])")


def test_an_empty_page_offers_the_next_step() -> None:
    page = read(macro("empty", 'empty("No answers yet", "They appear here.", "Open the study", "/open")'))
    assert page.one("a", href="/open").text == "Open the study"


def test_cards_take_a_body_and_lead_on() -> None:
    source = """{% from "components/card.html" import card, facing %}{% call facing() %}
    {% call card("Who", side="who") %}<p>Age</p>{% endcall %}
    {% call card("Why", side="why", href="/why") %}<p>Plans</p>{% endcall %}
    {% endcall %}"""
    page = read(render(source))
    assert page.faults == []
    assert [article.attributes["class"] for article in page.all("article")] == [
        "card card--who",
        "card card--why card--link",
    ]
    assert page.one("a", href="/why").text == "Why"
