"""`whyprint team`."""

import click

from surveys.cli.account import find_account
from surveys.cli.opening import open_database
from surveys.models.account import TEAM_ROLES
from surveys.services.accounts import manage_teams
from surveys.store import teams


@click.group()
def team() -> None:
    """Make teams and say who works in them."""


@team.command()
@click.argument("name")
def create(name: str) -> None:
    """Add a team."""
    with open_database() as database, database.writing() as session:
        manage_teams.create_team(session, name=name, by_id=None)
    click.echo(f"The team {name} is there.")


@team.command("list")
def list_teams() -> None:
    """Say which teams there are and who works in them."""
    with open_database() as database, database.reading() as session:
        for each in teams.all_teams(session):
            click.echo(each.name)
            for member in each.memberships:
                click.echo(f"  {member.account.email}  {member.role}")


@team.command()
@click.argument("email")
@click.option("--team", "name", help="By default the only team.")
@click.option("--role", type=click.Choice(TEAM_ROLES), default="researcher", show_default=True)
def add(email: str, name: str | None, role: str) -> None:
    """Let an account work in a team; who does already gets this role."""
    with open_database() as database, database.writing() as session:
        found = manage_teams.named_team(session, name=name)
        manage_teams.set_member(session, team=found, account=find_account(session, email), role=role, by_id=None)
        click.echo(f"{email} is {role} in {found.name}.")


@team.command()
@click.argument("email")
@click.option("--team", "name", help="By default the only team.")
def remove(email: str, name: str | None) -> None:
    """Let an account see nothing of a team any more."""
    with open_database() as database, database.writing() as session:
        found = manage_teams.named_team(session, name=name)
        manage_teams.remove_member(session, team=found, account=find_account(session, email), by_id=None)
        click.echo(f"{email} no longer sees anything of {found.name}.")
