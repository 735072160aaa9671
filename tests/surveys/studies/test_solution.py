"""The analysis a study settles on: one at a time, written down, and let go only with a reason."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from surveys.models import Analysis, AuditEvent, Solution, Study
from surveys.store.database import Database

Analysed = Callable[..., Analysis]


@pytest.fixture
def here(study: Study, analysed: Analysed) -> str:
    """The address of two analyses that can be published."""
    for _n in range(2):
        analysed(acknowledged=["unstable_segment"])
    return f"/studies/{study.slug}/analyses"


def _locked(database: Database) -> list[int]:
    with database.reading() as session:
        return list(session.scalars(select(Solution.analysis_id)))


def _events(database: Database) -> list[AuditEvent]:
    with database.reading() as session:
        return list(session.scalars(select(AuditEvent).order_by(AuditEvent.id)))


def test_a_locked_analysis_is_the_study_s_solution(
    researcher: FlaskClient, study: Study, database: Database, here: str
) -> None:
    assert researcher.post(f"{here}/1/lock").status_code == 303
    assert "is this study’s solution since" in researcher.get(f"/studies/{study.slug}").get_data(as_text=True)
    assert "Unlock the solution" in researcher.get(f"{here}/1").get_data(as_text=True)
    assert "settled on another one" in researcher.get(f"{here}/2").get_data(as_text=True)
    last = _events(database)[-1]
    assert (last.action, last.detail) == ("solution.locked", {"number": 1})
    assert last.account_id is not None


def test_a_study_has_one_solution_at_a_time(researcher: FlaskClient, database: Database, here: str) -> None:
    researcher.post(f"{here}/1/lock")
    assert researcher.post(f"{here}/1/lock").status_code == 303  # twice is no mistake, and one event
    assert researcher.post(f"{here}/2/lock").status_code == 409
    assert len(_locked(database)) == 1
    assert [event.action for event in _events(database)].count("solution.locked") == 1


def test_no_other_analysis_is_published_while_one_is_locked(researcher: FlaskClient, here: str) -> None:
    researcher.post(f"{here}/1/lock")
    assert researcher.post(f"{here}/2/publish").status_code == 409
    assert "Publish the persona report" not in researcher.get(f"{here}/2").get_data(as_text=True)
    assert researcher.post(f"{here}/1/publish").status_code == 303


def test_unlocking_needs_a_reason_and_writes_it_down(researcher: FlaskClient, database: Database, here: str) -> None:
    researcher.post(f"{here}/1/lock")
    for reason in ("", "  \n ", "x" * 501):
        assert researcher.post(f"{here}/1/unlock", data={"reason": reason}).status_code == 400
    assert len(_locked(database)) == 1
    assert researcher.post(f"{here}/1/unlock", data={"reason": "More  people\nanswered."}).status_code == 303
    assert _locked(database) == []
    last = _events(database)[-1]
    assert (last.action, last.detail) == ("solution.unlocked", {"number": 1, "reason": "More people answered."})
    assert researcher.post(f"{here}/2/lock").status_code == 303


def test_only_what_is_locked_can_be_unlocked_and_only_what_is_done_locked(
    researcher: FlaskClient, here: str, analysed: Analysed
) -> None:
    assert researcher.post(f"{here}/1/unlock", data={"reason": "Why not"}).status_code == 409
    analysed("running")
    assert researcher.post(f"{here}/3/lock").status_code == 409


def test_marketers_lock_nothing(signed_in: Callable[[str], FlaskClient], database: Database, here: str) -> None:
    marketer = signed_in("marketer")
    assert marketer.post(f"{here}/1/lock").status_code == 403
    assert marketer.post(f"{here}/1/unlock", data={"reason": "x"}).status_code == 403
    assert _locked(database) == []
