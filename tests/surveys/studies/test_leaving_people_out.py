"""A study that nobody answers any more and that a few left: the page says what happens, and does it."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from surveys.models import Analysis, Assignment, AuditEvent, LeftOut, Response, Study
from surveys.models.base import utc_now
from surveys.services.analyses.leave_people_out import LEFT_OUT
from surveys.services.answers.erase_respondent import erase_respondent
from surveys.store.database import Database
from surveys.store.events import add_event
from surveys.store.versions import PUBLISHED
from tests import factories

Analysed = Callable[..., Analysis]
PAGE = "/studies/thrift-study/analyses/2"
PEOPLE = 40


def _placed(database: Database, analysis: Analysis, people: list[Response]) -> None:
    with database.writing() as session:
        for person in people:
            session.add(Assignment(analysis_id=analysis.id, response_id=person.id, segment="S1", scores={}))


@pytest.fixture
def one_gone(database: Database, study: Study, analysed: Analysed) -> list[int]:
    """A published analysis, then somebody is erased, then the same analysis again; the ids of those who stay."""
    with database.writing() as session:
        people = [factories.make_response(session, study) for _n in range(PEOPLE)]
    _placed(database, analysed(n_responses=PEOPLE, acknowledged=[]), people)
    with database.writing() as session:
        add_event(session, action=PUBLISHED, account_id=None, study_id=study.id, detail={"number": 1})
        erase_respondent(session, factories.LINKS, response=session.get_one(Response, people[0].id), now=utc_now())
    _placed(database, analysed(n_responses=PEOPLE - 1), people[1:])
    return [person.id for person in people[1:]]


def test_the_page_says_why_it_cannot_be_published_and_what_leaving_people_out_does(
    researcher: FlaskClient, one_gone: list[int]
) -> None:
    page = researcher.get(PAGE).get_data(as_text=True)
    assert "one person went and nobody came" in page
    assert "Leave 10 people out and run again" in page
    assert "in no later analysis of it" in page
    assert "Publish the persona report" not in page


def test_ten_people_are_left_out_and_the_same_analysis_is_started(
    researcher: FlaskClient, database: Database, one_gone: list[int]
) -> None:
    answer = researcher.post(f"{PAGE}/leave-out", follow_redirects=True)

    assert "Analysis 3 has been started, without people chosen at random." in answer.get_data(as_text=True)
    with database.reading() as session:
        chosen = {row.response_id for row in session.query(LeftOut).filter_by(number=3)}
        (event,) = session.query(AuditEvent).filter_by(action=LEFT_OUT)
    assert len(chosen) == 10
    assert chosen <= set(one_gone)
    assert event.detail == {"number": 3, "people": 10, "beside": 2}, "how many, never who"


def test_nobody_is_left_out_where_nothing_was_published(
    researcher: FlaskClient, database: Database, analysed: Analysed
) -> None:
    analysed()
    analysed()
    assert "Leave 10 people out" not in researcher.get(PAGE).get_data(as_text=True)
    refused = researcher.post(f"{PAGE}/leave-out").get_data(as_text=True)
    assert "Nobody needs to be left out" in refused
    with database.reading() as session:
        assert session.query(LeftOut).count() == 0
