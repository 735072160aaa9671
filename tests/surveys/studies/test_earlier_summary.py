"""Results that an earlier version wrote down: read where that can be, and never a page that breaks."""

from collections.abc import Callable

import orjson
import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from surveys.models import Analysis, Study
from surveys.models.base import utc_now
from surveys.store.database import Database
from tests.surveys.studies.example_summary import example_summary

Analysed = Callable[..., Analysis]
HERE = "/studies/thrift-study/analyses/1"


def _write(database: Database, plain: object) -> None:
    with database.writing() as session:
        stored = {"plain": orjson.dumps(plain).decode()}
        session.execute(
            text("UPDATE analysis SET summary = :plain, published_summary = :plain WHERE number = 1"), stored
        )


@pytest.fixture
def earlier(database: Database, study: Study, analysed: Analysed) -> None:
    """Two analyses, the first of them published and too old to be read."""
    analysed(published_at=utc_now())
    analysed()
    _write(database, {"factors": {"names": ["F1"]}})


def test_the_version_before_is_read(researcher: FlaskClient, database: Database, analysed: Analysed) -> None:
    analysed()
    plain = example_summary().plain()
    plain["retention"]["reasons"], plain["provenance"]["methods"] = [], "Answers of 400 people were analysed."
    _write(database, {name: part for name, part in plain.items() if name != "format"})
    assert "Two dimensions" not in researcher.get(HERE).get_data(as_text=True)
    assert "2 dimensions, 2 segments" in researcher.get(HERE).get_data(as_text=True)


def test_what_cannot_be_read_says_so_and_can_be_run_again(researcher: FlaskClient, earlier: None) -> None:
    page = researcher.get(HERE).get_data(as_text=True)
    assert "Made by an earlier version of Whyprint" in page
    assert f'action="{HERE}/again"' in page


@pytest.mark.parametrize(
    "address",
    [f"{HERE}/summary.json", f"{HERE}/short-form", f"{HERE}/rule.json", "/studies/thrift-study/compare?a=1&b=2"],
)
def test_whatever_needs_it_is_refused_with_advice(researcher: FlaskClient, earlier: None, address: str) -> None:
    answer = researcher.get(address)
    assert answer.status_code == 409
    assert "Run it again." in answer.get_data(as_text=True)


@pytest.mark.parametrize("action", ["publish", "acknowledge", "reproduction.zip", "assignments.csv"])
def test_nothing_is_done_with_it(researcher: FlaskClient, earlier: None, action: str) -> None:
    assert researcher.post(f"{HERE}/{action}").status_code == 409


def test_its_report_asks_for_a_new_one(signed_in: Callable[[str], FlaskClient], earlier: None) -> None:
    answer = signed_in("marketer").get("/reports/thrift-study")
    assert answer.status_code == 409
    assert "made by an earlier version" in answer.get_data(as_text=True)
