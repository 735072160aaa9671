"""`whyprint secret`."""

import secrets

import click


@click.command()
def secret() -> None:
    """Print a new secret key for WHYPRINT_SECRET_KEY."""
    click.echo(secrets.token_urlsafe(48))
