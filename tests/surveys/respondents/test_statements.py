"""How much a page asks of the database: the server must bear everybody who answers at the same moment."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from tests.surveys.respondents.person import ABOUT_YOU, ATTITUDES, Person

MOST_FOR_A_POST = 5
MOST_FOR_A_READ = 3


@pytest.fixture
def statements(app: Flask) -> Callable[[], Any]:
    """`with statements() as sent:` notes every statement of the application, the beginning of a transaction too."""
    database = app.extensions["database"]

    @contextmanager
    def counted() -> Iterator[list[str]]:
        sent: list[str] = []

        def note(*about: object) -> None:
            sent.append(str(about[2]))

        engines = [database.engine, database.reader] if database.is_sqlite else [database.engine]
        for engine in engines:
            event.listen(engine, "before_cursor_execute", note)
        yield sent
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)

    return counted


def test_sending_a_page_takes_few_statements_and_one_transaction(person: Person, statements: Callable[[], Any]) -> None:
    person.agree()
    made = person.page_pass("attitudes")
    with statements() as sent:
        assert person.send("attitudes", ATTITUDES, page_pass=made).status_code == 303
    assert len(sent) <= MOST_FOR_A_POST
    assert [line.split()[0] for line in sent if not line.startswith(("BEGIN", "SELECT"))] == ["INSERT", "UPDATE"]
    assert len([line for line in sent if line.startswith("BEGIN")]) <= 1


def test_the_last_page_that_gives_the_reward_takes_no_more(person: Person, statements: Callable[[], Any]) -> None:
    person.agree()
    person.send("attitudes", ATTITUDES)
    made = person.page_pass("about_you")
    with statements() as sent:
        assert person.send("about_you", ABOUT_YOU, page_pass=made).headers["Location"].endswith("/thanks")
    assert len(sent) <= MOST_FOR_A_POST
    assert not any("reward" in line for line in sent)  # that the answers are complete is what entitles


def test_reading_a_page_takes_few_statements(person: Person, statements: Callable[[], Any]) -> None:
    person.agree()
    person.get("page/attitudes")
    with statements() as sent:
        assert person.get("page/attitudes").status_code == 200
    assert sent
    assert len(sent) <= MOST_FOR_A_READ
    assert not any(line.startswith(("INSERT", "UPDATE", "DELETE", "BEGIN IMMEDIATE")) for line in sent)
