"""The life of a job: success, a fault somebody can mend, a mistake of ours, cancelling, being killed."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import select

from research.errors import BadPlan, NotConverged
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from surveys.models import Analysis, Assignment, Response, Study
from surveys.models.base import utc_now
from surveys.services.analyses import run_analysis as module
from surveys.services.analyses.analysis_pulse import Pulse
from surveys.services.analyses.recover_analyses import recover_analyses
from surveys.services.analyses.request_analysis import cancel_analysis, request_analysis
from surveys.services.analyses.run_analysis import run_analysis
from surveys.store import analyses
from surveys.store.database import Database
from tests import factories
from tests.surveys.studies.example_summary import example_summary

Progress = Callable[[str, float], None]


@pytest.fixture
def study(database: Database) -> Study:
    with database.writing() as session:
        study = factories.publish_study(session)
        for _n in range(4):
            factories.make_response(session, study)
        return study


@pytest.fixture
def queued(database: Database, study: Study) -> int:
    with database.writing() as session:
        return request_analysis(session, study=study, plan=AnalysisPlan(), account_id=None, now=utc_now()).id


def result_of(matrix: ResponseMatrix) -> Any:
    """What the statistics would give: everybody in S1 but the last, who could not be placed."""
    ids = matrix.values.index
    placed = ids[:-1]
    solution = SimpleNamespace(
        labels=pd.Series("S1", index=placed),
        probabilities=pd.DataFrame({"S1": 0.8, "S2": 0.2}, index=placed),
    )
    measured = SimpleNamespace(
        scores=SimpleNamespace(scores=pd.DataFrame({"F1": np.arange(len(placed)) / 3}, index=placed)),
        screening=SimpleNamespace(flagged=pd.Series([True] + [False] * (len(ids) - 1), index=ids)),
    )
    return SimpleNamespace(
        given=matrix, segmentation=SimpleNamespace(solution=solution), measurement=measured, open_answers=None
    )


@pytest.fixture
def statistics(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., Any] | None], None]:
    """Puts something else in the place of the statistics, which have their own tests."""

    def put(analyse: Callable[..., Any] | None = None) -> None:
        def plain(matrix: ResponseMatrix, _plan: AnalysisPlan, **_more: Any) -> Any:
            return result_of(matrix)

        monkeypatch.setattr(module, "analyse", analyse or plain)
        monkeypatch.setattr(module, "summarise", lambda _result: example_summary())
        monkeypatch.setattr(module, "suppress", lambda _summary, *, rules: {"k": rules.smallest_group})
        monkeypatch.setattr(module, "draw_charts", lambda _published: {})

    put()
    return put


def stored(database: Database, analysis_id: int) -> Analysis:
    with database.reading() as session:
        analysis = session.get_one(Analysis, analysis_id)
        _loaded = analysis.summary, analysis.published_summary
        return analysis


def test_a_finished_analysis_keeps_summary_and_assignments(
    database: Database, study: Study, queued: int, statistics: Any
) -> None:
    run_analysis(database, analysis_id=queued)
    analysis = stored(database, queued)
    assert (analysis.state, analysis.share_done, analysis.n_responses, analysis.error) == ("done", 1.0, 4, None)
    assert analysis.summary == example_summary()
    assert analysis.published_summary == {"k": study.smallest_group}
    assert analysis.started_at is not None
    assert analysis.finished_at is not None
    with database.reading() as session:
        rows = session.scalars(select(Assignment).order_by(Assignment.response_id)).all()
    assert [row.segment for row in rows] == ["S1", "S1", "S1", None]
    assert [row.flagged for row in rows] == [True, False, False, False]
    assert rows[1].scores == {"F1": 0.3333}
    assert (rows[0].probability, rows[3].probability, rows[3].scores) == (0.8, None, {})


def test_a_fault_in_the_data_is_told_with_advice(database: Database, queued: int, statistics: Any) -> None:
    def fail(*_args: Any, **_more: Any) -> None:
        raise NotConverged("It did not settle.", advice="Try fewer factors.", where=("F3",))

    statistics(fail)
    run_analysis(database, analysis_id=queued)
    analysis = stored(database, queued)
    assert analysis.state == "failed"
    assert analysis.error == {
        "code": "not_converged", "text": "It did not settle.", "advice": "Try fewer factors.", "where": ["F3"]
    }  # fmt: skip
    assert analysis.finished_at is not None


def test_the_machines_of_a_cluster_share_the_work(
    database: Database, queued: int, statistics: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str | None] = []

    @contextmanager
    def cluster(address: str | None) -> Iterator[None]:
        events.append(address)
        yield
        events.append("left")

    def analyse(matrix: ResponseMatrix, _plan: AnalysisPlan, **_more: Any) -> Any:
        events.append("analysed")
        return result_of(matrix)

    statistics(analyse)
    monkeypatch.setattr(module, "cluster", cluster)
    run_analysis(database, analysis_id=queued, scheduler="tcp://dask.example:8786")
    assert events == ["tcp://dask.example:8786", "analysed", "left"]
    assert stored(database, queued).state == "done"


def test_a_cluster_that_does_not_answer_fails_the_analysis_with_advice(
    database: Database, queued: int, statistics: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cluster(address: str | None) -> Any:
        raise BadPlan(f"No scheduler answers at {address}.", advice="Start one.", where=("scheduler",))

    monkeypatch.setattr(module, "cluster", cluster)
    run_analysis(database, analysis_id=queued, scheduler="tcp://dask.example:8786")
    error = stored(database, queued).error
    assert error is not None
    assert (error["text"], error["advice"]) == ("No scheduler answers at tcp://dask.example:8786.", "Start one.")


def test_a_study_without_answers_fails_with_advice(database: Database, statistics: Any) -> None:
    with database.writing() as session:
        empty = factories.publish_study(session, slug="empty-study")
        analysis_id = request_analysis(session, study=empty, plan=AnalysisPlan(), account_id=None, now=utc_now()).id
    run_analysis(database, analysis_id=analysis_id)
    error = stored(database, analysis_id).error
    assert error is not None
    assert error["code"] == "too_few_responses"


def test_a_mistake_of_ours_is_logged_and_not_shown(
    database: Database, queued: int, statistics: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def crash(*_args: Any, **_more: Any) -> None:
        raise ZeroDivisionError("secret inner detail")

    statistics(crash)
    run_analysis(database, analysis_id=queued)
    analysis = stored(database, queued)
    assert analysis.state == "failed"
    assert analysis.error is not None
    assert "secret inner detail" not in str(analysis.error)
    assert "mistake in the program" in analysis.error["text"]
    assert "secret inner detail" in caplog.text


def test_progress_is_written_while_it_runs(database: Database, queued: int, statistics: Any) -> None:
    seen: list[tuple[str, float]] = []

    def watch(matrix: ResponseMatrix, _plan: AnalysisPlan, *, progress: Progress, **_more: Any) -> Any:
        progress("segments", 0.4)
        for _try in range(200):
            threading.Event().wait(0.02)
            analysis = stored(database, queued)
            if analysis.stage == "segments":
                seen.append((analysis.state, analysis.share_done))
                break
        return result_of(matrix)

    statistics(watch)
    run_analysis(database, analysis_id=queued, every=0.01)
    assert seen == [("running", pytest.approx(0.38))]


def test_cancelling_stops_the_computation_and_stores_nothing(database: Database, queued: int, statistics: Any) -> None:
    reached_the_end = []

    def long(matrix: ResponseMatrix, _plan: AnalysisPlan, *, progress: Progress, **_more: Any) -> Any:
        with database.writing() as session:
            analysis = session.get_one(Analysis, queued)
            assert cancel_analysis(session, analysis=analysis, account_id=None, now=utc_now())
        for step in range(500):
            threading.Event().wait(0.01)
            progress("segments", step / 500)
        reached_the_end.append(True)
        return result_of(matrix)

    statistics(long)
    run_analysis(database, analysis_id=queued, every=0.01)
    analysis = stored(database, queued)
    assert analysis.state == "cancelled"
    assert analysis.summary is None
    assert not reached_the_end


def test_an_analysis_cancelled_at_the_last_moment_keeps_nothing(
    database: Database, queued: int, statistics: Any
) -> None:
    def cancel_late(matrix: ResponseMatrix, _plan: AnalysisPlan, **_more: Any) -> Any:
        with database.writing() as session:
            analyses.cancel_analysis(session, analysis_id=queued, at=utc_now())
        return result_of(matrix)

    statistics(cancel_late)
    run_analysis(database, analysis_id=queued, every=60)
    analysis = stored(database, queued)
    assert (analysis.state, analysis.summary) == ("cancelled", None)
    with database.reading() as session:
        assert session.scalars(select(Assignment)).all() == []


def test_a_job_delivered_twice_runs_once(database: Database, queued: int, statistics: Any) -> None:
    runs = []

    def count(matrix: ResponseMatrix, _plan: AnalysisPlan, **_more: Any) -> Any:
        runs.append(1)
        run_analysis(database, analysis_id=queued)  # delivered again meanwhile
        return result_of(matrix)

    statistics(count)
    run_analysis(database, analysis_id=queued)
    run_analysis(database, analysis_id=queued)
    assert runs == [1]
    assert stored(database, queued).state == "done"


def test_who_withdraws_while_it_runs_is_not_written_down(
    database: Database, study: Study, queued: int, statistics: Any
) -> None:
    gone: list[int] = []

    def withdraw(matrix: ResponseMatrix, _plan: AnalysisPlan, **_more: Any) -> Any:
        with database.writing() as session:
            response = session.scalars(select(Response).order_by(Response.id)).first()
            assert response is not None
            factories.give_consent(session, response, purpose="take_part", given=False)
            gone.append(response.id)
        return result_of(matrix)

    statistics(withdraw)
    run_analysis(database, analysis_id=queued)
    analysis = stored(database, queued)
    assert analysis.state == "done"
    assert analysis.stale_since is not None
    with database.reading() as session:
        assert gone[0] not in session.scalars(select(Assignment.response_id)).all()


def test_a_killed_analysis_is_put_back_once_then_given_up(database: Database, queued: int) -> None:
    start = utc_now()

    def kill_after_claim(at: Any) -> None:
        with database.writing() as session:
            assert analyses.claim_analysis(session, analysis_id=queued, at=at)

    kill_after_claim(start)
    assert recover_analyses(database, now=start + timedelta(seconds=20)) == []
    assert recover_analyses(database, now=start + timedelta(seconds=31)) == [queued]
    assert stored(database, queued).state == "queued"
    kill_after_claim(start + timedelta(seconds=70))
    assert recover_analyses(database, now=start + timedelta(seconds=140)) == []
    analysis = stored(database, queued)
    assert analysis.state == "failed"
    assert analysis.error is not None
    assert "memory" in analysis.error["advice"]


def test_a_killed_analysis_comes_to_its_end_after_the_restart(database: Database, queued: int, statistics: Any) -> None:
    start = utc_now() - timedelta(minutes=5)
    with database.writing() as session:
        analyses.claim_analysis(session, analysis_id=queued, at=start)
    (again,) = recover_analyses(database, now=utc_now())
    run_analysis(database, analysis_id=again)
    analysis = stored(database, queued)
    assert (analysis.state, analysis.error) == ("done", None)


def test_an_analysis_lost_by_the_queue_is_handed_over_again(database: Database, queued: int) -> None:
    assert recover_analyses(database, now=utc_now()) == []
    assert recover_analyses(database, now=utc_now() + timedelta(minutes=3)) == [queued]


def test_a_long_silent_stage_still_has_a_pulse(database: Database, queued: int) -> None:
    with database.writing() as session:
        analyses.claim_analysis(session, analysis_id=queued, at=utc_now() - timedelta(hours=1))
    before = stored(database, queued).heartbeat_at
    with Pulse(database, run_id=queued, now=utc_now, every=0.01):
        threading.Event().wait(0.3)
    after = stored(database, queued).heartbeat_at
    assert before is not None
    assert after is not None
    assert after - before > timedelta(minutes=59)
