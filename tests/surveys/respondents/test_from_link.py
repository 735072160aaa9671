"""Hidden fields: what a link says by code is taken, and nothing else of it is."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from surveys.models import ConsentEvent, Response
from surveys.questionnaire.prefill import prefilled
from surveys.store.database import Database
from tests.surveys.questionnaire.samples import sample
from tests.surveys.respondents.person import Person
from tests.surveys.respondents.person import hidden as hidden_input

MARK = "5f0c1e2d3b4a5f0c1e2d3b4a"


@pytest.fixture
def coming(publish: Callable[..., str], visit: Callable[[str], Person]) -> Person:
    definition = sample("hidden").model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return visit(publish(questionnaire=definition, anonymous=False))


def begin(person: Person, **said: str) -> None:
    page = person.client.get(person.url(), query_string=said).text
    action = page.split('action="')[1].split('"')[0].replace("&amp;", "&")
    ticked = {"age": "1", "consent_take_part": "1", "start": hidden_input(page, "start")}
    assert person.client.post(action, data=ticked).status_code == 303


def stored(database: Database) -> dict[str, object]:
    with database.reading() as session:
        return dict(session.scalars(select(Response)).one().answers)


def test_a_link_fills_in_what_is_declared_and_pages_leave_it_alone(database: Database, coming: Person) -> None:
    begin(coming, source="1", panel_id=MARK)
    page = coming.get("page/one").text
    assert "Do you read the newsletter?" in page  # the condition on the source holds
    assert "Where the link was" not in page
    coming.send("one", {"source": "2", "panel_id": "x", "reads": "1", "buys": "0"})
    assert stored(database) == {"source": 1, "panel_id": MARK, "reads": 1, "buys": 0}
    assert "Newsletter" in coming.get("my-data").text


@pytest.mark.parametrize("said", ["3", "-99", "-98", "newsletter", "1;2", ""])
def test_a_value_that_is_not_allowed_is_not_kept(said: str) -> None:
    assert prefilled(sample("hidden"), {"source": said, "buys": "1"}) == {"source": -99}


def test_who_came_by_a_wrong_link_is_counted_apart_from_who_came_without(database: Database, coming: Person) -> None:
    begin(coming, source="9")
    coming.send("one", {"buys": "1"})
    assert stored(database) == {"source": -99, "panel_id": -93, "reads": -95, "buys": 1}


def test_nothing_but_hidden_fields_is_prefilled(database: Database, coming: Person) -> None:
    begin(coming, buys="1", reads="1", consent_profile="1")
    assert stored(database) == {}
    with database.reading() as session:
        assert {event.purpose for event in session.scalars(select(ConsentEvent)) if event.given} == {"take_part"}
