"""Finding the account or team that an address of the administrator's pages names."""

from sqlalchemy.orm import Session

from surveys.errors import Missing
from surveys.models import Account, Team
from surveys.store import accounts, teams
from surveys.web.signed_in import current_account
from surveys.web.transaction import current_database, current_session
from surveys.words import gettext as _


def me() -> Account:
    account = current_account()
    if account is None:
        raise Missing(_("You are not signed in."), _("Sign in and try again."))
    return account


def find_account(account_id: int) -> Account:
    return _account(current_session(), account_id)


def read_account(account_id: int) -> Account:
    """Only to look at: nothing is locked, so that a password can be hashed before anything is changed."""
    with current_database().reading() as session:
        return _account(session, account_id)


def _account(session: Session, account_id: int) -> Account:
    account = accounts.account_by_id(session, account_id=account_id)
    if account is None:
        raise Missing(_("There is no such account."), _("Look it up in the list of accounts."))
    return account


def find_team(team_id: int) -> Team:
    team = teams.team_by_id(current_session(), team_id=team_id)
    if team is None:
        raise Missing(_("There is no such team."), _("Look it up in the list of teams."))
    return team
