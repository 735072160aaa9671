"""The demonstration in a database: what was simulated is stored, once, and the reports tell the planted truth."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score
from sqlalchemy import func, select

from surveys.demo import load
from surveys.demo.bulk import Sitting, store_sittings
from surveys.demo.coffee_model import simulate_responses
from surveys.demo.folder import as_environment, demo_settings
from surveys.demo.load import SEED, load_demo
from surveys.demo.personality_data import personality_frame
from surveys.demo.study_files import COFFEE, PERSONALITY, read_study, reward_files
from surveys.models import Account, Analysis, Assignment, AuditEvent, ConsentEvent, PageVisit, Response, Study
from surveys.services.accounts.demo_accounts import add_demo_accounts
from surveys.services.studies.publish_questionnaire import publish_questionnaire
from surveys.store.asker import Asker
from surveys.store.database import Database
from surveys.store.fieldwork import count_page_answers

COFFEE_STUDY = read_study(COFFEE)
MONDAY = datetime(2026, 6, 1, 18, tzinfo=UTC)


def _sittings(completed: int, unfinished: int) -> list[Sitting]:
    responses = simulate_responses(COFFEE_STUDY.questionnaire, seed=3, completed=completed, unfinished=unfinished)
    return [
        Sitting(
            language=response.language,
            consents=frozenset(name for name, given in response.consents.items() if given),
            answers=response.answers,
            started_at=MONDAY + timedelta(minutes=number),
            completed=response.completed,
            pages=response.pages,
        )
        for number, response in enumerate(responses)
    ]


def _store(database: Database, sittings: list[Sitting]) -> None:
    with database.writing() as session:
        published = publish_questionnaire(
            session, study_file=COFFEE_STUDY, asker=Asker.system(), files=reward_files(COFFEE_STUDY)
        )
        store_sittings(
            session, study=published.study, version=published.version, study_file=COFFEE_STUDY, sittings=sittings
        )


def test_sittings_are_stored_as_they_were(database: Database) -> None:
    sittings = _sittings(30, 12)
    _store(database, sittings)
    with database.reading() as session:
        stored = session.scalars(select(Response).order_by(Response.id)).all()
        assert [row.answers for row in stored] == [dict(sitting.answers) for sitting in sittings]
        assert [row.language for row in stored] == [sitting.language for sitting in sittings]
        assert {row.source for row in stored} == {"simulated"}
        assert all(row.completed_at > row.started_at for row in stored if row.completed_at)
        assert Counter(row.state for row in stored) == {"completed": 30, "started": 12}


def test_the_drop_off_can_be_read_from_the_page_visits(database: Database) -> None:
    sittings = _sittings(10, 30)
    _store(database, sittings)
    with database.reading() as session:
        study = session.scalars(select(Study)).one()
        answered = count_page_answers(session, study_id=study.id, asker=Asker.system())
        times = session.execute(select(PageVisit.shown_at, PageVisit.answered_at)).all()
    counts = [answered[page.name] for page in COFFEE_STUDY.questionnaire.pages()]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] < 40
    assert counts[-1] == 10
    assert all(answered_at > shown_at for shown_at, answered_at in times)


def test_every_box_leaves_one_event_with_the_words_of_its_language(database: Database) -> None:
    sittings = _sittings(20, 0)
    _store(database, sittings)
    with database.reading() as session:
        events = session.scalars(select(ConsentEvent)).all()
        assert len(events) == 3 * len(sittings)
        given = {(event.subject, event.purpose) for event in events if event.given}
        words = {(event.subject, event.purpose): event.text for event in events}
        for sitting in sittings:
            assert {purpose for subject, purpose in given if subject == sitting.subject} == sitting.consents
            assert words[sitting.subject, "profile"].language == sitting.language


def test_a_demonstration_never_touches_the_database_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/real")
    monkeypatch.setenv("WHYPRINT_JOBS_URL", "redis://somewhere")
    monkeypatch.setenv("WHYPRINT_BASE_URL", "https://survey.example.org")
    settings = demo_settings(tmp_path / "demo", port=8123)
    environment = as_environment(settings)
    assert settings.database == f"sqlite:///{tmp_path / 'demo' / 'whyprint.sqlite'}"
    assert settings.base_url == "http://127.0.0.1:8123"
    assert not any("somewhere" in value or "survey.example.org" in value for value in environment.values())


def test_real_people_who_were_interrupted_come_in_the_next_time(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_args: object, **_named: object) -> None:
        raise KeyboardInterrupt

    with database.writing() as session:
        add_demo_accounts(session)
    with monkeypatch.context() as patched:
        patched.setattr(load, "import_responses", interrupted)
        with pytest.raises(KeyboardInterrupt):
            load.load_personality(database, tell=print)
    load.load_personality(database, tell=print)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Response)) == 2_800


def test_a_folder_keeps_its_secret_to_its_owner_and_itself(tmp_path: Path) -> None:
    first = demo_settings(tmp_path / "one", port=8000)
    again = demo_settings(tmp_path / "one", port=9000)
    other = demo_settings(tmp_path / "two", port=8000)
    assert first.secret_key == again.secret_key
    assert first.secret_key != other.secret_key
    assert (tmp_path / "one" / "secret").stat().st_mode & 0o077 == 0


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demonstration that was loaded once, and once more."""
    folder = tmp_path_factory.mktemp("demo")
    database = Database(demo_settings(folder, port=8000).database)
    database.upgrade()
    load_demo(database)
    steps: list[str] = []
    load_demo(database, say=steps.append)
    database.close()
    assert steps == ["Creating the accounts"]
    return folder


