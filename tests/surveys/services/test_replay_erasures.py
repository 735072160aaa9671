"""A backup that is older than an erasure: nothing is served from it before it forgot again."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from surveys.cli.db import db
from surveys.errors import Unavailable
from surveys.models import ConsentEvent, Erasure, Grant, Response
from surveys.models.base import utc_now
from surveys.private_links import token_hash
from surveys.services.answers.erase_respondent import erase_respondent
from surveys.services.answers.replay_erasures import check_replayed, replay_erasures
from surveys.services.answers.withdraw_consent import withdraw_consent
from surveys.store import consents
from surveys.store.backup import back_up
from surveys.store.database import Database
from surveys.store.erasure_log import ErasureLog
from tests import factories
from tests.surveys.clearing import clear

TOKEN = factories.LINKS.token_of("of the erased")


@pytest.fixture
def live(empty_sqlite: Path, tmp_path: Path) -> Database:
    """A database with three people: one stays, one will be erased, one takes a consent back."""
    path = tmp_path / "whyprint.sqlite"
    shutil.copy(empty_sqlite, path)
    database = Database(f"sqlite:///{path}")
    with database.writing() as session:
        study = factories.publish_study(session)
        for name, token in (("stays", None), ("erased", TOKEN), ("withdraws", None)):
            factories.make_response(
                session, study, purposes=("take_part", "quote"), answers={"why": name},
                token_hash=token and token_hash(token),
            )  # fmt: skip
    return database


def person(database: Database, name: str) -> Response | None:
    with database.reading() as session:
        return next((one for one in session.scalars(select(Response)) if one.answers["why"] == name), None)


def leave(database: Database) -> None:
    with database.writing() as session:
        erased, withdraws = person(database, "erased"), person(database, "withdraws")
        assert erased is not None
        assert withdraws is not None
        erase_respondent(session, factories.LINKS, response=session.get_one(Response, erased.id), now=utc_now())
        assert withdraw_consent(
            session, response=session.get_one(Response, withdraws.id), purpose="quote", now=utc_now()
        )


def quotes(database: Database, name: str) -> bool | None:
    found = person(database, name)
    assert found is not None
    with database.reading() as session:
        events = consents.events_of(session, subject=found.subject)
    return [event.given for event in events if event.purpose == "quote"][-1]


@pytest.fixture
def restored(live: Database, tmp_path: Path) -> Database:
    """The database as it was before two people left; the log of erasures knows of them."""
    back_up(live, tmp_path / "copy.sqlite")
    leave(live)
    assert clear(live, tmp_path / "erasures.log")
    live.close()
    for part in tmp_path.glob("whyprint.sqlite*"):
        part.unlink()
    shutil.copy(tmp_path / "copy.sqlite", tmp_path / "whyprint.sqlite")
    return Database(live.url)


def test_a_restored_database_is_not_served_before_it_forgot_again(restored: Database, tmp_path: Path) -> None:
    log = ErasureLog(tmp_path / "erasures.log")
    assert person(restored, "erased") is not None
    with pytest.raises(Unavailable, match="older than its log of erasures") as refused:
        check_replayed(restored, log)
    assert "whyprint db replay-erasures" in refused.value.advice
    assert replay_erasures(restored, factories.LINKS, log, now=utc_now()) == 2
    check_replayed(restored, log)
    assert person(restored, "erased") is None
    assert (quotes(restored, "withdraws"), quotes(restored, "stays")) == (False, True)
    with restored.reading() as session:
        assert session.scalars(select(Erasure)).one().reason == "asked"
        claims = [grant.claim_hash for grant in session.scalars(select(Grant))]
        taken_back = session.scalars(select(ConsentEvent).where(ConsentEvent.given.is_(False))).all()
    assert claims == [factories.LINKS.claim_hash(1, token_hash(TOKEN))]  # the reward stays theirs
    assert {event.source for event in taken_back} == {"my_data"}
    assert replay_erasures(restored, factories.LINKS, log, now=utc_now()) == 0
    restored.close()


def test_a_consent_given_anew_after_it_was_taken_back_stays(restored: Database, tmp_path: Path) -> None:
    log = ErasureLog(tmp_path / "erasures.log")
    with restored.writing() as session:
        found = person(restored, "withdraws")
        assert found is not None
        factories.give_consent(session, session.get_one(Response, found.id), purpose="quote")
    assert replay_erasures(restored, factories.LINKS, log, now=utc_now()) == 1  # who was erased
    assert quotes(restored, "withdraws") is True
    restored.close()


def test_the_command_says_what_it_did_and_the_others_work_again(
    restored: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHYPRINT_SECRET_KEY", factories.SECRET_KEY)
    monkeypatch.setenv("WHYPRINT_DATABASE_URL", restored.url)
    monkeypatch.setenv("WHYPRINT_DATA_DIR", str(tmp_path))
    refused = CliRunner().invoke(db, ["backup", str(tmp_path / "another.sqlite")])
    assert isinstance(refused.exception, Unavailable)
    done = CliRunner().invoke(db, ["replay-erasures"])
    assert "2 people are erased or have taken their consent back once more" in done.output
    assert CliRunner().invoke(db, ["backup", str(tmp_path / "another.sqlite")]).exit_code == 0
    assert "0 people" in CliRunner().invoke(db, ["replay-erasures"]).output
    restored.close()
