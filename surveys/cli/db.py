"""`whyprint db`: the database as a whole."""

from pathlib import Path

import click

from surveys.cli.opening import open_database
from surveys.config import read_settings
from surveys.models.base import utc_now
from surveys.private_links import PrivateLinks
from surveys.services.answers.clear_away import clear_away
from surveys.services.answers.replay_erasures import replay_erasures
from surveys.store.backup import back_up
from surveys.store.cleaning import rewrite
from surveys.store.erasure_log import ErasureLog


@click.group()
def db() -> None:
    """Create, upgrade and back up the database, and forget again after restoring."""


@db.command()
def upgrade() -> None:
    """Create the tables, or bring them up to date. Safe to repeat."""
    with open_database(upgraded=False) as database:
        database.upgrade()
    click.echo("The database is up to date.")


@db.command("replay-erasures")
@click.argument("log", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def replay(log: Path | None) -> None:
    """After restoring a backup: erase again who was erased since, and take consents back again.

    Reads LOG, or the log of erasures that the settings name. Safe to repeat.
    """
    settings = read_settings()
    with open_database(upgraded=False) as database:
        database.check_upgraded()
        found = ErasureLog(log or settings.erasures)
        people = replay_erasures(database, PrivateLinks(settings.secret_key), found, now=utc_now())
        cleared = clear_away(database, found, now=utc_now())
    click.echo(f"{people} people are erased or have taken their consent back once more.")
    if not cleared:
        click.echo("Somebody is reading; the worker clears the last bytes away.")


@db.command()
def compact() -> None:
    """PostgreSQL: write the tables anew, so that no byte of erased rows is left. Pages wait meanwhile."""
    with open_database() as database:
        rewrite(database)
    click.echo("No byte of what was erased is left in the tables.")


@db.command()
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
def backup(target: Path) -> None:
    """Copy the database to TARGET while it is in use, and check the copy."""
    with open_database() as database:
        back_up(database, target)
    click.echo(f"{target} is a complete copy.")
