"""The list of studies and the fieldwork page, as a researcher meets them."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from surveys.models import PageVisit, QuotaPlace, Study
from surveys.models.base import utc_now
from surveys.store.database import Database
from tests import factories


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The SQL statements the application sends meanwhile."""
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_more) -> None:  # type: ignore[no-untyped-def]
        if not statement.startswith(("PRAGMA", "BEGIN")):
            statements.append(statement)

    engine = app.extensions["database"].reader
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def test_a_researcher_starts_at_the_studies(researcher: FlaskClient) -> None:
    assert researcher.get("/").headers["Location"] == "/studies"


def test_a_marketer_starts_at_the_reports(signed_in: Callable[[str], FlaskClient]) -> None:
    assert signed_in("marketer").get("/").headers["Location"] == "/reports"


def test_a_stranger_is_asked_to_sign_in(client: FlaskClient, study: Study) -> None:
    for path in ("/", "/studies", f"/studies/{study.slug}", f"/studies/{study.slug}/analyses/new"):
        answer = client.get(path)
        assert answer.status_code == 303
        assert "/sign-in" in answer.headers["Location"]


def test_a_marketer_cannot_open_studies(signed_in: Callable[[str], FlaskClient], study: Study) -> None:
    marketer = signed_in("marketer")
    for path in ("/studies", f"/studies/{study.slug}", f"/studies/{study.slug}/analyses/new"):
        assert marketer.get(path).status_code == 403


def test_an_empty_list_offers_to_publish(researcher: FlaskClient) -> None:
    page = researcher.get("/studies").get_data(as_text=True)
    assert "No study yet" in page
    assert "/publish" in page


def test_the_list_counts_answers_of_each_study(researcher: FlaskClient, database: Database, study: Study) -> None:
    with database.writing() as session:
        for state in ("completed", "completed", "started"):
            factories.make_response(session, study, state=state)
    page = researcher.get("/studies").get_data(as_text=True)
    assert "How people buy" in page
    assert "<dt>Started</dt><dd>3</dd>" in page
    assert "<dt>Completed</dt><dd>2</dd>" in page


def test_the_list_asks_the_database_as_often_for_many_studies_as_for_one(
    app: Flask, researcher: FlaskClient, database: Database, study: Study
) -> None:
    with counted(app) as for_one:
        researcher.get("/studies")
    with database.writing() as session:
        for number in range(6):
            other = factories.publish_study(session, slug=f"study-{number}")
            factories.make_response(session, other)
    with counted(app) as for_many:
        page = researcher.get("/studies").get_data(as_text=True)
    assert "/studies/study-5" in page
    assert len(for_many) == len(for_one)


def test_fieldwork_asks_the_database_as_often_for_many_answers_as_for_one(
    app: Flask,
    researcher: FlaskClient,
    database: Database,
    study: Study,
    analysed: Callable[..., object],
) -> None:
    with database.writing() as session:
        factories.make_response(session, study)
    analysed()
    researcher.get(f"/studies/{study.slug}")
    with counted(app) as for_one:
        researcher.get(f"/studies/{study.slug}")
    with database.writing() as session:
        for _n in range(25):
            factories.make_response(session, study)
    analysed()
    with counted(app) as for_many:
        researcher.get(f"/studies/{study.slug}")
    assert len(for_many) == len(for_one) <= 14


def test_a_study_without_answers_gives_the_link_to_pass_on(researcher: FlaskClient, study: Study) -> None:
    page = researcher.get(f"/studies/{study.slug}").get_data(as_text=True)
    assert "No answers yet" in page
    assert f"http://localhost/s/{study.slug}" in page
    assert "Analyse the answers" not in page


def test_fieldwork_shows_completion_and_time(researcher: FlaskClient, database: Database, study: Study) -> None:
    with database.writing() as session:
        for _n in range(12):
            factories.make_response(session, study, seconds=180.0)
        for _n in range(4):
            factories.make_response(session, study, state="started")
    page = researcher.get(f"/studies/{study.slug}").get_data(as_text=True)
    assert ">75 %<" in page  # completed of started
    assert ">3.0<" in page  # minutes


def test_the_funnel_says_where_people_leave(researcher: FlaskClient, database: Database, study: Study) -> None:
    with database.writing() as session:
        for place in range(5):
            response = factories.make_response(session, study, state="started")
            for page in ("attitudes", "about_you")[: 2 if place < 2 else 1]:
                session.add(
                    PageVisit(
                        response_id=response.id,
                        page=page,
                        key=f"{page}-{place}",
                        body_hash="",
                        order_shown=[],
                        shown_at=utc_now(),
                    )
                )
    page = researcher.get(f"/studies/{study.slug}").get_data(as_text=True)
    assert "Most people leave before page 2" in page
    assert "3 of 5" in page


def test_responses_of_several_days_are_drawn(researcher: FlaskClient, database: Database, study: Study) -> None:
    with database.writing() as session:
        for days in (0, 0, 1, 5):
            factories.make_response(session, study, started_at=utc_now() - timedelta(days=days))
    page = researcher.get(f"/studies/{study.slug}").get_data(as_text=True)
    assert page.count('class="studies-timeline__completed"') == 2 * 6  # six days, wide and narrow


def test_withdrawn_consent_leaves_the_share_that_agrees(
    researcher: FlaskClient, database: Database, study: Study
) -> None:
    with database.writing() as session:
        first = factories.make_response(session, study)
        factories.make_response(session, study)
        factories.give_consent(session, first, purpose="take_part", given=False)
    page = researcher.get(f"/studies/{study.slug}").get_data(as_text=True)
    consent = page[page.index('id="consent"') :]
    assert consent.index(">50 %<") < consent.index("Versions of the questionnaire")


@pytest.mark.parametrize("slug", ["no-such-study", "..%2f..%2fetc", "x" * 300, "thrift-study' OR 1=1--", "%00", "é"])
def test_a_study_that_is_not_there_is_a_plain_404(researcher: FlaskClient, study: Study, slug: str) -> None:
    assert researcher.get(f"/studies/{slug}").status_code == 404


def test_the_page_tells_how_it_ended_for_people_and_what_is_left_of_each_quota(
    researcher: FlaskClient, database: Database, study: Study
) -> None:
    plain = factories.study_plain()
    plain["questionnaire"]["quotas"] = [{"name": "everybody", "limit": 7, "page": "attitudes"}]
    study_file = factories.StudyFile.model_validate(plain)
    with database.writing() as session:
        factories.publish_questionnaire(session, asker=factories.SYSTEM, study_file=study_file)
        for ending in ("screened_out", "screened_out", "quota_full"):
            factories.make_response(session, study, state="ended", ending=ending)
        for state, hours in (("completed", None), ("started", 1), ("started", -1)):
            response = factories.make_response(session, study, state=state)
            until = None if hours is None else utc_now() + timedelta(hours=hours)
            session.add(QuotaPlace(response_id=response.id, quota="everybody", study_id=study.id, until=until))
    page = researcher.get(f"/studies/{study.slug}").get_data(as_text=True)
    words = re.sub(r"\|+", "|", re.sub(r"\s*<[^>]*>\s*", "|", page))
    assert "|Completed|1|Screened out|2|Quota full|1|" in words
    assert "|everybody|1|1|7|" in words
