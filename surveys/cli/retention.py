"""`whyprint retention`."""

import click

from surveys.cli.opening import open_database
from surveys.models.base import utc_now
from surveys.services.answers.retention import erase_what_is_over


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say what would be erased.")
def retention(*, dry_run: bool) -> None:
    """Erase the answers of studies whose time is over. Run it every day."""
    with open_database() as database:
        erased = erase_what_is_over(database, now=utc_now(), dry_run=dry_run)
    for slug, count in erased.items():
        click.echo(f"{slug}: {count} responses {'would be' if dry_run else 'are'} erased")
    if not erased:
        click.echo("Nothing is over.")
