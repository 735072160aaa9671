"""The accounts of the demonstration: known to everybody, so they are only ever made on a machine of one's own."""

from sqlalchemy.orm import Session

from surveys.services.accounts.manage_accounts import create_account
from surveys.services.accounts.manage_teams import named_team, set_member
from surveys.services.accounts.passwords import hash_password
from surveys.store import accounts

DEMO_PASSWORD = "why do people buy"  # noqa: S105  (meant to be known)
DEMO_ACCOUNTS = (
    ("administrator", "admin@example.org", "Ada Administrator"),
    ("researcher", "researcher@example.org", "Rosa Researcher"),
    ("marketer", "marketer@example.org", "Milo Marketer"),
)


def add_demo_accounts(session: Session) -> None:
    """Add those that are not there yet, all in the one team that the demonstration has."""
    team = named_team(session, name=None)
    for role, email, name in DEMO_ACCOUNTS:
        if accounts.account_by_email(session, email=email) is not None:
            continue
        is_administrator = role == "administrator"
        hashed = hash_password(DEMO_PASSWORD)
        account = create_account(
            session, email=email, name=name, password_hash=hashed, by_id=None, administrator=is_administrator
        )
        set_member(session, team=team, account=account, role="lead" if is_administrator else role, by_id=None)
