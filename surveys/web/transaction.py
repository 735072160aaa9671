"""One request, one transaction: only when it opens, commits and rolls back. Views and services never commit.

A GET reads (the database refuses to write), and so does a view that says `only_reads`, however it was asked for; any
other request writes. The commit happens after the view returned and
before the response is sent, so that nothing is acknowledged that is not stored.
"""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, Response, current_app, g, request
from sqlalchemy.orm import Session

from surveys.store.database import Database

READING = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods of requests that change nothing."""
_View = TypeVar("_View", bound=Callable[..., object])
_only_reading: set[Callable[..., object]] = set()


def only_reads(view: _View) -> _View:
    """A view that is posted to because it hands something out, not because it changes anything.

    What is large takes its time, and nobody who answers meanwhile may wait for it.
    """
    _only_reading.add(view)
    return view


def is_reading() -> bool:
    """Whether this request changes nothing, or only in a short write of its own."""
    return request.method in READING or current_app.view_functions.get(request.endpoint or "") in _only_reading


def current_database() -> Database:
    database = current_app.extensions["database"]
    if not isinstance(database, Database):
        raise TypeError("The application was made without a database.")
    return database


def current_session() -> Session:
    """The session of this request, opened at first use."""
    session: Session | None = g.get("session")
    if session is None:
        database = current_database()
        session = database.reading_session() if is_reading() else database.writing_session()
        g.session = session
    return session


def after_commit(action: Callable[[], None]) -> None:
    """Do something once this request's changes are stored, and only then."""
    g.setdefault("after_commit", []).append(action)


def init_transaction(app: Flask, database: Database) -> None:
    app.extensions["database"] = database
    app.after_request(_end)
    app.teardown_request(_close)


def _end(response: Response) -> Response:
    session: Session | None = g.get("session")
    if session is not None:
        if response.status_code < 400 and not is_reading():
            session.commit()
        else:
            session.rollback()
    if response.status_code < 400:
        for action in g.pop("after_commit", []):
            action()
    return response


def _close(_error: BaseException | None) -> None:
    session: Session | None = g.pop("session", None)
    if session is not None:
        session.close()
