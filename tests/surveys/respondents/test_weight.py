"""How heavy a respondent's page is, and what it asks of a phone and of the database."""

import gzip
import re
from collections.abc import Callable
from typing import Any

from surveys.paths import STATIC
from tests.surveys.respondents.person import Person

FIRST_PAINT = 14_000
SCRIPTS = 10_000
ITEMS = 12
PARTS = (
    "autosave", "kept_pages", "submit_once", "error_focus", "copy_link", "confirm", "forget_tab",
    "advance", "ranking", "slider", "sum",
)  # fmt: skip
"""Everything that some page of a respondent asks for."""


def long_page() -> dict[str, Any]:
    labels = {1: "Strongly disagree", 2: "Disagree", 3: "Neither agree nor disagree", 4: "Agree", 5: "Strongly agree"}
    items = [
        {"name": f"item_{number}", "text": f"This is statement number {number}, about something people differ in."}
        for number in range(1, ITEMS + 1)
    ]
    matrix = {
        "type": "matrix",
        "name": "many",
        "text": "How much do you agree?",
        "points": {"low": 1, "high": 5, "labels": labels},
        "items": items,
    }
    page = {"name": "one", "questions": [matrix]}
    return {"name": "long", "title": "Long", "sections": [{"name": "a", "title": "A", "pages": [page]}]}


def squeezed(content: bytes) -> int:
    return len(gzip.compress(content, 9))


def test_a_page_of_twelve_items_and_its_styles_fit_into_the_first_paint(
    publish: Callable[..., str], visit: Callable[[str], Person]
) -> None:
    someone = visit(publish(questionnaire=long_page(), minutes=1))
    someone.agree()
    for page in (someone.get("page/one"), visit(someone.slug).get()):
        styles = re.findall(r'rel="stylesheet" href="/static/([^"?]+)', page.text)
        assert len(styles) >= 6
        weight = squeezed(page.data) + sum(squeezed((STATIC / name).read_bytes()) for name in styles)
        assert weight <= FIRST_PAINT


def test_all_scripts_of_a_page_are_light() -> None:
    names = [
        *("main.js", "start.js"),
        *(f"components/{part}.js" for part in PARTS),
    ]
    assert sum(squeezed((STATIC / "js" / name).read_bytes()) for name in names) <= SCRIPTS


def test_no_page_asks_another_host_for_anything(person: Person) -> None:
    person.finish()
    for rest in ("", "thanks", "my-data", "receipt", "reward/1"):
        sources = re.findall(r'(?:src|href|action)="(https?:)?//', person.get(rest).text)
        assert sources == []
