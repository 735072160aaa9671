"""The application without a sync at each commit: what shows that a trial could find a loss."""

from flask import Flask

from surveys import create_app
from surveys.store import database


def create() -> Flask:
    database.PRAGMAS["synchronous"] = ("NORMAL", 1)
    return create_app()
