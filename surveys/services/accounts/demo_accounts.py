"""The accounts of the demonstration: known to everybody, so they are only ever made on a machine of one's own."""

from sqlalchemy.orm import Session

from surveys.services.accounts.manage_accounts import create_account
from surveys.services.accounts.passwords import hash_password
from surveys.store import accounts

DEMO_PASSWORD = "why do people buy"  # noqa: S105  (meant to be known)
DEMO_ACCOUNTS = (
    ("administrator", "admin@example.org", "Ada Administrator"),
    ("researcher", "researcher@example.org", "Rosa Researcher"),
    ("marketer", "marketer@example.org", "Milo Marketer"),
)


def add_demo_accounts(session: Session) -> None:
    """Add those that are not there yet."""
    for role, email, name in DEMO_ACCOUNTS:
        if accounts.account_by_email(session, email=email) is None:
            hashed = hash_password(DEMO_PASSWORD)
            create_account(session, email=email, name=name, role=role, password_hash=hashed, by_id=None)
