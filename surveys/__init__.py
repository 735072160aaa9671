"""Whyprint's application that asks people: only the door to it.

Pages are loaded when the application is made: the command line must not wait for pages that it does not serve.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from surveys.config import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """The application, ready to serve; refuses to be made with unsafe settings."""
    app: Flask = import_module("surveys.application").create_app(settings)
    return app
