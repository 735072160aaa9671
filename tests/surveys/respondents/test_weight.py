"""How heavy a respondent's page is, and what it asks of a phone and of the database."""

import gzip
import re
from collections.abc import Callable
from typing import Any

from surveys.web.rooms import bundle
from tests.surveys.respondents.person import Person

FIRST_PAINT = 14_000
SCRIPT = 8_000
ITEMS = 12


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
        assert len(files(page.text)) == 2
        assert squeezed(page.data) + squeezed(bundle("respondent.css").content) <= FIRST_PAINT


def files(page: str) -> list[str]:
    """The style sheets and scripts a page asks for."""
    return re.findall(r'(?:rel="stylesheet" href|<script type="module" src)="/static/([^"]+)', page)


def test_every_page_of_a_respondent_asks_for_one_style_sheet_and_one_script(person: Person) -> None:
    person.finish()
    for rest in ("", "thanks", "my-data", "receipt"):
        names = files(person.get(rest).text)
        assert [name.split("?")[0] for name in names] == ["rooms/respondent.css", "rooms/respondent.js"]
        assert all(re.search(r"\?v=[0-9a-f]{10}$", name) for name in names)


def test_the_script_of_respondents_is_light() -> None:
    assert squeezed(bundle("respondent.js").content) <= SCRIPT


def test_no_page_asks_another_host_for_anything(person: Person) -> None:
    person.finish()
    for rest in ("", "thanks", "my-data", "receipt", "reward/1"):
        sources = re.findall(r'(?:src|href|action)="(https?:)?//', person.get(rest).text)
        assert sources == []
