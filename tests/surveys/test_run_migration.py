"""Analyses and comparisons of an earlier release keep everything when their runs become rows of their own."""

import json
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import JSON, Connection, select, text, type_coerce

from surveys.models import Analysis, Assignment, Run, Solution, Wave
from surveys.models.base import utc_now
from surveys.store import runs
from surveys.store.database import Database
from tests.surveys.postgres import Cluster

BEFORE = "0004"
AT = "2026-03-01 12:00:00+00:00"
ERROR = {"code": "not_converged", "text": "It did not settle.", "advice": "Fewer factors.", "where": ["F3"]}
PEOPLE = """
INSERT INTO account (id, email, name, role, password_hash, active, created_at)
VALUES (5, 'a@example.org', 'Ada', 'researcher', 'x', true, :at);
INSERT INTO study (id, slug, title, mode, anonymous, state, terms, smallest_group, ends_on, erase_on, simulated,
  created_at)
VALUES (1, 'thrift', 'Thrift', 'research', false, 'open', '{}', 10, '2099-01-01', '2099-01-01', false, :at);
INSERT INTO questionnaire_version (id, study_id, number, definition, definition_hash, change, published_at)
VALUES (1, 1, 1, '{}', 'x', 'first', :at);
INSERT INTO response (id, study_id, version_id, subject, anonymous, state, language, answers, started_at,
  updated_at, completed_at, source)
VALUES (1, 1, 1, 'somebody', false, 'completed', 'en', '{}', :at, :at, :at, 'web');
"""
WORK = """
INSERT INTO analysis (id, study_id, number, plan, state, stage, share_done, requested_by_id, requested_at, started_at,
  heartbeat_at, finished_at, n_responses, error, summary, acknowledged) VALUES
  (3, 1, 1, '{}', 'done', 'done', 1, 5, :at, :at, :at, :at, 400, NULL, '{"seed": 1}', '[]'),
  (7, 1, 2, '{}', 'failed', 'factors', 0.4, NULL, :at, :at, :at, :at, NULL, :error, NULL, '[]'),
  (8, 1, 3, '{}', 'queued', 'queued', 0, 5, :at, NULL, NULL, NULL, NULL, NULL, NULL, '[]');
INSERT INTO assignment (analysis_id, response_id, segment, scores, flagged) VALUES (3, 1, 'S1', '{}', false);
INSERT INTO solution (study_id, analysis_id, locked_at) VALUES (1, 3, :at);
INSERT INTO wave (id, study_id, analysis_id, number, since, state, stage, share_done, requested_at, verdict, result)
VALUES (2, 1, 3, 1, :at, 'done', 'done', 1, :at, 'stable', '{"verdict": "stable"}');
"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def earlier(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database of the release before, with work in every state."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'earlier.sqlite'}"
    else:
        cluster: Cluster = request.getfixturevalue("postgres")
        url = cluster.create(f"earlier_{uuid.uuid4().hex[:8]}")
    database = Database(url)
    database.upgrade(BEFORE)
    with database.writing() as session:
        _fill(session.connection())
    yield database
    database.close()


def _fill(connection: Connection) -> None:
    for statement in filter(str.strip, (PEOPLE + WORK).split(";")):
        given = {name: value for name, value in (("at", AT), ("error", json.dumps(ERROR))) if f":{name}" in statement}
        connection.execute(text(statement), given)


def test_every_analysis_and_comparison_gets_its_run(earlier: Database) -> None:
    earlier.upgrade()
    with earlier.reading() as session:
        done, failed, queued = session.scalars(select(Analysis).order_by(Analysis.id)).all()
        wave = session.scalars(select(Wave)).one()
        kinds = list(session.scalars(select(Run.kind).order_by(Run.id)))
        assert kinds == ["analysis", "analysis", "analysis", "comparison"]
        assert (done.run.state, done.run.share_done, done.run.error, done.n_responses) == ("done", 1.0, None, 400)
        assert done.run.requested_by is not None
        assert done.run.requested_by.name == "Ada"
        assert session.scalar(select(type_coerce(Analysis.summary, JSON)).where(Analysis.id == 3)) == {"seed": 1}
        assert done.summary is None, "a summary as old as this one is not read any more"
        assert done.run.started_at == done.run.requested_at
        assert (failed.run.state, failed.run.stage, failed.run.share_done) == ("failed", "factors", 0.4)
        assert failed.run.error == ERROR
        assert failed.run.requested_by is None
        assert (queued.run.state, queued.run.finished_at) == ("queued", None)
        assert (wave.run.state, wave.verdict, wave.result) == ("done", "stable", {"verdict": "stable"})


def test_what_refers_to_an_analysis_is_still_there(earlier: Database) -> None:
    """On SQLite the table is made anew; dropping the old one must not take people and solutions with it."""
    earlier.upgrade()
    with earlier.reading() as session:
        assert session.scalars(select(Assignment.segment)).all() == ["S1"]
        assert session.scalars(select(Solution.analysis_id)).all() == [3]


def test_new_runs_are_numbered_after_those_that_moved(earlier: Database) -> None:
    earlier.upgrade()
    with earlier.writing() as session:
        run = runs.new_run(kind="analysis", requested_by_id=None, at=utc_now())
        session.add(run)
        session.flush()
        assert run.id == 5
