"""From a database without teams to one with them and back: everybody sees what they saw, and every id stays."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, MetaData, Table, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError

from surveys.models import Account, Study, Team
from surveys.store.asker import Asker
from surveys.store.database import Database, alembic_config

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2027, 1, 1)
ACCOUNTS = {11: "administrator", 12: "researcher", 13: "marketer", 14: "researcher"}


@pytest.fixture
def before(database: Database) -> Database:
    """The tables as they were, with accounts, a study that somebody owns, answers and what the team did."""
    with database.engine.connect() as connection:
        command.downgrade(alembic_config(connection), "0004")
        connection.commit()
        _fill(connection)
        connection.commit()
    return database


def _fill(connection: Connection) -> None:
    def add(table: str, **values: Any) -> None:
        connection.execute(insert(Table(table, MetaData(), autoload_with=connection)).values(**values))

    for number, role in ACCOUNTS.items():
        add("account", id=number, email=f"{number}@example.org", name=str(number), role=role, password_hash="x",
            active=number != 14, created_at=NOW)  # fmt: skip
    add("sign_in", id=5, account_id=12, token_hash="t", created_at=NOW, last_seen_at=NOW)
    for number, owner in ((21, 12), (22, None)):
        add("study", id=number, slug=f"study-{number}", title="Kept", mode="research", anonymous=True, state="open",
            terms={"kept": number}, smallest_group=10, ends_on=DAY, erase_on=DAY, simulated=False, owner_id=owner,
            created_at=NOW)  # fmt: skip
    add("questionnaire_version", id=31, study_id=21, number=1, definition={}, definition_hash="x", change="first",
        published_at=NOW)  # fmt: skip
    add("response", id=41, study_id=21, version_id=31, subject="s", anonymous=True, source="web", language="en",
        state="started", answers={}, started_at=NOW, updated_at=NOW)  # fmt: skip
    add("analysis", id=51, study_id=21, number=1, plan={}, state="queued", stage="queued", share_done=0.0,
        requested_by_id=12, requested_at=NOW, acknowledged=[])  # fmt: skip
    add("audit_event", id=61, at=NOW, account_id=12, action="publish", study_id=21, detail={})


def _rows(database: Database, query: str) -> list[tuple[Any, ...]]:
    with database.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_everybody_and_everything_goes_to_one_team(before: Database) -> None:
    before.upgrade()
    with before.reading() as session:
        team = session.scalars(select(Team)).one()
        found = session.scalars(select(Study).order_by(Study.id)).all()
        assert [(study.id, study.team_id, study.owner_id, study.terms) for study in found] == [
            (21, team.id, 12, {"kept": 21}), (22, team.id, None, {"kept": 22})
        ]  # fmt: skip
        accounts = {account.id: account for account in session.scalars(select(Account))}
        roles = {number: Asker.from_account(account).roles[team.id] for number, account in accounts.items()}
        assert roles == {11: "lead", 12: "researcher", 13: "marketer", 14: "researcher"}
        assert [number for number, account in accounts.items() if account.administrator] == [11]
        assert not accounts[14].active
        seen = {number: Asker.from_account(account).may_see_rows(found[0]) for number, account in accounts.items()}
        assert seen == {11: True, 12: True, 13: False, 14: False}  # as before


def test_what_hangs_on_accounts_and_studies_stays(before: Database) -> None:
    before.upgrade()
    left = {name: _rows(before, f"SELECT id FROM {name}") for name in  # noqa: S608
            ("sign_in", "questionnaire_version", "response", "analysis", "audit_event")}  # fmt: skip
    assert left == {"sign_in": [(5,)], "questionnaire_version": [(31,)], "response": [(41,)], "analysis": [(51,)],
                    "audit_event": [(61,)]}  # fmt: skip


def test_the_tables_still_refuse_what_they_refused(before: Database) -> None:
    before.upgrade()
    for change in (
        "UPDATE study SET mode = 'both'",
        "UPDATE study SET smallest_group = 9",
        "UPDATE study SET team_id = 999",
        "UPDATE study SET team_id = NULL",
        "UPDATE study SET slug = 'same'",
        "UPDATE membership SET role = 'owner'",
        "UPDATE audit_event SET action = 'x'",
        "DELETE FROM account WHERE id = 12",
    ):
        with before.writing_session() as session, pytest.raises(IntegrityError):
            session.execute(text(change))
    with before.engine.connect() as connection:
        indexes = {index["name"] for index in inspect(connection).get_indexes("study")}
    assert indexes >= {"ix_study_owner_id", "ix_study_team_id"}


def test_the_way_back_gives_everybody_their_role_again(before: Database) -> None:
    before.upgrade()
    with before.engine.connect() as connection:
        command.downgrade(alembic_config(connection), "0004")
        connection.commit()
    assert dict(_rows(before, "SELECT id, role FROM account")) == ACCOUNTS
    assert _rows(before, "SELECT id, owner_id FROM study ORDER BY id") == [(21, 12), (22, None)]
    with before.writing_session() as session, pytest.raises(IntegrityError):
        session.execute(text("UPDATE account SET role = 'owner'"))
