"""From sentences of today to sentences as signed: what is known is kept, and what is not is not made up."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from alembic import command
from sqlalchemy import MetaData, Table, insert, select, text
from sqlalchemy.exc import IntegrityError

from surveys.models import ConsentEvent, Response, Study, ToldTerms
from surveys.store.database import Database, alembic_config

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2027, 1, 1)
REWORDED, STEADY = 21, 22


@pytest.fixture
def before(database: Database) -> Database:
    """A study whose words were changed once, one whose were not; each with a respondent and an imported person."""
    with database.engine.connect() as connection:
        command.downgrade(alembic_config(connection), "0007")

        def add(table: str, **values: Any) -> None:
            connection.execute(insert(Table(table, MetaData(), autoload_with=connection)).values(**values))

        add("team", id=7, name="Others", created_at=NOW)
        for study in (REWORDED, STEADY):
            add("study", id=study, team_id=7, slug=f"study-{study}", title="A", mode="research", anonymous=True,
                state="open", terms={"told": study}, smallest_group=10, ends_on=DAY, erase_on=DAY, simulated=False,
                created_at=NOW)  # fmt: skip
            for number in (1, 2):
                add("questionnaire_version", id=study * 10 + number, study_id=study, number=number, definition={},
                    definition_hash=str(number), change="first", published_at=NOW)  # fmt: skip
            for version in (1, 2) if study == REWORDED else (1,):
                add("consent_text", id=study * 10 + version, study_id=study, purpose="take_part", version=version,
                    language="en", text=f"Words {version}", text_hash=str(version), created_at=NOW)  # fmt: skip
            for source in ("web", "import"):
                add("response", id=study * 10 + len(source), study_id=study, version_id=study * 10 + 1,
                    subject=f"{source} {study}", anonymous=True, source=source, language="en", state="started",
                    answers={}, started_at=NOW, updated_at=NOW)  # fmt: skip
                add("consent_event", study_id=study, subject=f"{source} {study}", purpose="take_part", given=True,
                    text_id=study * 10 + 1, source="introduction" if source == "web" else "import", at=NOW)  # fmt: skip
        connection.commit()
    return database


def test_words_are_known_as_far_as_they_were_kept(before: Database) -> None:
    before.upgrade()
    with before.reading() as session:
        assert {study.id: study.words_version for study in session.scalars(select(Study))} == {REWORDED: 2, STEADY: 1}
        signed = {response.subject: response.signed_version for response in session.scalars(select(Response))}
        assert signed == {f"web {REWORDED}": 0, f"import {REWORDED}": 0, f"web {STEADY}": 1, f"import {STEADY}": 1}
        told = {kept.version_id: kept.terms for kept in session.scalars(select(ToldTerms))}
        assert told == {REWORDED * 10 + 2: {"told": REWORDED}, STEADY * 10 + 2: {"told": STEADY}}


def test_imported_people_keep_no_sentence_they_did_not_see(before: Database) -> None:
    before.upgrade()
    with before.reading() as session:
        found = {
            event.subject: (event.text.text, event.text.reported_by) for event in session.scalars(select(ConsentEvent))
        }
    assert found == {
        f"web {REWORDED}": ("Words 1", None), f"import {REWORDED}": ("", ""),
        f"web {STEADY}": ("Words 1", None), f"import {STEADY}": ("", ""),
    }  # fmt: skip


@pytest.mark.parametrize("change", ["UPDATE consent_event SET given = false", "DELETE FROM told_terms"])
def test_what_is_only_ever_added_still_is(before: Database, change: str) -> None:
    before.upgrade()
    with before.writing_session() as session, pytest.raises(IntegrityError):
        session.execute(text(change))
