"""Pools of codes as the team sees them: what is left and given, a word before they run out, and never a code again."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from surveys.models import AuditEvent, Reward
from surveys.store import reward_codes
from surveys.store.database import Database
from tests import factories

ADDRESS = "/studies/thrift-study/codes"
FEW = "Few codes are left"


@pytest.fixture
def _pooled(database: Database) -> None:
    with database.writing() as session:
        factories.publish_study(session, rewards=[{"kind": "code", "title": "A film", "description": "One film."}])


@pytest.mark.usefixtures("_pooled")
def test_the_team_adds_codes_and_sees_how_many_are_left_but_never_which(
    researcher: FlaskClient, database: Database
) -> None:
    listed = "\n".join(f"SECRET-{number}" for number in range(20))
    answer = researcher.post(ADDRESS, data={"reward": "1", "codes": listed}, follow_redirects=True)
    assert "20 left, 0 given" in answer.text
    assert FEW not in answer.text
    with database.writing() as session:
        reward_id = session.scalars(select(Reward.id)).one()
        for number in range(18):
            reward_codes.give(session, reward_id=reward_id, claims=[f"claim-{number}"])
        (event,) = session.scalars(select(AuditEvent).where(AuditEvent.action == "codes.added"))
        assert event.detail == {"reward": 1, "codes": 20}
    for address in (ADDRESS, "/studies/thrift-study"):
        page = researcher.get(address).text
        assert "2 left, 18 given" in page
        assert FEW in page
        assert "SECRET" not in page


@pytest.mark.usefixtures("_pooled")
def test_a_refused_list_is_there_again_to_be_mended(researcher: FlaskClient) -> None:
    answer = researcher.post(ADDRESS, data={"reward": "1", "codes": "A\nB\nA"})
    assert answer.status_code == 400
    assert "Line 3 is the same as line 1." in answer.text
    assert "A\nB\nA</textarea>" in answer.text
    nowhere = researcher.post(ADDRESS, data={"reward": "2", "codes": "A"})
    assert nowhere.status_code == 400
    assert "This study has no such pool." in nowhere.text
