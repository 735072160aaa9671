"""No word of a report and of its pictures tells how many people a small group has."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import permutations

import pytest
from flask.testing import FlaskClient

from research.charts import draw_all
from research.charts.told import passport_cells
from research.disclosure import suppress
from research.summary.schema import Summary
from surveys.exports.report_html import render_report_file
from surveys.presentation.report.context import Context
from surveys.store.database import Database
from tests.research.test_gate import figures_in
from tests.surveys.reports.conftest import add_report
from tests.surveys.reports.crowds import RULES, SMALL, crowd

REPORT = "/reports/thrift-study"
SPOKEN = {"alt", "aria-label", "content", "title"}


class Words(HTMLParser):
    """Everything of a page that somebody sees or hears."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.found += [value or "" for name, value in attrs if name in SPOKEN]

    def handle_data(self, data: str) -> None:
        if self.lasttag != "style":
            self.found.append(data)


def numbers_in(html: str) -> set[int]:
    """Whole numbers, with or without commas between thousands."""
    words = " ".join(Words(html).found)
    return {int(found.replace(",", "")) for found in re.findall(r"(?<![\d.,])\d[\d,]*\d(?!\.?\d)", words)}


def few_in(html: str, summary: Summary) -> set[int]:
    """Sizes of small groups that a text names, or that are the difference of two numbers in it."""
    told = numbers_in(html)
    return {n for n in groups_of(summary) if n in SMALL} & (told | apart(told))


def groups_of(summary: Summary) -> set[int]:
    """People who are counted before the gate, and those who were left out on the way to the segments."""
    data = summary.data
    return set(figures_in(summary, Summary)) | apart({data.n or 0, data.n_analysed or 0, data.n_assigned or 0})


def apart(numbers: set[int]) -> set[int]:
    return {first - second for first, second in permutations(numbers, 2)}


def file_of(shown: Summary) -> str:
    return render_report_file(shown, draw_all(shown), context=Context(title="A crowd"))


@pytest.mark.parametrize("seed", range(15))
def test_a_report_tells_no_number_of_people_of_a_small_group(seed: int) -> None:
    summary = crowd(seed)

    assert not few_in(file_of(suppress(summary, rules=RULES)), summary)


@pytest.mark.parametrize("part", ["contrast", "data", "personas", "provenance", "screening", "segments", "warnings"])
def test_a_part_that_passes_the_gate_untouched_is_found(part: str) -> None:
    def leaks(seed: int) -> bool:
        summary = crowd(seed)
        leaky = suppress(summary, rules=RULES).model_copy(update={part: getattr(summary, part)})
        return bool(few_in(file_of(leaky), summary))

    assert any(leaks(seed) for seed in range(30))


@pytest.mark.parametrize("seed", [0, 6, 7])
def test_pages_and_their_list_tell_no_more_than_the_file(
    database: Database, signed_in: Callable[[str], FlaskClient], seed: int
) -> None:
    summary = crowd(seed)
    shown = suppress(summary, rules=RULES)
    add_report(database, published_summary=shown, charts=draw_all(shown), n_responses=summary.data.n)
    browser = signed_in("marketer")
    parts = ["", "/contest", "/how-made", *(f"/personas/{code}" for code in shown.segments.codes)]
    parts += [f"/same-passport?cell={place}" for place in range(len(passport_cells(shown)))]
    pages = [browser.get(address).text for address in ("/reports", *(f"{REPORT}{part}" for part in parts))]

    assert all("</html>" in page for page in pages)
    assert not few_in(" ".join(pages), summary)
