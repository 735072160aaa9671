"""Versions of a questionnaire on the researcher's pages: how many answered each, and which are analysed."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from surveys.models import Analysis, Study
from surveys.services.analyses.build_matrix import build_matrix
from surveys.services.analyses.request_wave import count_new, default_period
from surveys.store.database import Database
from tests import factories
from tests.surveys.studies.test_plan_form import DEFAULTS


@pytest.fixture(autouse=True)
def queue(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is computed here."""
    monkeypatch.setattr(app.extensions["jobs"], "enqueue", lambda _run: None)


@pytest.fixture
def changed(database: Database, study: Study) -> Study:
    """Three answers on five points; then there are seven points, and nobody has answered yet."""
    with database.writing() as session:
        for _n in range(2):
            factories.make_response(session, study)
        factories.publish_plain(session, factories.with_text("thrift1", "I look for bargains before I buy."))
        factories.make_response(session, study)
        factories.make_response(session, study, state="started", answers={"thrift1": 2})
        factories.publish_plain(session, factories.with_points(7), accept_breaking=True)
    return study


def _words(page: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", page).split())


def test_the_page_of_a_study_says_how_many_answered_each_version(researcher: FlaskClient, changed: Study) -> None:
    words = _words(researcher.get(f"/studies/{changed.slug}").get_data(as_text=True))
    table = words[words.rindex("Versions of the questionnaire") :]
    assert re.search(r"3 \S+ \S+ \S+ Answers before it are not analysed with those after it 0 0 0", table)
    assert re.search(r"2 \S+ \S+ \S+ Answers can stand side by side 2 1 1", table)
    assert re.search(r"1 \S+ \S+ \S+ First version 2 2 2", table)


def test_other_words_of_a_consent_that_no_analysis_needs_leave_answers_together(
    researcher: FlaskClient, study: Study, database: Database
) -> None:
    purposes = [dict(each) for each in factories.study_plain()["study"]["purposes"]]
    purposes[1]["text"] = "You may quote what I write, with my first name."
    with database.writing() as session:
        factories.publish_plain(session, factories.study_plain(purposes=purposes), accept_breaking=True)
    words = _words(researcher.get(f"/studies/{study.slug}").get_data(as_text=True))
    table = words[words.rindex("Versions of the questionnaire") :]
    assert "A consent has other words, and is asked again" in table
    assert "not analysed with" not in table


def test_answers_before_a_breaking_change_can_be_chosen(
    researcher: FlaskClient, changed: Study, database: Database
) -> None:
    address = f"/studies/{changed.slug}/analyses/new"
    newest = researcher.get(address).get_data(as_text=True)
    assert "Version 3: 0 answers to analyse" in newest
    assert "Version 1: 2 answers to analyse" in newest
    assert f'href="{address}?version=2"' in newest
    older = researcher.get(f"{address}?version=2").get_data(as_text=True)
    assert '<input type="hidden" name="version" value="2">' in older
    assert "There are 3 completed responses." in older
    assert researcher.post(address, data={**DEFAULTS, "version": "2"}).status_code == 303
    with database.reading() as session:
        analysis = session.scalars(select(Analysis)).one()
        assert analysis.versions == [1, 2]
        matrix = build_matrix(session, study=changed, asker=factories.SYSTEM, numbers=analysis.versions)
        assert len(matrix) == 3
        assert matrix.codebook["thrift1"].range == (1, 5)


def test_the_same_plan_again_reads_the_same_side_of_a_breaking_change(
    researcher: FlaskClient, changed: Study, database: Database
) -> None:
    researcher.post(f"/studies/{changed.slug}/analyses/new", data={**DEFAULTS, "version": "1"})
    researcher.post(f"/studies/{changed.slug}/analyses/1/again")
    with database.reading() as session:
        assert [each.versions for each in session.scalars(select(Analysis))] == [[1, 2], [1, 2]]


def test_new_answers_are_compared_only_where_they_mean_the_same(
    researcher: FlaskClient, changed: Study, database: Database
) -> None:
    researcher.post(f"/studies/{changed.slug}/analyses/new", data={**DEFAULTS, "version": "1"})
    with database.writing() as session:
        factories.make_response(session, changed)
        analysis = session.scalars(select(Analysis)).one()
        period = default_period(analysis)
        assert count_new(session, analysis=analysis, period=period, asker=factories.SYSTEM) == 0


def test_a_study_with_one_version_asks_nothing_about_versions(researcher: FlaskClient, study: Study) -> None:
    page = researcher.get(f"/studies/{study.slug}/analyses/new").get_data(as_text=True)
    assert "Which versions" not in page
