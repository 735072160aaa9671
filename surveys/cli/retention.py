"""`whyprint retention`."""

import click

from surveys.cli.opening import open_database
from surveys.config import read_settings
from surveys.models.base import utc_now
from surveys.private_links import PrivateLinks
from surveys.services.answers.clear_away import clear_away
from surveys.services.answers.retention import erase_what_is_over
from surveys.services.studies.import_responses import clear_given_up
from surveys.store.erasure_log import ErasureLog


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say what would be erased.")
def retention(*, dry_run: bool) -> None:
    """Erase the answers of studies whose time is over. Run it every day."""
    with open_database() as database:
        settings = read_settings()
        links = PrivateLinks(settings.secret_key)
        erased = erase_what_is_over(database, links, now=utc_now(), dry_run=dry_run)
        if not dry_run:
            clear_given_up(database)
            clear_away(database, ErasureLog(settings.erasures), now=utc_now())  # else the worker does
    for slug, count in erased.items():
        click.echo(f"{slug}: {count} responses {'would be' if dry_run else 'are'} erased")
    if not erased:
        click.echo("Nothing is over.")
