"""Choosing how to analyse: defaults, faults, nothing typed lost, the job handed over."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from research.plan import DEFAULT_SEED, AnalysisPlan
from surveys.models import Analysis, AuditEvent, Study
from surveys.store.database import Database

DEFAULTS = {
    "facets": ["values"],
    "correlation": "auto",
    "factors": "auto",
    "extraction": "minres",
    "rotation": "oblimin",
    "scores": "thurstone",
    "segment_on": "auto",
    "segmentation": "auto",
    "segments": "auto",
    "bootstraps": "100",
    "seed": "7",
    "weights": "",
}


@pytest.fixture
def handed_over(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Ids of the analyses given to the queue, instead of running them."""
    given: list[int] = []
    monkeypatch.setattr(app.extensions["jobs"], "enqueue_analysis", given.append)
    return given


def test_the_form_shows_defaults_with_their_reasons(researcher: FlaskClient, study: Study) -> None:
    page = researcher.get(f"/studies/{study.slug}/analyses/new").get_data(as_text=True)
    assert page.count("Why this default?") >= 12
    assert f'value="{DEFAULT_SEED}"' in page
    assert "Values (3 items)" in page
    assert '<option value="oblimin" selected>' in page.replace(' selected value="oblimin"', ' value="oblimin" selected')


def test_the_form_warns_when_there_are_few_answers(researcher: FlaskClient, study: Study) -> None:
    page = researcher.get(f"/studies/{study.slug}/analyses/new").get_data(as_text=True)
    assert "There are 0 completed responses." in page


def test_a_good_plan_is_queued_handed_over_and_written_down(
    researcher: FlaskClient, study: Study, database: Database, handed_over: list[int]
) -> None:
    answer = researcher.post(f"/studies/{study.slug}/analyses/new", data={**DEFAULTS, "segments": "3-6"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/studies/{study.slug}/analyses/1"
    with database.reading() as session:
        analysis = session.scalars(select(Analysis)).one()
        assert handed_over == [analysis.id]
        assert analysis.state == "queued"
        assert AnalysisPlan.from_dict(analysis.plan) == AnalysisPlan(facets=("values",), segments=(3, 6), seed=7)
        assert session.scalars(select(AuditEvent.action)).all()[-1] == "analysis.requested"


def test_every_fault_is_told_and_nothing_typed_is_lost(
    researcher: FlaskClient, study: Study, database: Database, handed_over: list[int]
) -> None:
    typed = {
        **DEFAULTS,
        "factors": "lots of them",
        "segments": "9-3",
        "bootstraps": "5",
        "seed": "-1",
        "rotation": "sideways",
        "facets": ["values", "astrology"],
        "exclude_flagged": "y",
    }
    answer = researcher.post(f"/studies/{study.slug}/analyses/new", data=typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    for kept in ('value="lots of them"', 'value="9-3"', 'value="5"', 'value="-1"'):
        assert kept in page
    for told in ("runs backwards", "astrology", "sideways", "whole number from 10"):
        assert told in page
    assert page.count("field__error") >= 5
    assert 'id="exclude_flagged" name="exclude_flagged" value="y" checked' in page
    assert handed_over == []
    with database.reading() as session:
        assert session.scalars(select(Analysis)).all() == []


def test_a_plan_cannot_name_questions_the_study_did_not_ask(
    researcher: FlaskClient, study: Study, handed_over: list[int]
) -> None:
    answer = researcher.post(f"/studies/{study.slug}/analyses/new", data={**DEFAULTS, "items": ["password_hash"]})
    assert answer.status_code == 400
    assert "this study did not ask password_hash".lower() in answer.get_data(as_text=True).lower()


def test_numbers_are_counted_per_study(researcher: FlaskClient, study: Study, handed_over: list[int]) -> None:
    for number in (1, 2, 3):
        answer = researcher.post(f"/studies/{study.slug}/analyses/new", data=DEFAULTS)
        assert answer.headers["Location"].endswith(f"/analyses/{number}")


def test_the_form_can_start_from_an_earlier_plan(
    researcher: FlaskClient, study: Study, analysed: Callable[..., Analysis]
) -> None:
    analysed(plan=AnalysisPlan(seed=4242, rotation="promax", segments=4).to_dict())
    page = researcher.get(f"/studies/{study.slug}/analyses/new?like=1").get_data(as_text=True)
    assert 'value="4242"' in page
    assert 'name="segments"' in page
    assert 'value="4"' in page


def test_running_again_takes_the_same_plan(
    researcher: FlaskClient,
    study: Study,
    database: Database,
    analysed: Callable[..., Analysis],
    handed_over: list[int],
) -> None:
    analysed(
        "failed", plan=AnalysisPlan(seed=99).to_dict(), error={"code": "x", "text": "y", "advice": "z", "where": []}
    )
    answer = researcher.post(f"/studies/{study.slug}/analyses/1/again")
    assert answer.headers["Location"].endswith("/analyses/2")
    with database.reading() as session:
        assert session.get_one(Analysis, handed_over[0]).plan["seed"] == 99


def test_without_the_token_of_its_own_page_nothing_starts(
    researcher: FlaskClient, study: Study, handed_over: list[int]
) -> None:
    assert researcher.post(f"/studies/{study.slug}/analyses/new", data=DEFAULTS, csrf=False).status_code == 400
    assert handed_over == []
