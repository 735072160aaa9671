"""What flow decides, as a respondent meets it: on the page, after sending, and in their own data."""

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from surveys.models import Response
from surveys.questionnaire.missing import NOT_ASKED
from surveys.store.database import Database
from tests.surveys.questionnaire.samples import sample
from tests.surveys.respondents.person import Person


def in_english(plain: Any) -> Any:
    """A questionnaire in one language, as the small study has one."""
    if isinstance(plain, dict):
        if "en" in plain:
            return plain["en"]
        return {key: in_english(part) for key, part in plain.items() if key != "languages"}
    return [in_english(part) for part in plain] if isinstance(plain, list) else plain


def begin(publish: Callable[..., str], visit: Callable[[str], Person], name: str) -> Person:
    person = visit(publish(questionnaire=in_english(sample(name).model_dump(mode="json", by_alias=True))))
    person.agree()
    return person


def test_earlier_answers_stand_in_later_pages_as_text(
    publish: Callable[..., str], visit: Callable[[str], Person]
) -> None:
    person = begin(publish, visit, "answers_in_texts")
    person.send("known", {"known": ["1", "2"], "place": "<b>bed</b>"})
    page = person.get("page/best").text
    assert "Which do you like best in \u2068&lt;b&gt;bed&lt;/b&gt;\u2069?" in page
    assert page.count("Maté") == 1
    assert "Choose one of the answers that are offered." in person.send("best", {"best": "3"}).text
    person.send("best", {"best": "2"})
    assert "Coffee is a joy." in person.get("page/why").text
    person.send("why", {"joy": "5"})
    assert "Coffee is a joy." in person.get("my-data").text


def test_coming_back_shows_the_same_order_and_what_was_not_asked_is_told(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database
) -> None:
    person = begin(publish, visit, "drawn_orders")
    first = options_on(person.get("page/start").text)
    assert sorted(first) == ["1", "2", "3", "4", "8"]
    assert options_on(person.get("page/start").text) == first
    at = person.send("start", {"sound": "2"}).location
    for _page in range(3):
        at = person.send(at.rpartition("/")[2], {}).location
    assert at.endswith("/thanks")
    with database.reading() as session:
        response = session.scalars(select(Response)).one()
        shown = {one["question"]: one for one in response.visits[0].order_shown}
        assert [str(code) for code in shown["sound"]["options"]] == first
        assert len(response.visits) == 4
        blocks = [response.answers[name] for name in ("rain_calm", "wind_wild", "fire_warm", "hush_deep")]
        assert NOT_ASKED in response.answers.values()
        assert response.answers["sound"] == 2
        assert blocks.count(NOT_ASKED) in (1, 2)
    assert "Not asked" in person.get("my-data").text


def test_a_page_that_is_not_asked_of_somebody_cannot_be_opened(
    publish: Callable[..., str], visit: Callable[[str], Person]
) -> None:
    person = begin(publish, visit, "drawn_orders")
    person.send("start", {"sound": "2"})
    answers = [person.get(f"page/{name}").status_code for name in ("rain", "wind", "fire", "hush")]
    assert answers.count(200) == 1  # only the first of their own is open yet


def options_on(page: str) -> list[str]:
    """Codes of the radios of one question, as they stand on the page."""
    tags = [tag for tag in re.findall(r"<input[^>]*>", page) if 'name="sound"' in tag]
    return [code for tag in tags for code in re.findall(r'value="(\d+)"', tag)]
