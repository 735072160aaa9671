"""What one page costs, read and sent: SQL statements and processor time, without server and network."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from surveys import create_app
from surveys.store.database import Database
from tests import factories
from tests.journeys.walker import fill, read_form

PEOPLE = 120
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class RequestCost:
    statements: int
    cpu_ms: float


def cost_of_requests(folder: Path) -> dict[str, RequestCost]:
    """Everybody reads the first page and sends it."""
    database = Database(f"sqlite:///{folder / 'whyprint.sqlite'}")
    database.upgrade()
    plain = factories.study_plain()
    with database.writing() as session:
        factories.publish_plain(session, plain, files={})
    database.close()
    app = create_app(factories.make_settings(database_url=database.url, data_dir=folder))
    return _measured(app, plain["study"]["slug"])


def _measured(app: Flask, slug: str) -> dict[str, RequestCost]:
    chance = random.Random(1)
    people = [_begun(app, slug, chance) for _ in range(PEOPLE)]
    for client, place in people:
        client.get(place)
    with _counted(app) as statements:
        read = time.process_time()
        pages = [client.get(place).data for client, place in people]
        read = time.process_time() - read
    forms = [read_form(page.decode()) for page in pages]  # no part of what a page costs
    reading = RequestCost(len(statements) // PEOPLE, 1000 * read / PEOPLE)
    bodies = [(form.action, urlencode(fill(form, chance), doseq=True)) for form in forms]
    with _counted(app) as statements:
        sent = time.process_time()
        for (client, _), (action, body) in zip(people, bodies, strict=True):
            client.post(action, data=body, content_type=FORM)
        sent = time.process_time() - sent
    return {"a page is read": reading, "a page is sent": RequestCost(len(statements) // PEOPLE, 1000 * sent / PEOPLE)}


def _begun(app: Flask, slug: str, chance: random.Random) -> tuple[FlaskClient, str]:
    client = app.test_client()
    form = read_form(client.get(f"/s/{slug}").text)
    return client, client.post(form.action, data=fill(form, chance)).headers["Location"]


@contextmanager
def _counted(app: Flask) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(*about: object) -> None:
        statements.append(str(about[2]))

    database = app.extensions["database"]
    for engine in (database.engine, database.reader):
        event.listen(engine, "before_cursor_execute", note)
    yield statements
    for engine in (database.engine, database.reader):
        event.remove(engine, "before_cursor_execute", note)
