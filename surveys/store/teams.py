"""Teams and their members: only queries. Administrators see all of them; what a team works on is not here."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from surveys.models import Account, Membership, Team
from surveys.store.asker import Asker

_LARGEST_ID = 2**31


def all_teams(session: Session) -> Sequence[Team]:
    """By name, with their members."""
    query = select(Team).options(selectinload(Team.memberships).joinedload(Membership.account)).order_by(Team.name)
    return session.scalars(query).all()


def teams_of(session: Session, *, asker: Asker) -> Sequence[Team]:
    """Teams in which the asker works on studies; for the system all, by name."""
    query = select(Team).order_by(Team.name)
    return session.scalars(query if asker.is_system else query.where(Team.id.in_(asker.teams()))).all()


def team_by_id(session: Session, *, team_id: int) -> Team | None:
    return session.get(Team, team_id) if team_id < _LARGEST_ID else None


def team_by_name(session: Session, *, name: str) -> Team | None:
    return session.scalar(select(Team).where(Team.name == name))


def add_team(session: Session, *, name: str) -> Team:
    team = Team(name=name)
    session.add(team)
    session.flush()
    return team


def members_of(session: Session, *, team_id: int) -> Sequence[Membership]:
    """By name, with their accounts."""
    query = (
        select(Membership)
        .join(Membership.account)
        .options(joinedload(Membership.account))
        .where(Membership.team_id == team_id)
        .order_by(Account.name, Account.id)
    )
    return session.scalars(query).all()


def membership(session: Session, *, account_id: int, team_id: int) -> Membership | None:
    return session.get(Membership, (account_id, team_id))


def set_membership(session: Session, *, account_id: int, team_id: int, role: str) -> None:
    """Let an account work in a team in this role, whatever it was there before."""
    session.merge(Membership(account_id=account_id, team_id=team_id, role=role))
    session.flush()


def remove_membership(session: Session, *, membership: Membership) -> None:
    session.delete(membership)
    session.flush()
