"""Fixtures for whatever touches the application: a database of either kind, an app, a client that reads every page."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

import surveys.working  # noqa: F401  (the queue of tests works at once, within the pages)
from surveys import create_app
from surveys.config import Settings
from surveys.store.database import Database
from tests import factories
from tests.surveys.careful_client import CarefulClient
from tests.surveys.postgres import Cluster, NoPostgres, start_cluster

REQUIRED = {word.strip() for word in os.environ.get("WHYPRINT_REQUIRE", "").split(",")}


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL server of our own, started once and removed at the end."""
    try:
        cluster = start_cluster()
    except NoPostgres as reason:
        if "postgres" in REQUIRED:
            pytest.fail(str(reason))
        pytest.skip(str(reason))
    with cluster:
        template = Database(cluster.create("template_whyprint"))
        template.upgrade()
        template.close()
        yield cluster


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.sqlite"
    database = Database(f"sqlite:///{path}")
    database.upgrade()
    database.close()
    return path


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)],
)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with all tables and no rows, of either kind."""
    if request.param == "sqlite":
        copy = tmp_path / "whyprint.sqlite"
        shutil.copy(request.getfixturevalue("empty_sqlite"), copy)
        yield f"sqlite:///{copy}"
        return
    cluster: Cluster = request.getfixturevalue("postgres")
    with cluster.copy_of("template_whyprint") as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    found = Database(database_url)
    yield found
    found.close()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return factories.make_settings(database_url=database_url, data_dir=tmp_path / "var")


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application over its own database; use `database` beside it to look at what was stored."""
    made = create_app(settings)
    made.test_client_class = CarefulClient
    yield made
    made.extensions["database"].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser nobody is signed in with. It checks every HTML page it gets."""
    return app.test_client()


@pytest.fixture
def signed_in(app: Flask, database: Database) -> Callable[..., FlaskClient]:
    """`signed_in("researcher")` is a browser in which a researcher of the first team, or of another, is signed in."""

    def sign_in(role: str, team: str = factories.FIRST_TEAM) -> FlaskClient:
        with database.writing() as session:
            account = factories.make_account(session, role=role, team=team)
            token = factories.sign_in(session, account)
        browser = app.test_client()
        with browser.session_transaction() as cookie:
            cookie.update(factories.cookie_of(token))
        return browser

    return sign_in
