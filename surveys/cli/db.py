"""`whyprint db`: the database as a whole."""

from pathlib import Path

import click

from surveys.cli.opening import open_database
from surveys.store.backup import back_up


@click.group()
def db() -> None:
    """Create, upgrade and back up the database."""


@db.command()
def upgrade() -> None:
    """Create the tables, or bring them up to date. Safe to repeat."""
    with open_database(upgraded=False) as database:
        database.upgrade()
    click.echo("The database is up to date.")


@db.command()
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
def backup(target: Path) -> None:
    """Copy the SQLite database to TARGET while it is in use, and check the copy."""
    with open_database() as database:
        back_up(database, target)
    click.echo(f"{target} is a complete copy.")
