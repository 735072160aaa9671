"""The life of a run: success, a fault somebody can mend, a mistake of ours, cancelling, being killed."""

import subprocess
import sys
import threading
from datetime import datetime, timedelta

import pytest

from research.errors import NotConverged
from surveys import working
from surveys.jobs.life import Means, recover, work_off
from surveys.jobs.pulse import Pulse
from surveys.jobs.registry import Task, kind_of_work, registered
from surveys.models.base import utc_now
from surveys.presentation.progress import failure_of
from surveys.store import runs
from surveys.store.analyses import KIND as ANALYSIS
from surveys.store.database import Database
from surveys.store.waves import KIND as COMPARISON
from tests.surveys.jobs.conftest import Does, stored

OFTEN, NEVER = Means(every=0.01), Means(every=60)


def test_a_finished_run_has_stored_what_came_out(
    database: Database, queued: int, work: Does, stored_by: list[int]
) -> None:
    work_off(database, run_id=queued)
    run = stored(database, queued)
    assert (run.state, run.share_done, run.error, stored_by) == ("done", 1.0, None, [queued])
    assert run.started_at is not None
    assert run.finished_at is not None


def test_a_fault_in_the_data_is_told_with_advice(
    database: Database, queued: int, work: Does, stored_by: list[int]
) -> None:
    def fail(_task: Task) -> None:
        raise NotConverged("rotation_not_settled", method="geomin", where=("F3",))

    work(fail)
    work_off(database, run_id=queued)
    run = stored(database, queued)
    assert (run.state, stored_by) == ("failed", [])
    assert run.error == {
        "code": "not_converged", "text": "The rotation geomin did not settle on an answer.",
        "advice": "Use another rotation or fewer factors.", "where": ["F3"]
    }  # fmt: skip
    assert run.finished_at is not None


def test_a_mistake_of_ours_is_logged_and_not_shown(
    database: Database, queued: int, work: Does, caplog: pytest.LogCaptureFixture
) -> None:
    def crash(_task: Task) -> None:
        raise ZeroDivisionError("secret inner detail")

    work(crash)
    work_off(database, run_id=queued)
    run = stored(database, queued)
    assert run.state == "failed"
    assert run.error is not None
    assert "secret inner detail" not in str(run.error)
    assert "mistake in the program" in failure_of(run.error).text
    assert "secret inner detail" in caplog.text


def test_a_run_of_a_kind_that_nobody_loaded_fails(database: Database) -> None:
    with database.writing() as session:
        run = runs.new_run(kind="unheard_of", requested_by_id=None, at=utc_now())
        session.add(run)
    work_off(database, run_id=run.id)
    assert stored(database, run.id).state == "failed"


def test_progress_is_written_while_it_runs(database: Database, queued: int, work: Does) -> None:
    seen: list[tuple[str, float]] = []

    def watch(task: Task) -> None:
        task.pulse("segments", 0.4)
        for _try in range(200):
            threading.Event().wait(0.02)
            run = stored(database, queued)
            if run.stage == "segments":
                seen.append((run.state, run.share_done))
                break

    work(watch)
    work_off(database, run_id=queued, means=OFTEN)
    assert seen == [("running", pytest.approx(0.4))]


def test_cancelling_stops_the_work_and_stores_nothing(
    database: Database, queued: int, work: Does, stored_by: list[int]
) -> None:
    reached_the_end = []

    def long(task: Task) -> None:
        cancel(database, queued)
        for step in range(500):
            threading.Event().wait(0.01)
            task.pulse("segments", step / 500)
        reached_the_end.append(True)

    work(long)
    work_off(database, run_id=queued, means=OFTEN)
    assert stored(database, queued).state == "cancelled"
    assert (stored_by, reached_the_end) == ([], [])


def test_a_run_cancelled_at_the_last_moment_keeps_nothing(
    database: Database, queued: int, work: Does, stored_by: list[int]
) -> None:
    work(lambda _task: cancel(database, queued))
    work_off(database, run_id=queued, means=NEVER)
    assert (stored(database, queued).state, stored_by) == ("cancelled", [])


def test_a_cancelled_run_is_not_taken(database: Database, queued: int, work: Does, stored_by: list[int]) -> None:
    cancel(database, queued)
    work_off(database, run_id=queued)
    assert (stored(database, queued).state, stored_by) == ("cancelled", [])


def test_a_run_delivered_twice_is_worked_off_once(
    database: Database, queued: int, work: Does, stored_by: list[int]
) -> None:
    work(lambda _task: work_off(database, run_id=queued))  # delivered again meanwhile
    work_off(database, run_id=queued)
    work_off(database, run_id=queued)
    assert stored_by == [queued]
    assert stored(database, queued).state == "done"


def test_a_killed_run_is_put_back_once_then_given_up(database: Database, queued: int) -> None:
    start = utc_now()
    claim(database, queued, at=start)
    assert recover(database, now=start + timedelta(seconds=20)) == []
    assert recover(database, now=start + timedelta(seconds=31)) == [queued]
    assert stored(database, queued).state == "queued"
    claim(database, queued, at=start + timedelta(seconds=70))
    assert recover(database, now=start + timedelta(seconds=140)) == []
    run = stored(database, queued)
    assert run.state == "failed"
    assert run.error is not None
    assert "memory" in failure_of(run.error).advice


def test_a_killed_run_comes_to_its_end_after_the_restart(database: Database, queued: int, work: Does) -> None:
    claim(database, queued, at=utc_now() - timedelta(minutes=5))
    (again,) = recover(database, now=utc_now())
    work_off(database, run_id=again)
    run = stored(database, queued)
    assert (run.state, run.error) == ("done", None)


def test_a_run_lost_by_the_queue_is_handed_over_again(database: Database, queued: int) -> None:
    assert recover(database, now=utc_now()) == []
    assert recover(database, now=utc_now() + timedelta(minutes=3)) == [queued]


def test_a_long_silent_stage_still_has_a_pulse(database: Database, queued: int) -> None:
    claim(database, queued, at=utc_now() - timedelta(hours=1))
    before = stored(database, queued).heartbeat_at
    with Pulse(database, run_id=queued, now=utc_now, every=0.01):
        threading.Event().wait(0.3)
    after = stored(database, queued).heartbeat_at
    assert before is not None
    assert after is not None
    assert after - before > timedelta(minutes=59)


def test_the_worker_knows_every_kind_and_two_functions_for_one_are_refused() -> None:
    assert registered() >= {ANALYSIS, COMPARISON}
    assert len(working.KINDS) == 2
    with pytest.raises(ValueError, match="Two functions"):
        kind_of_work(ANALYSIS)(lambda _task: lambda _session: None)


def test_a_web_process_does_not_load_what_works_off_its_runs() -> None:
    workers = "{'surveys.working', 'surveys.services.analyses.run_analysis', 'research.run'}"
    words = f"import sys, surveys.application; print(sorted({workers} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", words], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def claim(database: Database, run_id: int, *, at: datetime) -> None:
    with database.writing() as session:
        assert runs.claim(session, run_id=run_id, at=at)


def cancel(database: Database, run_id: int) -> None:
    with database.writing() as session:
        assert runs.cancel(session, run_id=run_id, at=utc_now())
