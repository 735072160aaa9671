"""What a report says about the new answers it was checked against: the verdict, and nothing else."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from surveys.models import Analysis, LeftOut, Run, Wave
from surveys.store.database import Database
from tests import factories
from tests.surveys.reports.conftest import SECRET, add_report

DAY = datetime(2026, 4, 3, 12, tzinfo=UTC)
PAGE = "/reports/thrift-study/how-made"


def _check(database: Database, **columns: Any) -> None:
    with database.writing() as session:
        analysis = session.query(Analysis).one()
        number = session.query(Wave).count() + 1
        values = {"verdict": "stable", "n_responses": 1204, **columns}
        run = Run(kind="comparison", state=values.pop("state", "done"), finished_at=values.pop("finished_at", DAY))
        wave = Wave(study_id=analysis.study_id, analysis_id=analysis.id, number=number, since=DAY, run=run, **values)
        wave.result = {"canary": SECRET}
        session.add(wave)


@pytest.mark.parametrize(
    ("verdict", "words"),
    [("stable", "still hold"), ("drifting", "moved a little"), ("changed", "need to be rebuilt")],
)
def test_the_newest_verdict_stands_on_the_page(
    database: Database, marketer: FlaskClient, verdict: str, words: str
) -> None:
    _check(database, verdict="changed" if verdict == "stable" else "stable", n_responses=999)
    _check(database, verdict=verdict)
    page = marketer.get(PAGE).get_data(as_text=True)
    assert "Checked against new answers" in page
    assert "1,200 people or more" in page
    assert "1,204" not in page
    assert words in page
    assert "999" not in page
    assert SECRET not in page


@pytest.mark.parametrize("more", range(1, 10))
def test_two_comparisons_never_tell_how_few_answered_in_between(
    database: Database, marketer: FlaskClient, more: int
) -> None:
    """Whoever looks before and after reads two numbers that are the same, or differ by a whole group."""
    seen = []
    for n in (1204, 1204 + more):
        _check(database, n_responses=n)
        found = re.search(r"([\d,]+) people or more", marketer.get(PAGE).get_data(as_text=True))
        seen.append(int(found[1].replace(",", "")) if found else None)
    assert seen in ([1200, 1200], [1200, 1210])


def test_a_comparison_with_few_people_tells_no_number(database: Database, marketer: FlaskClient) -> None:
    _check(database, n_responses=9)
    assert "Few people" in marketer.get(PAGE).get_data(as_text=True)


def test_a_comparison_that_has_not_come_to_its_end_is_no_check(database: Database, marketer: FlaskClient) -> None:
    _check(database, state="running", verdict=None, finished_at=None)
    assert "Checked against" not in marketer.get(PAGE).get_data(as_text=True)


def test_a_check_of_another_study_is_not_told(
    database: Database, marketer: FlaskClient, signed_in: Callable[[str], FlaskClient]
) -> None:
    _check(database, finished_at=DAY + timedelta(days=1))
    add_report(database, slug="another-study")
    assert "Checked against" not in marketer.get("/reports/another-study/how-made").get_data(as_text=True)


def test_a_report_says_when_people_were_left_out_of_it(database: Database, marketer: FlaskClient) -> None:
    assert "Left out at random" not in marketer.get(PAGE).get_data(as_text=True)
    with database.writing() as session:
        analysis = session.query(Analysis).one()
        person = factories.make_response(session, analysis.study)
        session.add(LeftOut(response_id=person.id, study_id=analysis.study_id, number=1))
    assert "Left out at random" in marketer.get(PAGE).get_data(as_text=True)
