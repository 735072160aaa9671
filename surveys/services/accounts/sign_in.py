"""Signing in, signing out and changing a password: what happens to accounts and their sign-ins."""

import secrets

from sqlalchemy.orm import Session

from surveys.errors import Invalid
from surveys.models import Account
from surveys.services.accounts.passwords import fault_of, hash_password, is_right
from surveys.store import accounts, events
from surveys.store.database import Database
from surveys.words import gettext as _


class WrongPassword(Invalid):
    """The e-mail address and the password do not fit; which of the two is never said."""

    code = "wrong_password"


def check_password(database: Database, *, email: str, password: str) -> int:
    """The id of the account these belong to. Takes the same time whether or not the account exists.

    Nothing is locked while the password is being hashed.
    """
    with database.reading() as session:
        account = accounts.account_by_email(session, email=email)
        found = None if account is None or not account.active else (account.id, account.password_hash)
    if not is_right(found[1] if found else None, password) or found is None:
        raise WrongPassword(
            _("This e-mail address and password do not belong together."),
            _("Check both. After several tries you will have to wait a while."),
        )
    return found[0]


def start_sign_in(session: Session, *, account_id: int) -> str:
    """Sign an account in on a new browser: the token that goes into its cookie."""
    token = secrets.token_urlsafe(32)
    accounts.add_sign_in(session, account_id=account_id, token=token)
    events.add_event(session, action="sign_in", account_id=account_id)
    return token


def end_sign_in(session: Session, *, token: str) -> None:
    accounts.end_sign_in(session, token=token)


def set_password(session: Session, *, account: Account, password_hash: str, by_id: int | None) -> None:
    """Give an account a new password; every browser signed in with the old one is signed out."""
    account.password_hash = password_hash
    accounts.end_all_sign_ins(session, account_id=account.id)
    events.add_event(session, action="set_password", account_id=by_id, detail={"account": account.id})


def new_password_hash(password: str, *, email: str = "", name: str = "") -> str:
    """The hash of a new password.

    Raises
    ------
    Invalid
        Where the password is too short or easy to guess.
    """
    fault = fault_of(password, email=email, name=name)
    if fault is not None:
        raise Invalid(fault, _("Choose another password."), where=("password",))
    return hash_password(password)
