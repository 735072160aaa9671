"""The preview: the respondents' pages for the team, without a trace in the database."""

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select

from surveys.models import ConsentEvent, PageVisit, Response
from surveys.store.database import Database
from tests import factories
from tests.surveys.respondents.person import hidden

SignedIn = Callable[[str], FlaskClient]


def publish(database: Database) -> None:
    with database.writing() as session:
        factories.publish_study(session)


def send(browser: FlaskClient, address: str, page: str, **answers: str) -> str:
    """Fill in the page that was shown and send it; gives the page that comes next."""
    data = {"csrf_token": hidden(page, "csrf_token"), "so_far": hidden(page, "so_far"), **answers}
    answer = browser.post(address, data=data)
    assert answer.status_code == 200
    return answer.text


def test_a_researcher_walks_through_and_nothing_is_stored(database: Database, signed_in: SignedIn) -> None:
    publish(database)
    browser = signed_in("researcher")
    page = browser.get("/p/thrift-study", follow_redirects=True).text
    assert "Nothing you answer here is stored" in page
    page = send(browser, "/p/thrift-study/page/attitudes", page, thrift1="3")
    assert 'href="#q-thrift2"' in page
    page = send(browser, "/p/thrift-study/page/attitudes", page, thrift1="3", thrift2="4", thrift3="5")
    assert "How old are you?" in page
    back = send(browser, "/p/thrift-study/page/about_you", page, age="44", go="back")
    assert 'name="thrift2" value="4" checked' in back
    end = send(browser, "/p/thrift-study/page/about_you", page, age="44", why="Just <so>")
    assert "End of the preview" in end
    assert "Just &lt;so&gt;" in end
    with database.reading() as session:
        for table in (Response, PageVisit, ConsentEvent):
            assert session.scalars(select(table)).all() == []


def test_answers_so_far_cannot_be_made_up(database: Database, signed_in: SignedIn) -> None:
    publish(database)
    browser = signed_in("researcher")
    page = browser.get("/p/thrift-study/page/about_you").text
    data = {"csrf_token": hidden(page, "csrf_token"), "so_far": "eyJ0aHJpZnQxIjoiPGI-In0~x", "age": "20"}
    end = browser.post("/p/thrift-study/page/about_you", data=data)
    assert end.status_code == 200
    assert "&lt;b&gt;" not in end.text


def test_a_preview_is_for_researchers(database: Database, client: FlaskClient, signed_in: SignedIn) -> None:
    publish(database)
    assert client.get("/p/thrift-study").status_code == 303
    assert "/sign-in" in client.get("/p/thrift-study").location
    assert signed_in("marketer").get("/p/thrift-study").status_code == 403


def test_a_page_that_is_not_there_is_not_there(database: Database, signed_in: SignedIn) -> None:
    publish(database)
    browser = signed_in("researcher")
    assert browser.get("/p/no-such-study").status_code == 404
    assert browser.get("/p/thrift-study/page/no_such_page").status_code == 404
