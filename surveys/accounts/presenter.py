"""What the pages about accounts and teams show."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import format_date

from surveys.models import Account, Membership
from surveys.services.accounts.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from surveys.words import gettext as _


@dataclass(frozen=True, kw_only=True)
class AccountRow:
    id: int
    name: str
    email: str
    administrator: bool
    teams: str
    since: str
    active: bool
    is_me: bool


def role_words(role: str) -> str:
    return {
        "administrator": _("Administrator"),
        "lead": _("Lead"),
        "researcher": _("Researcher"),
        "marketer": _("Marketer"),
    }[role]


def account_rows(accounts: Iterable[Account], *, me: Account) -> list[AccountRow]:
    return [
        AccountRow(
            id=account.id,
            name=account.name,
            email=account.email,
            administrator=account.administrator,
            teams=", ".join(_in_team(membership) for membership in account.memberships),
            since=format_date(account.created_at, "medium"),
            active=account.active,
            is_me=account.id == me.id,
        )
        for account in accounts
    ]


def _in_team(membership: Membership) -> str:
    return _("%(team)s (%(role)s)", team=membership.team.name, role=role_words(membership.role))


def demo_accounts() -> list[tuple[str, str, str]]:
    """Role, address and password of the demonstration, for its sign-in page."""
    return [(role_words(role), email, DEMO_PASSWORD) for role, email, _name in DEMO_ACCOUNTS]
