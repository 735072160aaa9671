"""Who asks, and what that means in SQL: every function that reads a team's data takes one of these.

What is not the asker's is not found, exactly as if it did not exist.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, exists, true
from sqlalchemy.orm import aliased

from surveys.models import Account, Study
from surveys.models.account import TEAM_ROLES

RESEARCH = frozenset({"lead", "researcher"})
"""Roles that work on studies; the others read what was published."""
ANY_ROLE = frozenset(TEAM_ROLES)


@dataclass(frozen=True, kw_only=True)
class Asker:
    """An account with its teams, or the system itself."""

    account_id: int | None = None
    roles: Mapping[int, str] = field(default_factory=dict)
    """Team -> role of the account in it."""
    administrator: bool = False
    is_system: bool = False

    @classmethod
    def system(cls) -> "Asker":
        """The command line and the worker: whoever runs them can read the database anyway."""
        return cls(is_system=True)

    @classmethod
    def from_account(cls, account: Account) -> "Asker":
        roles = {membership.team_id: membership.role for membership in account.memberships}
        return cls(account_id=account.id, roles=roles, administrator=account.administrator)

    def teams(self, roles: frozenset[str] = RESEARCH) -> list[int]:
        """Teams in which the account has one of these roles."""
        return sorted(team for team, role in self.roles.items() if role in roles)

    def may_see_rows(self, study: Study) -> bool:
        """Lines about single people: for the leads of the team, and for the researcher who owns the study."""
        role = self.roles.get(study.team_id)
        owns = role == "researcher" and study.owner_id in (None, self.account_id)
        return self.is_system or role == "lead" or owns

    def studies(self, roles: frozenset[str] = RESEARCH) -> ColumnElement[bool]:
        """Condition of a query that names `Study`: it is of a team in which the asker has one of these roles."""
        return true() if self.is_system else Study.team_id.in_(self.teams(roles))

    def sees(self, study_id: int) -> ColumnElement[bool]:
        """Condition of any query about one study; it is looked up once, whatever the size of the query."""
        if self.is_system:
            return true()
        study = aliased(Study)
        return exists().where(study.id == study_id, study.team_id.in_(self.teams())).correlate(None)
