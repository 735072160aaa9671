"""Teams, and who works in them: what an administrator arranges; every change is written down."""

from sqlalchemy.orm import Session

from surveys.errors import Conflict, Invalid, Missing
from surveys.models import Account, Team
from surveys.models.account import TEAM_ROLES
from surveys.services.accounts.names import check_name
from surveys.store import events, teams
from surveys.words import gettext as _


def create_team(session: Session, *, name: str, by_id: int | None) -> Team:
    """Add a team, with nobody in it yet."""
    team = teams.add_team(session, name=_free_name(session, name))
    events.add_event(session, action="create_team", account_id=by_id, detail={"team": team.id})
    return team


def rename_team(session: Session, *, team: Team, name: str, by_id: int | None) -> None:
    if name.strip() == team.name:
        return
    team.name = _free_name(session, name)
    session.flush()
    events.add_event(session, action="rename_team", account_id=by_id, detail={"team": team.id})


def set_member(session: Session, *, team: Team, account: Account, role: str, by_id: int | None) -> None:
    """Let somebody work in a team; who does already gets the new role.

    Raises
    ------
    Invalid
        Where there is no such role.
    """
    if role not in TEAM_ROLES:
        raise Invalid(
            _("There is no role %(role)s.", role=role),
            _("Use one of: %(roles)s.", roles=", ".join(TEAM_ROLES)),
            where=("role",),
        )
    teams.set_membership(session, account_id=account.id, team_id=team.id, role=role)
    detail = {"team": team.id, "account": account.id, "role": role}
    events.add_event(session, action="set_member", account_id=by_id, detail=detail)


def remove_member(session: Session, *, team: Team, account: Account, by_id: int | None) -> None:
    """Let somebody see the studies of a team no more, from their next request on."""
    found = teams.membership(session, account_id=account.id, team_id=team.id)
    if found is None:
        raise Missing(_("%(name)s does not work in this team.", name=account.name), _("Look at the list of members."))
    teams.remove_membership(session, membership=found)
    detail = {"team": team.id, "account": account.id}
    events.add_event(session, action="remove_member", account_id=by_id, detail=detail)


def named_team(session: Session, *, name: str | None) -> Team:
    """The team with this name; without a name the only one there is.

    Raises
    ------
    Missing
        Where there is no such team.
    Invalid
        Where there are several and none was named.
    """
    known = teams.all_teams(session)
    if name is None and len(known) == 1:
        return known[0]
    names = ", ".join(team.name for team in known)
    if name is None:
        raise Invalid(_("There are several teams."), _("Name one of them: %(names)s", names=names), where=("team",))
    found = teams.team_by_name(session, name=name)
    if found is None:
        raise Missing(_("There is no team %(name)s.", name=name), _("There are: %(names)s", names=names))
    return found


def _free_name(session: Session, name: str) -> str:
    check_name(name, advice=_("Write what the team is called."))
    if teams.team_by_name(session, name=name.strip()) is not None:
        raise Conflict(_("There is a team with this name."), _("Choose another name."), where=("name",))
    return name.strip()