@pytest.fixture
def demonstration(loaded: Path) -> Database:
    return Database(demo_settings(loaded, port=8000).database)


def _analysis(database: Database, slug: str) -> Analysis:
    with database.reading() as session:
        found = session.scalars(select(Analysis).join(Study).where(Study.slug == slug)).one()
        assert found.summary is not None
        return found


@pytest.mark.slow
def test_loading_twice_doubles_nothing(demonstration: Database) -> None:
    tables = {Account: 3, Study: 3, Response: 1_370 + 2_800 + 240, Analysis: 2}
    with demonstration.reading() as session:
        assert {table: session.scalar(select(func.count()).select_from(table)) for table in tables} == tables


@pytest.mark.slow
def test_the_analysis_finds_the_planted_people(demonstration: Database) -> None:
    summary = _analysis(demonstration, "beyond-demographics").summary
    assert summary is not None
    assert summary.retention.suggested == 6
    assert summary.segments.k == 4
    assert summary.segments.verdict in ("natural", "reproducible")
    contest = summary.contrast["subscribe"]
    assert (contest.psychographics or 0) > (contest.demographics or 0) + 0.2
    truth = [
        response.kind
        for response in simulate_responses(COFFEE_STUDY.questionnaire, seed=SEED)
        if response.completed and response.consents["profile"]
    ]
    with demonstration.reading() as session:
        found = session.scalars(
            select(Assignment.segment)
            .join(Analysis, Analysis.id == Assignment.analysis_id)
            .join(Study, Study.id == Analysis.study_id)
            .where(Study.slug == "beyond-demographics")
            .order_by(Assignment.response_id)
        ).all()
    assert len(found) == len(truth)
    assert 0.6 < adjusted_rand_score(truth, [segment or "" for segment in found]) < 0.8


@pytest.mark.slow
def test_both_reports_are_published_and_their_stops_were_accepted_by_somebody(demonstration: Database) -> None:
    for slug in ("beyond-demographics", "personality"):
        analysis = _analysis(demonstration, slug)
        assert analysis.summary is not None
        stops = {found.code for found in analysis.summary.warnings if found.severity == "stop"}
        assert analysis.published_at is not None
        assert set(analysis.acknowledged) == stops
        with demonstration.reading() as session:
            written = session.scalars(
                select(AuditEvent).where(
                    AuditEvent.study_id == analysis.study_id, AuditEvent.action == "analysis.stop_accepted"
                )
            ).all()
            assert len(written) == len(stops)
            assert all(event.account_id is not None for event in written)


@pytest.mark.slow
def test_the_real_people_are_as_published_and_nobody_can_be_mixed_in(demonstration: Database) -> None:
    frame = personality_frame()
    with demonstration.reading() as session:
        study = session.scalars(select(Study).where(Study.slug == read_study(PERSONALITY).study.slug)).one()
        answers = session.scalars(
            select(Response.answers).where(Response.study_id == study.id).order_by(Response.id)
        ).all()
    assert study.state == "closed"
    assert not study.simulated
    for name in ("a1", "o5", "age", "education"):
        expected = [int(value) if pd.notna(value) else None for value in frame[name]]
        assert [given.get(name) for given in answers] == expected


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(folder: Path, port: int) -> subprocess.Popen[str]:
    words = ["demo", "--port", str(port), "--folder", str(folder)]
    return subprocess.Popen(
        [sys.executable, "-c", "from surveys.cli import main; main()", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


def _read_until(words: str, stream: IO[str]) -> str:
    told = ""
    while words not in told:
        line = stream.readline()
        assert line, f"The command ended early: {told}"
        told += line
    return told


def _children_of(process: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False)
    return [int(word) for word in found.stdout.split()]


def _answers(url: str) -> int:
    for _ in range(100):
        try:
            with urllib.request.urlopen(url, timeout=10) as page:  # noqa: S310
                return int(page.status)
        except urllib.error.URLError:
            time.sleep(0.2)
    return 0


def _gives_way(process: int) -> bool:
    """Whether the process lets others go first; it needs a moment to start."""
    for _ in range(300):
        if os.getpriority(os.PRIO_PROCESS, process) > 0:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.slow
def test_the_command_serves_tells_the_sign_ins_and_stops_everything_it_started(loaded: Path) -> None:
    port = _free_port()
    process = _start(loaded, port)
    try:
        assert process.stdout is not None
        told = _read_until("Stop with Ctrl-C", process.stdout)
        assert f"http://127.0.0.1:{port}" in told
        assert all(email in told for email in ("admin@example.org", "researcher@example.org", "marketer@example.org"))
        assert _answers(f"http://127.0.0.1:{port}/s/beyond-demographics?lang=fi") == 200
        workers = _children_of(process.pid)
        assert len(workers) == 1
        assert _gives_way(workers[0])
    finally:
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Stopped." in rest
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)


def test_a_used_port_is_refused_before_anything_is_loaded(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = _start(tmp_path / "demo", taken.getsockname()[1])
        told, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "in use" in told
    assert "--port" in told
    assert not (tmp_path / "demo").exists()
