"""The smallest honest survey of ten statements: Flask and SQLAlchemy, one durable document a post, a unique key.

It is set up on the same database as ours, with the same pragmas, and does nothing else that ours does.
"""

import secrets
from contextlib import suppress
from dataclasses import dataclass

from flask import Flask, redirect, render_template_string, request
from flask.typing import ResponseReturnValue
from sqlalchemy import JSON, Column, Integer, MetaData, String, Table, insert
from sqlalchemy.exc import DBAPIError

from surveys.config import read_settings
from surveys.store.database import Database
from tests.load.study import ITEMS

METADATA = MetaData()
KEPT = Table("peer_kept", METADATA, Column("id", Integer, primary_key=True), Column("key", String(36), unique=True),
             Column("answers", JSON))  # fmt: skip
PAGE = """<!doctype html><title>Statements</title><form method="post" action="/">
<input type="hidden" name="key" value="{{ key }}">
{% for item in items %}<fieldset><legend>{{ item.text }}</legend>
{% for point in range(1, 6) %}<label><input type="radio" name="{{ item.name }}" value="{{ point }}">{{ point }}</label>
{% endfor %}</fieldset>{% endfor %}<button>Next</button></form>"""


@dataclass(frozen=True)
class Item:
    name: str
    text: str


STATEMENTS = [Item(f"p1_i{number}", f"Statement {number} of page 1.") for number in range(ITEMS)]


def create() -> Flask:
    app = Flask(__name__)
    database = Database(read_settings().database)
    with suppress(DBAPIError):  # the other worker has just made it
        METADATA.create_all(database.engine)

    @app.get("/sign-in")
    def ready() -> str:
        return "ready"

    @app.get("/")
    def page() -> str:
        return render_template_string(PAGE, items=STATEMENTS, key=secrets.token_urlsafe(16))

    @app.post("/")
    def keep() -> ResponseReturnValue:
        answers = {name: value for name, value in request.form.items() if name != "key"}
        with database.writing() as session:
            session.execute(insert(KEPT).values(key=request.form["key"], answers=answers))
        return redirect("/", 303)

    return app
