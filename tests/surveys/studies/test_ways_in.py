"""Ways into a study: each has its address and its count, and a test of the study mixes with nothing."""

import io
import zipfile
from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from surveys.models import Collector, ConsentEvent, Response, Study
from surveys.store import collectors
from surveys.store.answers import newest_answers
from surveys.store.database import Database
from surveys.store.fieldwork import count_by_day, count_consents
from surveys.store.set_apart import ALSO_TESTS
from tests import factories
from tests.surveys.respondents.person import ABOUT_YOU, ATTITUDES, Person, hidden

SYSTEM = factories.SYSTEM


def begin(person: Person, **said: str) -> str:
    """Agree on the page an address shows; that page."""
    page = person.client.get(person.url(), query_string=said).text
    action = page.split('action="')[1].split('"')[0].replace("&amp;", "&")
    ticked = {"age": "1", "consent_take_part": "1", "start": hidden(page, "start")}
    assert person.client.post(action, data=ticked).status_code == 303
    return page


def finish(person: Person, **said: str) -> str:
    """Answer everything; every page that was read on the way."""
    pages = begin(person, **said) + person.get("page/attitudes").text
    person.send("attitudes", ATTITUDES)
    person.send("about_you", ABOUT_YOU)
    return pages + person.get("thanks").text


def make(researcher: FlaskClient, study: Study, **fields: str) -> None:
    answer = researcher.post(f"/studies/{study.slug}/ways-in", data=fields)
    assert answer.status_code == 303, answer.text


def only_way(database: Database, kind: str = "open") -> Collector:
    with database.reading() as session:
        return session.scalars(select(Collector).where(Collector.kind == kind)).one()


def test_people_are_counted_by_the_link_they_came_by(
    app: Flask, database: Database, study: Study, researcher: FlaskClient
) -> None:
    make(researcher, study, name="Newsletter of May")
    way = only_way(database)
    begin(Person(app.test_client(), study.slug), c=way.token)
    finish(Person(app.test_client(), study.slug), c=way.token, lang="en")
    begin(Person(app.test_client(), study.slug), c="no-such-way")
    with database.reading() as session:
        found = collectors.count(session, study_id=study.id, asker=SYSTEM)
    counts = {None if one is None else one.id: count for one, count in found}
    assert (counts[way.id].started, counts[way.id].completed, counts[None].started) == (2, 1, 1)
    page = researcher.get(f"/studies/{study.slug}").text
    assert "Newsletter of May" in page
    assert "Public address" in page
    assert f"c={way.token}" in researcher.get(f"/studies/{study.slug}/ways-in").text


def test_nobody_begins_by_a_way_that_is_closed_and_who_began_goes_on(
    app: Flask, database: Database, study: Study, researcher: FlaskClient
) -> None:
    make(researcher, study, name="Poster")
    way, person = only_way(database), Person(app.test_client(), study.slug)
    begin(person, c=way.token)
    researcher.post(f"/studies/{study.slug}/ways-in/{way.id}", data={"open": "0"})
    late = app.test_client()
    assert late.get(f"/s/{study.slug}?c={way.token}").status_code == 410
    assert late.get(f"/s/{study.slug}").status_code == 200
    assert person.send("attitudes", ATTITUDES).location.endswith("/page/about_you")


def test_a_name_is_needed_once(study: Study, researcher: FlaskClient) -> None:
    make(researcher, study, name="Poster")
    for name in ("", " poster "):
        answer = researcher.post(f"/studies/{study.slug}/ways-in", data={"name": name})
        assert answer.status_code == 400


def test_the_ways_of_another_team_are_not_there(
    database: Database, study: Study, researcher: FlaskClient, signed_in: Callable[..., FlaskClient]
) -> None:
    make(researcher, study, name="Poster")
    stranger = signed_in("researcher", "Another team")
    way = only_way(database)
    assert stranger.get(f"/studies/{study.slug}/ways-in").status_code == 404
    assert stranger.post(f"/studies/{study.slug}/ways-in/{way.id}", data={"open": "0"}).status_code == 404
    assert only_way(database).is_open


def go_through_a_test(app: Flask, database: Database, study: Study, researcher: FlaskClient) -> tuple[Person, str]:
    """Somebody who went the whole way of a test, and the pages they read."""
    assert researcher.post(f"/studies/{study.slug}/test").status_code == 303
    person = Person(app.test_client(), study.slug)
    return person, finish(person, c=only_way(database, "test").token)


def test_a_test_says_so_on_every_page_and_is_counted_nowhere(
    app: Flask, database: Database, study: Study, researcher: FlaskClient
) -> None:
    with database.writing() as session:
        factories.make_response(session, study)
    _person, pages = go_through_a_test(app, database, study, researcher)
    assert pages.count("These answers do not count.") == 3
    with database.reading() as session:
        days = count_by_day(session, study_id=study.id, asker=SYSTEM)
        assert [(day.started, day.completed) for day in days] == [(1, 1)]
        assert {count.asked for count in count_consents(session, study_id=study.id, asker=SYSTEM)} == {1}
        versions = [one.id for one in factories.studies.versions_of(session, study_id=study.id, asker=SYSTEM)]
        found = newest_answers(
            session, study_id=study.id, version_ids=versions, number=9, purposes=["take_part"], asker=SYSTEM
        )
        assert len(found) == 1
        assert len(session.scalars(select(Response)).all()) == 1
    answer = researcher.post(f"/studies/{study.slug}/export", data={"kind": "responses"})
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert len(archive.read("responses.csv").splitlines()) == 2
        assert archive.read("ways_in.csv").decode("utf-8-sig").splitlines()[1:] == ["Public address,open,True,1,1,0"]


def test_a_test_earns_no_reward_and_is_thrown_away_in_one_step(
    app: Flask, database: Database, study: Study, researcher: FlaskClient
) -> None:
    with database.writing() as session:
        factories.make_response(session, study)
    person, _pages = go_through_a_test(app, database, study, researcher)
    assert person.get("reward/1").status_code == 404
    assert person.get("my-data").status_code == 200
    answer = researcher.post(f"/studies/{study.slug}/tests/throw-away", follow_redirects=True)
    assert "1 test was thrown away." in answer.text
    assert person.get("my-data").status_code == 404
    with database.reading() as session:
        assert len(session.scalars(select(Response).execution_options(**ALSO_TESTS)).all()) == 1
        assert len({event.subject for event in session.scalars(select(ConsentEvent))}) == 1
