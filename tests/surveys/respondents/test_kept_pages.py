"""Who loses the network answers on: which pages come ahead, and what is taken of them afterwards, once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from surveys.models import PageVisit, Response
from surveys.respondents.page_pass import FIELD
from surveys.store.database import Database
from tests.surveys.respondents.person import ABOUT_YOU, ATTITUDES, Person, hidden


def asked(name: str, **more: Any) -> dict[str, Any]:
    return {"type": "short_text", "name": name, "text": f"And {name}?", **more}


def in_pages(*pages: dict[str, Any]) -> dict[str, Any]:
    return {"name": "ways", "title": "Ways", "sections": [{"name": "a", "title": "A", "pages": list(pages)}]}


def depends_on(name: str) -> dict[str, Any]:
    return {"show_if": {"question": name, "operator": "answered"}}


PLAIN = [{"name": name, "questions": [asked(f"q_{name}")]} for name in ("one", "two", "three")]
ON_HERE = {"name": "asks_here", "questions": [asked("q4", **depends_on("q_one"))]}
ON_NEXT = {"name": "asks_next", "questions": [asked("q4", **depends_on("q_two"))]}
ON_ITSELF = {"name": "asks_itself", "questions": [asked("q4"), asked("q5", **depends_on("q4"))]}
NEVER = {"name": "never", "questions": [asked("q6")], **depends_on("q_one")}


@pytest.mark.parametrize(
    ("pages", "ahead"),
    [
        (PLAIN, ["two", "three"]),
        ([*PLAIN, ON_HERE], ["two", "three"]),
        ([*PLAIN, ON_NEXT], ["two", "three"]),
        ([PLAIN[0], ON_ITSELF, *PLAIN[1:]], []),
        ([PLAIN[0], NEVER, *PLAIN[1:]], []),
    ],
)
def test_pages_come_ahead_up_to_the_first_that_an_answer_to_come_can_change(
    publish: Callable[..., str], visit: Callable[[str], Person], pages: list[dict[str, Any]], ahead: list[str]
) -> None:
    someone = visit(publish(questionnaire=in_pages(*pages)))
    someone.agree()
    told = someone.get("page/one/ahead").get_json()
    assert [page["url"].rpartition("/")[2] for page in told["pages"]] == ahead


def test_what_was_sent_before_decides_and_the_rest_of_the_way_comes_ahead(
    publish: Callable[..., str], visit: Callable[[str], Person]
) -> None:
    someone = visit(publish(questionnaire=in_pages(*PLAIN, ON_HERE)))
    someone.agree()
    someone.send("one", {"q_one": "yes"})
    told = someone.get("page/two/ahead").get_json()
    assert [page["url"].rpartition("/")[2] for page in told["pages"]] == ["three", "asks_here"]


def test_nothing_comes_ahead_of_a_page_that_is_not_open_or_to_somebody_who_withdrew(person: Person) -> None:
    person.agree()
    assert person.get("page/about_you/ahead").get_json()["pages"] == []
    person.withdraw("take_part")
    assert person.get("page/attitudes/ahead").get_json()["pages"] == []


def keep(person: Person, page: str, page_pass: str, answers: dict[str, str], **more: str) -> dict[str, str]:
    data = {FIELD: page_pass, **answers, **more}
    told = person.client.post(person.url(f"page/{page}/kept"), data=data)
    assert told.status_code == 200
    found: dict[str, str] = told.get_json()
    return found


def pass_ahead(person: Person) -> str:
    """Of the second page, before the first was sent."""
    return hidden(person.get("page/attitudes/ahead").get_json()["pages"][0]["html"], FIELD)


def visits(database: Database) -> list[PageVisit]:
    with database.reading() as session:
        return list(session.scalars(select(PageVisit).order_by(PageVisit.id)))


def test_pages_that_waited_count_once_however_often_they_are_sent(person: Person, database: Database) -> None:
    person.agree()
    first, second = person.page_pass("attitudes"), pass_ahead(person)
    for _time in range(2):
        assert keep(person, "attitudes", first, ATTITUDES) == {"state": "taken", "at": person.url("page/about_you")}
    for _time in range(2):
        assert keep(person, "about_you", second, ABOUT_YOU) == {"state": "taken", "at": person.url("thanks")}
    assert [visit.page for visit in visits(database)] == ["attitudes", "about_you"]
    with database.reading() as session:
        response = session.scalars(select(Response)).one()
    assert (response.state, response.answers["age"], response.answers["thrift2"]) == ("completed", 34, 5)


def test_a_page_counts_as_long_as_it_was_looked_at_not_as_it_waited(person: Person, database: Database) -> None:
    person.agree()
    made = person.page_pass("attitudes")
    keep(person, "attitudes", made, ATTITUDES, _seconds="0.0")
    (visit,) = visits(database)
    assert visit.shown_at == visit.answered_at
    keep(person, "about_you", person.page_pass("about_you"), ABOUT_YOU, _seconds="1e300")
    assert visits(database)[1].answered_at - visits(database)[1].shown_at < timedelta(minutes=5), "since it was made"


def test_a_page_that_lacks_something_is_to_be_looked_at_again(person: Person) -> None:
    person.agree()
    told = keep(person, "attitudes", person.page_pass("attitudes"), {"thrift1": "4"})
    assert told == {"state": "again", "at": person.url("page/attitudes")}


def test_what_was_sent_from_elsewhere_since_stays(person: Person, database: Database) -> None:
    person.agree()
    waits = person.page_pass("attitudes")
    person.send("attitudes", {**ATTITUDES, "thrift1": "1"})
    told = keep(person, "attitudes", waits, ATTITUDES)
    assert told == {"state": "before", "at": person.url("page/attitudes")}
    with database.reading() as session:
        assert session.scalars(select(Response)).one().answers["thrift1"] == 1


def test_who_withdrew_or_has_no_link_here_is_told_where_it_is_said(
    person: Person, visit: Callable[[str], Person]
) -> None:
    person.agree()
    made = person.page_pass("attitudes")
    other = visit(person.slug)
    assert keep(other, "attitudes", made, ATTITUDES)["state"] == "refused"
    other.agree()
    assert keep(other, "attitudes", made, ATTITUDES)["state"] == "again", "the pass is somebody else's"
    person.withdraw("take_part")
    assert keep(person, "attitudes", made, ATTITUDES) == {"state": "refused", "at": person.url("page/attitudes")}


def test_other_words_of_a_consent_are_decided_on_before_anything_is_taken(
    person: Person, publish: Callable[..., str], database: Database
) -> None:
    person.agree()
    made = person.page_pass("attitudes")
    publish(purposes=[{"name": "take_part", "text": "Quite other words.", "required": True}], accept_breaking=True)
    assert keep(person, "attitudes", made, ATTITUDES) == {"state": "words", "at": person.url("words")}
    assert visits(database) == []
