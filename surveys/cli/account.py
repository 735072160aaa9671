"""`whyprint account`."""

import secrets

import click
from sqlalchemy.orm import Session

from surveys.cli.opening import open_database
from surveys.errors import Missing
from surveys.models import Account
from surveys.models.account import TEAM_ROLES
from surveys.services.accounts import manage_accounts, manage_teams, sign_in
from surveys.store import accounts

ROLES = ("administrator", *TEAM_ROLES)


@click.group()
def account() -> None:
    """Create accounts and set passwords."""


@account.command()
@click.argument("email")
@click.option("--name", required=True, help="Name of the person.")
@click.option("--role", type=click.Choice(ROLES), default="researcher", show_default=True)
@click.option(
    "--team",
    help="Team they work in; by default the only one. Administrators are in none unless named: then they lead it.",
)
@click.option("--generate", is_flag=True, help="Make a password up and print it, instead of asking.")
def create(email: str, name: str, role: str, *, team: str | None, generate: bool) -> None:
    """Add somebody who may sign in."""
    password = _password(generate=generate)
    hashed = sign_in.new_password_hash(password, email=email, name=name)
    with open_database() as database, database.writing() as session:
        made = manage_accounts.create_account(
            session, email=email, name=name, administrator=role == "administrator", password_hash=hashed, by_id=None
        )
        if team is not None or role != "administrator":
            found = manage_teams.named_team(session, name=team)
            in_team = "lead" if role == "administrator" else role
            manage_teams.set_member(session, team=found, account=made, role=in_team, by_id=None)
    click.echo(f"{name} can sign in as {email}.")


@account.command("password")
@click.argument("email")
@click.option("--generate", is_flag=True, help="Make a password up and print it, instead of asking.")
def set_password(email: str, *, generate: bool) -> None:
    """Give an account a new password; it is signed out everywhere."""
    password = _password(generate=generate)
    hashed = sign_in.new_password_hash(password, email=email)
    with open_database() as database, database.writing() as session:
        sign_in.set_password(session, account=find_account(session, email), password_hash=hashed, by_id=None)
    click.echo(f"{email} has a new password.")


@account.command("deactivate")
@click.argument("email")
@click.option("--undo", is_flag=True, help="Let them in again.")
def deactivate(email: str, *, undo: bool) -> None:
    """Let an account in no more; it is signed out everywhere."""
    with open_database() as database, database.writing() as session:
        manage_accounts.set_active(session, account=find_account(session, email), active=undo, by_id=None)
    click.echo(f"{email} can {'sign in again' if undo else 'no longer sign in'}.")


@account.command("list")
def list_accounts() -> None:
    """Say who may sign in."""
    with open_database() as database, database.reading() as session:
        for each in accounts.all_accounts(session):
            click.echo(f"{each.email}  {_roles(each)}  {'active' if each.active else 'deactivated'}  {each.name}")


def _roles(found: Account) -> str:
    in_teams = [f"{one.role} in {one.team.name}" for one in found.memberships]
    return ", ".join([*(["administrator"] if found.administrator else []), *in_teams]) or "in no team"


def find_account(session: Session, email: str) -> Account:
    found = accounts.account_by_email(session, email=email)
    if found is None:
        raise Missing(f"There is no account {email}.", "See: whyprint account list")
    return found


def _password(*, generate: bool) -> str:
    if not generate:
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    password = secrets.token_urlsafe(15)
    click.echo(f"Password: {password}")
    return password
