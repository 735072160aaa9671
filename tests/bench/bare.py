"""The smallest Flask application that keeps what it is sent: one durable row a post, on SQLite set as ours is."""

import os
import sqlite3
from pathlib import Path

from flask import Flask, request

from surveys.store.database import PRAGMAS

app = Flask(__name__)


def _connect() -> sqlite3.Connection:
    path = Path(os.environ["WHYPRINT_DATA_DIR"]) / "bare.sqlite"
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma, (wanted, _) in PRAGMAS.items():
        connection.execute(f"PRAGMA {pragma}={wanted}")
    connection.execute("CREATE TABLE IF NOT EXISTS kept (id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
    return connection


_database = _connect()


@app.get("/sign-in")
def ready() -> str:
    return "ready"


@app.post("/")
def accept() -> tuple[str, int]:
    _database.execute("BEGIN IMMEDIATE")
    _database.execute("INSERT INTO kept (body) VALUES (?)", (request.get_data(as_text=True),))
    _database.execute("COMMIT")
    return "", 303
