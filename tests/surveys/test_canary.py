"""Somebody takes part, is quoted in a report, goes away with their data, withdraws and erases: not a byte is left."""

import logging
import os
import secrets
import tempfile
import zipfile
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from surveys import create_app
from surveys.logs import OneLine
from surveys.models import Study
from surveys.store.database import Database
from tests import factories
from tests.surveys.careful_client import CarefulClient
from tests.surveys.clearing import clear
from tests.surveys.respondents.person import ATTITUDES, Person

CANARY = secrets.token_hex(16)
PURPOSES = [
    {"name": "take_part", "text": "I take part.", "required": True},
    {"name": "quote", "text": "You may quote me."},
    {"name": "email", "text": "You may write to me."},
]


@pytest.fixture
def home(empty_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Everything a server writes on its machine: data, queue, temporary files, logs."""
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    (tmp_path / "whyprint.sqlite").write_bytes(empty_sqlite.read_bytes())
    return tmp_path


@pytest.fixture
def app(home: Path) -> Flask:
    settings = factories.make_settings(
        database_url=f"sqlite:///{home / 'whyprint.sqlite'}",
        jobs_url=f"sqlite:///{home / 'jobs.sqlite'}",
        data_dir=home,
    )
    made = create_app(settings)
    made.test_client_class = CarefulClient
    return made


def files_with_canary(home: Path) -> list[str]:
    found = [path for path in home.rglob("*") if path.is_file()]
    return sorted(path.name for path in found if CANARY.encode() in path.read_bytes())


def take_part(app: Flask, slug: str) -> Person:
    """Canaries in a long text, in what is saved on the way and in the address."""
    person = Person(app.test_client(), slug)
    person.agree(consent_quote="1", consent_email="1", email=f"{CANARY}@example.org")
    person.send("attitudes", ATTITUDES)
    person.autosave("about_you", {"why": f"draft {CANARY}"})
    person.send("about_you", {"gender": "1", "age": "34", "why": f"{CANARY} " * 40, "why_quote": "1"})
    assert CANARY in person.get("my-data.json").text
    assert person.get("receipt").status_code == 200
    return person


def test_nothing_is_left_in_any_file(home: Path, app: Flask) -> None:
    database: Database = app.extensions["database"]
    lines = StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(OneLine("%(message)s"))
    logging.getLogger().addHandler(handler)
    with database.writing() as session:
        slug = factories.publish_study(session, mode="profiling", anonymous=False, purposes=PURPOSES).slug
    person = take_part(app, slug)
    assert "whyprint.sqlite-wal" in files_with_canary(home)
    with database.reading() as reader:
        reader.scalars(select(Study)).all()
        person.withdraw("quote")
        person.withdraw("email")
        assert person.erase().status_code == 303
        assert not clear(database, home / "erasures.log")
    assert clear(database, home / "erasures.log")
    logging.getLogger().removeHandler(handler)
    (home / "server.log").write_text(lines.getvalue(), encoding="utf-8")
    assert files_with_canary(home) == []
    assert {"whyprint.sqlite", "jobs.sqlite", "erasures.log"} <= {path.name for path in home.iterdir()}
    assert os.environ["TMPDIR"] == str(home / "tmp")
    database.close()


def test_an_export_leaves_nothing_on_the_server(home: Path, app: Flask) -> None:
    database: Database = app.extensions["database"]
    with database.writing() as session:
        slug = factories.publish_study(session, mode="profiling", anonymous=False, purposes=PURPOSES).slug
        account = factories.make_account(session, role="lead")
        token = factories.sign_in(session, account)
    person = take_part(app, slug)
    browser: FlaskClient = app.test_client()
    with browser.session_transaction() as cookie:
        cookie.update(factories.cookie_of(token))
    answer = browser.post(f"/studies/{slug}/export", data={"kind": "responses"})
    archive = zipfile.ZipFile(BytesIO(answer.data))
    assert any(CANARY in archive.read(name).decode() for name in archive.namelist())
    person.erase()
    assert clear(database, home / "erasures.log")
    assert files_with_canary(home) == []
    database.close()
