"""From analyses that placed everybody who took part to those of whoever agreed to it: lines go, marks come."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from alembic import command
from sqlalchemy import JSON, MetaData, Table, insert, select, type_coerce

from surveys.models import Analysis, Assignment, Clearing, Quotation, Wave
from surveys.store.database import Database, alembic_config

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2027, 1, 1)
PROFILED, RESEARCHED = 21, 22
"""Two studies with an analysis and a comparison each, of the same number."""
WORDS = {"agreed": [True], "never": [], "took back": [True, False], "came again": [False, True]}
"""What each person of the study for profiling said about being placed, in this order."""


def told() -> dict[str, Any]:
    """What a summary says of everybody's words, as far as it matters here."""
    quotes = [{"key": f"why..S1.{number}", "text": f"words of {number}"} for number in range(41, 46)]
    return {"segments": {"open_text": [{"variable": "why", "quotes": {"S1": {"answers": 5, "quotes": quotes}}}]}}


def quoted(database: Database, column: Any, study: int) -> list[str]:
    with database.reading() as session:
        summary = session.scalars(select(type_coerce(column, JSON)).where(Analysis.id == study)).one()
    own = summary["segments"]["open_text"][0]["quotes"]["S1"]
    assert own["answers"] == 5
    return [quote["text"] for quote in own["quotes"]]


@pytest.fixture
def before(database: Database) -> Database:
    with database.engine.connect() as connection:
        command.downgrade(alembic_config(connection), "0006")

        def add(table: str, **values: Any) -> None:
            connection.execute(insert(Table(table, MetaData(), autoload_with=connection)).values(**values))

        add("team", id=7, name="Others", created_at=NOW)
        for study, mode in ((PROFILED, "profiling"), (RESEARCHED, "research")):
            add("study", id=study, team_id=7, slug=f"study-{study}", title="A", mode=mode, anonymous=True, state="open",
                terms={}, smallest_group=10, ends_on=DAY, erase_on=DAY, simulated=False, created_at=NOW)  # fmt: skip
            add("questionnaire_version", id=study, study_id=study, number=1, definition={}, definition_hash="x",
                change="first", published_at=NOW)  # fmt: skip
            for run, kind in ((study, "analysis"), (study + 10, "comparison")):
                add("run", id=run, kind=kind, state="done", stage="report", share_done=1.0, requested_at=NOW)
            add("analysis", id=study, study_id=study, number=1, run_id=study, plan={}, acknowledged=[],
                summary=told(), published_summary=told())  # fmt: skip
            add("wave", id=study, study_id=study, analysis_id=study, number=1, run_id=study + 10, since=NOW)
        add("consent_text", id=1, study_id=PROFILED, purpose="profile", version=1, language="en", text="Place me.",
            text_hash="x", created_at=NOW)  # fmt: skip
        people = [*((PROFILED, name) for name in WORDS), (RESEARCHED, "asked for nothing more")]
        for number, (study, name) in enumerate(people, 41):
            add("response", id=number, study_id=study, version_id=study, subject=name, anonymous=True, source="web",
                language="en", state="completed", completed_at=NOW, answers={}, started_at=NOW,
                updated_at=NOW)  # fmt: skip
            add("assignment", analysis_id=study, response_id=number, segment="S1", scores={}, flagged=False)
            add("quotation", analysis_id=study, response_id=number, key=f"why..S1.{number}")
            for given in WORDS.get(name, ()):
                add("consent_event", study_id=study, subject=name, purpose="profile", given=given, text_id=1,
                    source="introduction", at=NOW)  # fmt: skip
        connection.commit()
    return database


def test_lines_without_consent_go_and_what_they_are_summed_up_in_is_marked(before: Database) -> None:
    before.upgrade()
    with before.reading() as session:
        assert sorted(session.scalars(select(Assignment.response_id))) == [41, 44, 45]
        for table in (Analysis, Wave):
            assert session.get_one(table, PROFILED).stale_since is not None
            assert session.get_one(table, RESEARCHED).stale_since is None


def test_words_of_whoever_may_not_be_placed_go_from_every_summary_and_every_byte(before: Database) -> None:
    before.upgrade()
    for column in (Analysis.summary, Analysis.published_summary):
        assert quoted(before, column, PROFILED) == ["words of 41", "words of 44", "words of 45"]
        assert len(quoted(before, column, RESEARCHED)) == 5
    with before.reading() as session:
        assert sorted(session.scalars(select(Quotation.response_id))) == [41, 44, 45]
        waiting = session.scalars(select(Clearing).order_by(Clearing.subject)).all()
    assert [(row.subject, row.what, row.logged) for row in waiting] == [
        ("never", "profile", False),
        ("took back", "profile", False),
    ]
