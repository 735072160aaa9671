"""A study that is open, and a person who walks through it with a browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from surveys.store.database import Database
from surveys.translations_build import compile_all
from tests import factories
from tests.surveys.respondents.person import Person

POSTER = b"%PDF-1.7 a poster \x00\xff" * 40_000


@pytest.fixture(scope="session", autouse=True)
def _compiled_translations() -> None:
    compile_all()


@pytest.fixture
def publish(database: Database) -> Callable[..., str]:
    """Publish the small study with other terms; gives its slug."""

    def make(
        *,
        questionnaire: dict[str, Any] | None = None,
        file_reward: bool = False,
        accept_breaking: bool = False,
        **terms: Any,
    ) -> str:
        plain = factories.study_plain(**terms)
        if questionnaire is not None:
            plain["questionnaire"] = questionnaire
        files = {}
        if file_reward:
            reward = {"kind": "file", "title": "A poster", "description": "To print.", "file": "poster.pdf"}
            plain["study"]["rewards"].append(reward)
            files["poster.pdf"] = POSTER
        study_file = factories.StudyFile.model_validate(plain)
        with database.writing() as session:
            factories.publish_questionnaire(
                session, asker=factories.SYSTEM, study_file=study_file, files=files, accept_breaking=accept_breaking
            )
        return str(plain["study"]["slug"])

    return make


@pytest.fixture
def person(app: Flask, publish: Callable[..., str]) -> Person:
    """Somebody at the introduction of the small study."""
    return Person(app.test_client(), publish())


@pytest.fixture
def visit(app: Flask) -> Callable[[str], Person]:
    """`visit(slug)` is somebody else, with a browser of their own."""

    def come(slug: str) -> Person:
        return Person(app.test_client(), slug)

    return come


@pytest.fixture
def browser(app: Flask) -> Callable[[], FlaskClient]:
    return app.test_client


def bytes_of(database: Database) -> bytes:
    """Every byte of the SQLite database, its log included."""
    path = Path(database.url.removeprefix("sqlite:///"))
    return b"".join(part.read_bytes() for part in sorted(path.parent.glob(path.name + "*")))
