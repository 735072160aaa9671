"""No word of a report and of its pictures tells how many people a small group has."""

import re
from html.parser import HTMLParser
from itertools import permutations

import pytest

from research.charts import draw_all
from research.disclosure import suppress
from research.summary.schema import Summary
from surveys.exports.report_html import render_report_file
from surveys.presentation.report.context import Context
from tests.research.test_gate import figures_in
from tests.surveys.reports.crowds import RULES, SMALL, crowd

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


def told_of_few(summary: Summary, shown: Summary) -> set[int]:
    """Sizes of small groups that the whole report names, or that are the difference of two numbers in it."""
    told = numbers_in(render_report_file(shown, draw_all(shown), context=Context(title="A crowd")))
    apart = {first - second for first, second in permutations(told, 2)}
    return {n for n in figures_in(summary, Summary) if n in SMALL} & (told | apart)


@pytest.mark.parametrize("seed", range(15))
def test_a_report_tells_no_number_of_people_of_a_small_group(seed: int) -> None:
    summary = crowd(seed)

    assert not told_of_few(summary, suppress(summary, rules=RULES))


@pytest.mark.parametrize("part", ["contrast", "data", "personas", "provenance", "screening", "segments", "warnings"])
def test_a_part_that_passes_the_gate_untouched_is_found(part: str) -> None:
    def leaks(seed: int) -> bool:
        summary = crowd(seed)
        leaky = suppress(summary, rules=RULES).model_copy(update={part: getattr(summary, part)})
        return bool(told_of_few(summary, leaky))

    assert any(leaks(seed) for seed in range(30))
