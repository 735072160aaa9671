"""A moment after which nothing is taken: said beforehand, and said when somebody comes too late."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from surveys.models import Response, Study
from surveys.store.database import Database
from tests.surveys.respondents.person import ATTITUDES, Person


@pytest.fixture
def move(database: Database) -> Callable[[timedelta], datetime]:
    """The study ended five days ago; its deadline is that long from now."""

    def to(away: timedelta) -> datetime:
        now = datetime.now(UTC)
        deadline = (now + away).replace(microsecond=0)
        with database.writing() as session:
            terms = session.scalars(select(Study.terms)).one() | {"deadline": deadline.isoformat()}
            session.execute(update(Study).values(terms=terms, ends_on=(now - timedelta(days=5)).date()))
        return deadline

    return to


def test_who_has_begun_may_finish_until_the_deadline_and_not_after(
    person: Person, database: Database, move: Callable[[timedelta], datetime]
) -> None:
    person.agree()
    move(timedelta(hours=5))
    assert person.client.get(person.url(), query_string={"new": "1"}).status_code == 410, "nobody new begins"
    page_pass = person.page_pass("attitudes")
    assert person.autosave("attitudes", {"thrift1": "4"}, page_pass=page_pass).status_code == 200
    move(timedelta(seconds=-1))
    late = person.send("attitudes", ATTITUDES, page_pass=page_pass)
    assert late.status_code == 410
    assert "What you had sent by then is kept. What you typed later could not be stored." in late.text
    assert person.get("my-data").status_code == 200
    with database.reading() as session:
        assert session.scalars(select(Response.answers)).one() == {"thrift1": 4}


def test_the_deadline_ends_a_study_that_is_still_open(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database
) -> None:
    someone = visit(publish(deadline="2100-01-02T18:00:00+02:00"))
    assert "Answers are taken until 2 January 2100, 18:00 GMT+02:00." in someone.get().text
    with database.writing() as session:
        terms = session.scalars(select(Study.terms)).one() | {"deadline": "2020-01-02T18:00:00+02:00"}
        session.execute(update(Study).values(terms=terms))
    over = someone.get()
    assert over.status_code == 410
    assert "Answers were taken until 2 January 2020" in over.text
    assert "What you typed later" not in over.text


def test_pages_say_when_the_deadline_is_near(person: Person, move: Callable[[timedelta], datetime]) -> None:
    person.agree()
    move(timedelta(days=3))
    assert "Answers are taken until" not in person.get("page/attitudes").text
    move(timedelta(hours=30))
    assert "Answers are taken until" in person.get("page/attitudes").text
