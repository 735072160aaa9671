"""One analysis on screen: progress that survives a reload, failure with advice, results, publishing."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from surveys.models import Analysis, AuditEvent, Study
from surveys.models.base import utc_now
from surveys.store import analyses, runs
from surveys.store.database import Database
from surveys.store.reports import published_lines
from tests import factories
from tests.summaries import changed
from tests.surveys.studies.example_summary import example_summary

Analysed = Callable[..., Analysis]


def test_progress_survives_a_reload(
    researcher: FlaskClient, study: Study, database: Database, analysed: Analysed
) -> None:
    analysis = analysed("running")
    with database.writing() as session:
        runs.beat(session, run_id=analysis.run_id, stage="segments", share=0.42, at=utc_now())
    for _reload in range(2):
        page = researcher.get(f"/studies/{study.slug}/analyses/1").get_data(as_text=True)
        assert "Looking for groups of people" in page
        assert 'value="0.42"' in page
        status = researcher.get(f"/studies/{study.slug}/analyses/1/status").get_json()
        assert status["state"] == "running"
        assert status["share"] == 0.42


def test_a_running_page_can_be_reloaded_without_script(
    researcher: FlaskClient, study: Study, analysed: Analysed
) -> None:
    analysed("queued")
    page = researcher.get(f"/studies/{study.slug}/analyses/1").get_data(as_text=True)
    assert f'href="/studies/{study.slug}/analyses/1"' in page
    assert "http-equiv" not in page


def test_a_page_says_when_no_worker_came(researcher: FlaskClient, study: Study, analysed: Analysed) -> None:
    analysed("queued", requested_at=utc_now() - timedelta(minutes=3))
    assert "No worker has taken it yet" in researcher.get(f"/studies/{study.slug}/analyses/1").get_data(as_text=True)


def test_a_page_says_when_the_worker_fell_silent(researcher: FlaskClient, study: Study, analysed: Analysed) -> None:
    analysed("running", heartbeat_at=utc_now() - timedelta(minutes=3))
    status = researcher.get(f"/studies/{study.slug}/analyses/1/status").get_json()
    assert "fallen silent" in status["message"]


def test_an_ended_analysis_ends_the_waiting_of_the_page(
    researcher: FlaskClient, study: Study, analysed: Analysed
) -> None:
    analysed("cancelled")
    analysed("done")
    shown = [researcher.get(f"/studies/{study.slug}/analyses/{n}/status").get_json()["state"] for n in (1, 2)]
    assert shown == ["failed", "done"]


def test_cancelling_stops_a_waiting_analysis(
    researcher: FlaskClient, study: Study, database: Database, analysed: Analysed
) -> None:
    analysis = analysed("queued")
    assert researcher.post(f"/studies/{study.slug}/analyses/1/cancel").status_code == 303
    with database.reading() as session:
        assert session.get_one(Analysis, analysis.id).run.state == "cancelled"
    assert "cancelled before" in researcher.get(f"/studies/{study.slug}/analyses/1").get_data(as_text=True)


def test_cancelling_a_finished_analysis_changes_nothing(
    researcher: FlaskClient, study: Study, database: Database, analysed: Analysed
) -> None:
    analysis = analysed("done")
    researcher.post(f"/studies/{study.slug}/analyses/1/cancel")
    with database.reading() as session:
        assert session.get_one(Analysis, analysis.id).run.state == "done"


def test_a_failure_says_what_happened_and_what_to_do(researcher: FlaskClient, study: Study, analysed: Analysed) -> None:
    error = {"code": "too_few", "text": "12 people are too few.", "advice": "Collect <b>more</b>.", "where": ["q1"]}
    analysed("failed", error=error)
    page = researcher.get(f"/studies/{study.slug}/analyses/1").get_data(as_text=True)
    assert "12 people are too few." in page
    assert "Collect &lt;b&gt;more&lt;/b&gt;." in page
    assert "q1" in page
    assert "Start it again" in page


def test_results_read_as_an_argument(researcher: FlaskClient, study: Study, analysed: Analysed) -> None:
    analysed()
    page = researcher.get(f"/studies/{study.slug}/analyses/1").get_data(as_text=True)
    steps = (
        "Read this first", "What was asked of the data", "Can the answers be trusted?", "Do the scales hold?",
        "Which dimensions are behind the answers?", "Are there groups of people?", "Who they are against why they act",
        "A short form for newcomers", "What to do next",
    )  # fmt: skip
    places = [page.index(step) for step in steps]
    assert places == sorted(places)
    assert "is a continuum, cut for use into 2 parts" in page
    assert "<strong>.81</strong>" in page  # a marker
    assert '<span class="studies-faint">.05</span>' in page  # a loading below .30
    assert "<strong>90 %</strong>" in page  # people of S1 whom the short form finds
    assert "Answers of 400 people were analysed." in page


def test_a_single_dimension_without_segments_is_shown_too(
    researcher: FlaskClient, study: Study, analysed: Analysed
) -> None:
    found = example_summary()
    factors = {"k": 1, "names": ["F1"], "phi": {"F1": {"F1": 1}}, "labels": {}, "determinacy": {"F1": None}}
    factors |= {"fit": dict.fromkeys(found.factors.fit), "loadings": found.factors.loadings}
    summary = changed(found, {
        "contrast": {}, "scales": {}, "personas": [], "warnings": [], "factors": factors, "typing_tool": {},
        "segments": {"k": 1, "verdict": "none"}, "adequacy": {}, "retention.table": [], "retention.hull": None,
    })  # fmt: skip
    analysed(summary=summary)
    page = researcher.get(f"/studies/{study.slug}/analyses/1").get_data(as_text=True)
    assert "One dimension, and no segments worth naming" in page
    assert "No outcome was asked" in page
    assert "Without segments there is nothing to sort newcomers into." in page


def test_words_of_a_study_cannot_become_markup(researcher: FlaskClient, study: Study, analysed: Analysed) -> None:
    words = {
        "items.thrift1.text": "<script>alert(1)</script>",
        "warnings.0.text": "<img src=x onerror=alert(1)>",
        "factors.labels.F1": "<b>bold</b>",
    }
    analysed(summary=example_summary(words))
    page = researcher.get(f"/studies/{study.slug}/analyses/1").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>bold" not in page


def test_loadings_are_sorted_by_factor_then_size(researcher: FlaskClient, study: Study, analysed: Analysed) -> None:
    analysed()
    page = researcher.get(f"/studies/{study.slug}/analyses/1").get_data(as_text=True)
    table = page[page.index("Loadings of the items on the factors") :]
    order = [table.index(name) for name in (">thrift1<", ">thrift2<", ">thrift3<")]
    assert order == sorted(order)


def test_publishing_needs_every_stop_accepted(
    researcher: FlaskClient, study: Study, database: Database, analysed: Analysed
) -> None:
    analysis = analysed()
    here = f"/studies/{study.slug}/analyses/1"
    assert "Publish the persona report" not in researcher.get(here).get_data(as_text=True)
    assert researcher.post(f"{here}/publish").status_code == 409
    assert researcher.post(f"{here}/acknowledge", data={"code": "unstable_segment"}).status_code == 303
    assert "Stop, accepted" in researcher.get(here).get_data(as_text=True)
    assert researcher.post(f"{here}/publish").status_code == 303
    assert f'href="/reports/{study.slug}"' in researcher.get(here).get_data(as_text=True)
    with database.reading() as session:
        stored = session.get_one(Analysis, analysis.id)
        assert stored.published_at is not None
        assert stored.published_by_id is not None
        assert stored.acknowledged == ["unstable_segment"]
        actions = session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
        assert list(actions[-2:]) == ["analysis.stop_accepted", "report.published"]


@pytest.mark.parametrize("code", ["", "few_markers", "<script>", "x" * 5000])
def test_only_a_stop_that_fired_can_be_accepted(
    researcher: FlaskClient, study: Study, database: Database, analysed: Analysed, code: str
) -> None:
    analysis = analysed()
    assert researcher.post(f"/studies/{study.slug}/analyses/1/acknowledge", data={"code": code}).status_code == 400
    with database.reading() as session:
        assert session.get_one(Analysis, analysis.id).acknowledged == []


def test_marketers_see_one_analysis_per_study(
    researcher: FlaskClient, study: Study, database: Database, analysed: Analysed
) -> None:
    for _n in range(2):
        analysed(acknowledged=["unstable_segment"])
    for number in (1, 2):
        researcher.post(f"/studies/{study.slug}/analyses/{number}/publish")
    with database.reading() as session:
        (published,) = published_lines(session, asker=factories.SYSTEM)
        assert (published.slug, published.number) == (study.slug, 2)
        assert len(session.scalars(select(Analysis).where(Analysis.published_at.is_not(None))).all()) == 1


def test_a_report_can_be_taken_back(
    researcher: FlaskClient, study: Study, database: Database, analysed: Analysed
) -> None:
    analysed(acknowledged=["unstable_segment"])
    researcher.post(f"/studies/{study.slug}/analyses/1/publish")
    researcher.post(f"/studies/{study.slug}/analyses/1/unpublish")
    with database.reading() as session:
        assert published_lines(session, asker=factories.SYSTEM) == []


def test_an_analysis_with_withdrawn_answers_is_not_published(
    researcher: FlaskClient, study: Study, analysed: Analysed
) -> None:
    analysed(acknowledged=["unstable_segment"], stale_since=utc_now())
    page = researcher.get(f"/studies/{study.slug}/analyses/1").get_data(as_text=True)
    assert "Out of date" in page
    assert researcher.post(f"/studies/{study.slug}/analyses/1/publish").status_code == 409


def test_an_unfinished_analysis_is_not_published(researcher: FlaskClient, study: Study, analysed: Analysed) -> None:
    analysed("running")
    assert researcher.post(f"/studies/{study.slug}/analyses/1/publish").status_code == 409
    assert researcher.get(f"/studies/{study.slug}/analyses/1/summary.json").status_code == 409


def test_the_summary_can_be_downloaded(researcher: FlaskClient, study: Study, analysed: Analysed) -> None:
    analysed()
    answer = researcher.get(f"/studies/{study.slug}/analyses/1/summary.json")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.get_json()["segments"]["verdict"] == "constructed"


@pytest.fixture
def assigned(database: Database, study: Study, analysed: Analysed) -> list[str]:
    """Three people in the analysis; the last one has withdrawn since. Their random names."""
    analysis = analysed()
    with database.writing() as session:
        found = [factories.make_response(session, study) for _n in range(3)]
        rows = [
            {"analysis_id": analysis.id, "response_id": response.id, "segment": "S1", "probability": 0.9,
             "scores": {"F1": 0.5, "F2": -1.25}, "flagged": False}
            for response in found
        ]  # fmt: skip
        analyses.add_assignments(session, rows=rows)
        factories.give_consent(session, found[-1], purpose="take_part", given=False)
        return [response.subject for response in found]


def test_assignments_have_random_names_and_only_standing_consent(
    researcher: FlaskClient, study: Study, database: Database, assigned: list[str]
) -> None:
    answer = researcher.post(f"/studies/{study.slug}/analyses/1/assignments.csv")
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
    assert sorted(row["respondent"] for row in rows) == sorted(assigned[:2])
    assert rows[0] | {"respondent": ""} == {
        "respondent": "", "segment": "S1", "probability": "0.9", "F1": "0.5", "F2": "-1.25", "flagged": "0"
    }  # fmt: skip
    with database.reading() as session:
        *_before, begun, ended = session.scalars(select(AuditEvent).order_by(AuditEvent.id))
    assert (begun.action, begun.detail) == ("assignments.exported", {"number": 1})
    assert (ended.action, ended.detail) == ("assignments.exported.ended", {"number": 1, "rows": 2, "whole": True})


def test_assignments_leave_piece_by_piece_without_whoever_withdraws_meanwhile(
    study: Study, database: Database, analysed: Analysed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analyses, "_CHUNK", 2)
    analysis = analysed()
    with database.writing() as session:
        people = [factories.make_response(session, study) for _n in range(5)]
        analyses.add_assignments(
            session,
            rows=[
                {"analysis_id": analysis.id, "response_id": person.id, "segment": "S1", "probability": 0.9,
                 "scores": {}, "flagged": False}
                for person in people
            ],
        )  # fmt: skip
    in_order = sorted(people, key=lambda person: person.subject)
    pieces = analyses.assigned_rows(
        database, study_id=study.id, analysis_id=analysis.id, purposes=["take_part"], asker=factories.SYSTEM
    )
    assert [row.subject for row in next(pieces)] == [person.subject for person in in_order[:2]]
    with database.writing() as session:
        factories.give_consent(session, in_order[3], purpose="take_part", given=False)
    assert [[row.subject for row in rows] for rows in pieces] == [[in_order[2].subject], [in_order[4].subject]]


def test_only_the_owner_and_leads_get_lines_about_people(
    signed_in: Callable[[str], FlaskClient], study: Study, database: Database, assigned: list[str]
) -> None:
    with database.writing() as session:
        owner = factories.make_account(session, role="researcher")
        session.get_one(Study, study.id).owner_id = owner.id
    address = f"/studies/{study.slug}/analyses/1/assignments.csv"
    asked = {
        role: signed_in(role).post(address).status_code for role in ("lead", "researcher", "marketer", "administrator")
    }
    assert asked == {"lead": 200, "researcher": 403, "marketer": 403, "administrator": 404}


def test_in_a_profiling_study_lines_need_consent_to_profiling(researcher: FlaskClient, database: Database) -> None:
    purposes = [
        {"name": "take_part", "text": "I agree to take part.", "required": True},
        {"name": "profile", "text": "You may match me to a persona."},
    ]
    with database.writing() as session:
        study = factories.publish_study(session, mode="profiling", purposes=purposes, slug="profiled")
        analysis = analyses.add_analysis(session, study_id=study.id, plan={}, requested_by_id=None, at=utc_now())
        analysis.run.state, analysis.summary = "done", example_summary()
        both = factories.make_response(session, study, purposes=("take_part", "profile"))
        one = factories.make_response(session, study)
        rows = [
            {"analysis_id": analysis.id, "response_id": response.id, "segment": "S1", "probability": None, "scores": {},
             "flagged": False}
            for response in (both, one)
        ]  # fmt: skip
        analyses.add_assignments(session, rows=rows)
    text = researcher.post("/studies/profiled/analyses/1/assignments.csv").get_data(as_text=True)
    assert both.subject in text
    assert one.subject not in text


def test_answers_and_codebook_can_be_exported(researcher: FlaskClient, study: Study, database: Database) -> None:
    with database.writing() as session:
        factories.make_response(session, study)
    answers = researcher.post(f"/studies/{study.slug}/export", data={"kind": "responses"})
    assert answers.mimetype == "application/zip"
    assert answers.data.startswith(b"PK")
    codebook = researcher.post(f"/studies/{study.slug}/export", data={"kind": "codebook"})
    assert b"thrift1" in codebook.data
    assert researcher.post(f"/studies/{study.slug}/export", data={"kind": "../../etc"}).status_code == 400


@pytest.mark.parametrize("number", ["0", "2", "-1", "9999999999999999999999", "1.5", "one", "1%00"])
def test_an_analysis_that_is_not_there_is_a_plain_404(
    researcher: FlaskClient, study: Study, analysed: Analysed, number: str
) -> None:
    analysed()
    for path in ("", "/status", "/summary.json"):
        assert researcher.get(f"/studies/{study.slug}/analyses/{number}{path}").status_code == 404
    assert researcher.post(f"/studies/{study.slug}/analyses/{number}/publish").status_code == 404


def test_an_analysis_belongs_to_its_study(
    researcher: FlaskClient, study: Study, database: Database, analysed: Analysed
) -> None:
    analysed()
    with database.writing() as session:
        factories.publish_study(session, slug="another")
    assert researcher.get("/studies/another/analyses/1").status_code == 404


def test_a_marketer_cannot_open_an_analysis(
    signed_in: Callable[[str], FlaskClient], study: Study, analysed: Analysed
) -> None:
    analysed()
    marketer = signed_in("marketer")
    here = f"/studies/{study.slug}/analyses/1"
    for path in (here, f"{here}/status", f"{here}/summary.json"):
        assert marketer.get(path).status_code == 403
    assert marketer.post(f"{here}/publish").status_code == 403
