"""The administrator's pages about teams: which there are, what each is called, and who works in it as what."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from surveys.accounts.forms import MemberForm, TeamForm, account_choices
from surveys.accounts.lookup import find_account, find_team, me
from surveys.accounts.presenter import role_words
from surveys.errors import WhyprintError
from surveys.models import Team
from surveys.services.accounts import manage_teams
from surveys.store import accounts
from surveys.store import teams as store
from surveys.web.form_faults import show_fault
from surveys.web.transaction import current_session
from surveys.words import gettext as _


def add_team_pages(blueprint: Blueprint) -> None:
    """Hang these pages on the blueprint of the accounts."""
    blueprint.add_url_rule("/teams", "teams", teams, methods=["GET", "POST"])
    blueprint.add_url_rule("/teams/<int:team_id>", "team", team)
    blueprint.add_url_rule("/teams/<int:team_id>/name", "rename_team", rename_team, methods=["POST"])
    blueprint.add_url_rule("/teams/<int:team_id>/members", "set_member", set_member, methods=["POST"])
    blueprint.add_url_rule(
        "/teams/<int:team_id>/members/<int:account_id>/remove", "remove_member", remove_member, methods=["POST"]
    )


def teams() -> ResponseReturnValue:
    """All teams, and adding one."""
    form, session = TeamForm(), current_session()
    if form.validate_on_submit():
        try:
            made = manage_teams.create_team(session, name=form.name.data, by_id=me().id)
        except WhyprintError as fault:
            show_fault(form, fault)
        else:
            flash(_("The team “%(name)s” is there. Now choose who works in it.", name=made.name), "success")
            return redirect(url_for("accounts.team", team_id=made.id), 303)
    found = store.all_teams(session)
    return render_template("accounts/teams.html", form=form, teams=found), 400 if form.errors else 200


def team(team_id: int) -> ResponseReturnValue:
    found = find_team(team_id)
    return _show(found, TeamForm(formdata=None, name=found.name), MemberForm(formdata=None))


def rename_team(team_id: int) -> ResponseReturnValue:
    found, form = find_team(team_id), TeamForm()
    if form.validate():
        try:
            manage_teams.rename_team(current_session(), team=found, name=form.name.data, by_id=me().id)
        except WhyprintError as fault:
            show_fault(form, fault)
        else:
            flash(_("The team is now called “%(name)s”.", name=found.name), "success")
            return _back(found)
    return _show(found, form, MemberForm(formdata=None)), 400


def set_member(team_id: int) -> ResponseReturnValue:
    """Add somebody, or give somebody who works in the team already another role."""
    found, form = find_team(team_id), MemberForm()
    form.account.choices = account_choices(accounts.all_accounts(current_session()))
    if not form.validate():
        return _show(found, TeamForm(formdata=None, name=found.name), form), 400
    account, role = find_account(int(form.account.data)), form.role.data
    manage_teams.set_member(current_session(), team=found, account=account, role=role, by_id=me().id)
    flash(_("%(name)s works in this team as: %(role)s.", name=account.name, role=role_words(role)), "success")
    return _back(found)


def remove_member(team_id: int, account_id: int) -> ResponseReturnValue:
    found, account = find_team(team_id), find_account(account_id)
    manage_teams.remove_member(current_session(), team=found, account=account, by_id=me().id)
    flash(_("%(name)s no longer sees anything of this team.", name=account.name), "success")
    return _back(found)


def _show(found: Team, rename: TeamForm, add: MemberForm) -> str:
    session = current_session()
    add.account.choices = account_choices(accounts.all_accounts(session))
    members = [
        (membership.account, role_words(membership.role)) for membership in store.members_of(session, team_id=found.id)
    ]
    return render_template("accounts/team.html", team=found, rename=rename, add=add, members=members)


def _back(found: Team) -> ResponseReturnValue:
    return redirect(url_for("accounts.team", team_id=found.id), 303)
