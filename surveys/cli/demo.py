"""`whyprint demo`."""

import logging
import socket
import time
from contextlib import suppress
from pathlib import Path

import click
from flask import Flask

from surveys import create_app
from surveys.cli.logs import log_to_stderr
from surveys.config import Settings
from surveys.demo.folder import demo_settings
from surveys.demo.load import load_demo
from surveys.demo.processes import stopping_as_by_hand, worker_beside
from surveys.demo.study_files import COFFEE, read_study
from surveys.errors import Conflict
from surveys.services.accounts.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from surveys.serving import serve_app
from surveys.store.database import Database

HOST = "127.0.0.1"


@click.command()
@click.option("--port", type=click.IntRange(1, 65_535), default=8_000, show_default=True, help="Port to listen on.")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".demo"),
    show_default=True,
    help="Where everything is kept. Delete it to start afresh.",
)
def demo(port: int, folder: Path) -> None:
    """Show what Whyprint does: two studies, their reports, and a questionnaire to answer.

    Loads the studies at the first start (under a minute), then serves them on this machine only, until Ctrl-C.
    """
    log_to_stderr(logging.WARNING)
    _refuse_used(port)
    settings = demo_settings(folder, port=port)
    with stopping_as_by_hand(), suppress(KeyboardInterrupt):
        _load(settings)
        app = create_app(settings)
        with worker_beside(settings):
            _serve(app, settings, port)
    click.echo("\nStopped.")


def _refuse_used(port: int) -> None:
    """Say so before anything is loaded."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise Conflict(
                f"Port {port} of this machine is in use or not allowed.",
                f"Take another one: whyprint demo --port {port + 1 if port < 65_535 else 8_000}",
            ) from None


def _load(settings: Settings) -> None:
    began = time.monotonic()
    database = Database(settings.database)
    try:
        database.upgrade()
        load_demo(database, say=lambda words: click.echo(f"{time.monotonic() - began:5.1f} s  {words} …"))
    finally:
        database.close()


def _serve(app: Flask, settings: Settings, port: int) -> None:
    slug = read_study(COFFEE).study.slug
    click.echo(f"\nWhyprint is at {settings.base_url}")
    click.echo(f"Answer the questionnaire at {settings.base_url}/s/{slug}\n")
    click.echo("Sign in as")
    for role, email, _name in DEMO_ACCOUNTS:
        click.echo(f"  {role:<14} {email:<26} {DEMO_PASSWORD}")
    click.echo("\nThese sign-ins are known to everybody; only this machine can reach the pages. Stop with Ctrl-C.")
    serve_app(app, host=HOST, port=port)
