"""Rewards that were granted beside the answers keep their names and lose what led to the answers."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

from alembic import command
from sqlalchemy import Connection, MetaData, Table, insert, text

from surveys.store.database import Database, alembic_config
from tests import factories
from tests.surveys.respondents.join_attack import BY_CHANCE, linked

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PEOPLE = 60


def _fill(connection: Connection) -> dict[str, str]:
    """Answers and grants of an earlier release, each pair in one transaction; name of the grant -> whose it is."""
    with_pairs: dict[str, str] = {}
    tables = {name: Table(name, MetaData(), autoload_with=connection) for name in ("response", "reward_grant")}

    def add(table: str, **values: Any) -> None:
        connection.execute(insert(tables[table]).values(**values))

    for number in range(1, PEOPLE + 1):
        claim, subject = f"{number:064x}"[::-1], f"subject-{number}"
        add("response", id=number, study_id=1, version_id=1, subject=subject, anonymous=True, source="web",
            language="en", state="completed", answers={}, started_at=NOW, updated_at=NOW, completed_at=NOW)  # fmt: skip
        add("reward_grant", id=str(uuid.uuid4()), reward_id=1, claim_hash=claim, granted_on=date(2026, 3, 1),
            revoked=False)  # fmt: skip
        connection.commit()
        with_pairs[claim] = subject
    return with_pairs


def test_grants_of_an_earlier_release_lead_to_nobody_any_more(database: Database) -> None:
    with database.writing() as session:
        factories.publish_study(session)
    with database.engine.connect() as connection:
        command.downgrade(alembic_config(connection), "0008")
        connection.commit()
        truth = _fill(connection)
    database.upgrade()
    with database.reading() as session:
        rows = session.execute(text("SELECT claim_hash, id FROM reward_grant")).all()
    assert {row[0] for row in rows} == set(truth)
    found = linked(database, truth)
    assert {way: hits for way, hits in found.items() if hits > BY_CHANCE} == {}
