"""Creating accounts and letting them in or not: what an administrator does."""

from email.utils import parseaddr

from sqlalchemy.orm import Session

from surveys.errors import Conflict, Invalid
from surveys.models import Account
from surveys.services.accounts.names import check_name, is_storable
from surveys.store import accounts, events
from surveys.words import gettext as _


def create_account(
    session: Session, *, email: str, name: str, password_hash: str, by_id: int | None, administrator: bool = False
) -> Account:
    """Add somebody who may sign in; what they see follows from the teams they are put into.

    Raises
    ------
    Invalid
        Where the address or the name cannot be.
    Conflict
        Where the address has an account.
    """
    _check_email(email)
    check_name(name, advice=_("Write the name of the person."))
    if accounts.account_by_email(session, email=email) is not None:
        raise Conflict(_("There is an account with this e-mail address."), _("Use another address."), where=("email",))
    account = accounts.add_account(
        session, email=email, name=name, administrator=administrator, password_hash=password_hash
    )
    detail = {"account": account.id, "administrator": administrator}
    events.add_event(session, action="create_account", account_id=by_id, detail=detail)
    return account


def set_active(session: Session, *, account: Account, active: bool, by_id: int | None) -> None:
    """Let somebody in again, or no more; their open browsers are signed out.

    Raises
    ------
    Conflict
        Where nobody could administer the application any more.
    """
    if not active and account.administrator and accounts.count_active_administrators(session) <= 1:
        raise Conflict(
            _("This is the only active administrator."), _("Make another administrator first, then try again.")
        )
    account.active = active
    if not active:
        accounts.end_all_sign_ins(session, account_id=account.id)
    action = "activate_account" if active else "deactivate_account"
    events.add_event(session, action=action, account_id=by_id, detail={"account": account.id})


def _check_email(email: str) -> None:
    _name, address = parseaddr(email)
    local, at, domain = address.partition("@")
    if address != email.strip() or not (local and at and "." in domain) or not is_storable(address, 254):
        raise Invalid(_("This is not an e-mail address."), _("It looks like name@example.org."), where=("email",))
