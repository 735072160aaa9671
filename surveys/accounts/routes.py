"""Signing in and out, one's own password, and the administrator's list of accounts."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.accounts.forms import NewAccountForm, NewPasswordForm, OwnPasswordForm, SignInForm, team_choices
from surveys.accounts.lookup import find_account, find_team, me, read_account
from surveys.accounts.presenter import account_rows, demo_accounts
from surveys.accounts.team_pages import add_team_pages
from surveys.client_network import client_network
from surveys.errors import WhyprintError
from surveys.extensions import limiter
from surveys.models import Account
from surveys.services.accounts import manage_accounts, manage_teams, sign_in
from surveys.services.accounts.hashing import room_to_hash
from surveys.store import accounts, teams
from surveys.web.addresses import safe_next
from surveys.web.form_faults import show_fault
from surveys.web.signed_in import current_token, forget, remember
from surveys.web.transaction import current_database, current_session
from surveys.words import gettext as _

blueprint = Blueprint("accounts", __name__)
add_team_pages(blueprint)
_Given = ParamSpec("_Given")
TRIES = "10 per 15 minutes"
"""Per account and address, so that nobody can lock the owner out from elsewhere."""


def _who_tries() -> str:
    email = request.form.get("email", "").strip().lower()
    return f"{client_network()} {hashlib.sha256(email.encode()).hexdigest()}"


def _forget_tries() -> None:
    """Whoever knows the password may mistype it again as often."""
    for tried in limiter.current_limits:
        if _who_tries() in tried.request_args:
            limiter.limiter.clear(tried.limit, *tried.request_args)


def _few_at_once(view: Callable[_Given, ResponseReturnValue]) -> Callable[_Given, ResponseReturnValue]:
    """A view that hashes a password when it is sent. Who finds no room has not tried."""

    @wraps(view)
    def with_room(*args: _Given.args, **kwargs: _Given.kwargs) -> ResponseReturnValue:
        if request.method != "POST":
            return view(*args, **kwargs)
        with room_to_hash():
            return view(*args, **kwargs)

    return with_room


@blueprint.route("/sign-in", methods=["GET", "POST"], endpoint="sign_in")
@_few_at_once
@limiter.limit(TRIES, key_func=_who_tries, methods=["POST"])
@limiter.limit("100 per 15 minutes", methods=["POST"])
def sign_in_page() -> ResponseReturnValue:
    form = SignInForm()
    if form.validate_on_submit():
        try:
            account_id = sign_in.check_password(current_database(), email=form.email.data, password=form.password.data)
        except sign_in.WrongPassword as fault:
            form.form_errors.append(fault.text)
        else:
            _forget_tries()
            remember(sign_in.start_sign_in(current_session(), account_id=account_id))
            return redirect(safe_next(request.args.get("next"), otherwise="/"), 303)
    people = demo_accounts() if current_app.extensions["settings"].demo else []
    status = 400 if form.errors else 200
    return render_template("accounts/sign_in.html", form=form, demo_accounts=people), status


@blueprint.post("/sign-out", endpoint="sign_out")
def sign_out_page() -> ResponseReturnValue:
    token = current_token()
    if token is not None:
        sign_in.end_sign_in(current_session(), token=token)
    forget()
    return redirect(url_for("accounts.sign_in"), 303)


@blueprint.route("/account", methods=["GET", "POST"])
@_few_at_once
@limiter.limit(TRIES, methods=["POST"])
def own() -> ResponseReturnValue:
    """Change one's own password; every browser of the account is signed out but this one."""
    form = OwnPasswordForm()
    owner = me()
    if form.validate_on_submit():
        try:
            account_id = sign_in.check_password(current_database(), email=owner.email, password=form.current.data)
            new = sign_in.new_password_hash(form.password.data, email=owner.email, name=owner.name)
        except sign_in.WrongPassword:
            form.current.errors = [_("This is not your password.")]
        except WhyprintError as fault:
            show_fault(form, fault)
        else:
            session = current_session()
            sign_in.set_password(session, account=find_account(account_id), password_hash=new, by_id=account_id)
            remember(sign_in.start_sign_in(session, account_id=account_id))
            flash(_("Your password is changed. Other browsers are signed out."), "success")
            return redirect(url_for("accounts.own"), 303)
    return render_template("accounts/own.html", form=form, account=owner), 400 if form.errors else 200


@blueprint.get("/accounts")
def index() -> ResponseReturnValue:
    rows = account_rows(accounts.all_accounts(current_session()), me=me())
    return render_template("accounts/index.html", rows=rows)


@blueprint.route("/accounts/new", methods=["GET", "POST"])
@_few_at_once
def create() -> ResponseReturnValue:
    form = NewAccountForm()
    _offer_teams(form)
    if form.validate_on_submit():
        try:
            new = sign_in.new_password_hash(form.password.data, email=form.email.data, name=form.name.data)
            account = manage_accounts.create_account(
                current_session(),
                email=form.email.data,
                name=form.name.data,
                administrator=form.administrator.data,
                password_hash=new,
                by_id=me().id,
            )
            _join(form, account)
        except WhyprintError as fault:
            show_fault(form, fault)
        else:
            flash(_("%(name)s can sign in now.", name=account.name), "success")
            return redirect(url_for("accounts.index"), 303)
    return render_template("accounts/new.html", form=form), 400 if form.errors else 200


@blueprint.post("/accounts/<int:account_id>/active")
def set_active(account_id: int) -> ResponseReturnValue:
    active = request.form.get("active") == "yes"
    account = find_account(account_id)
    manage_accounts.set_active(current_session(), account=account, active=active, by_id=me().id)
    words = _("%(name)s can sign in again.") if active else _("%(name)s can no longer sign in.")
    flash(words % {"name": account.name}, "success")
    return redirect(url_for("accounts.index"), 303)


@blueprint.route("/accounts/<int:account_id>/password", methods=["GET", "POST"])
@_few_at_once
def set_password(account_id: int) -> ResponseReturnValue:
    form = NewPasswordForm()
    account = read_account(account_id)
    if form.validate_on_submit():
        try:
            new = sign_in.new_password_hash(form.password.data, email=account.email, name=account.name)
        except WhyprintError as fault:
            show_fault(form, fault)
        else:
            account = find_account(account_id)
            sign_in.set_password(current_session(), account=account, password_hash=new, by_id=me().id)
            flash(_("%(name)s has a new password and is signed out everywhere.", name=account.name), "success")
            return redirect(url_for("accounts.index"), 303)
    return render_template("accounts/password.html", form=form, account=account), 400 if form.errors else 200


def _offer_teams(form: NewAccountForm) -> None:
    """Where there is one team, it is the one that is meant."""
    with current_database().reading() as session:  # nothing is locked while the password is being hashed
        found = teams.all_teams(session)
    form.team.choices = team_choices(found)
    if not form.is_submitted() and len(found) == 1:
        form.team.data = str(found[0].id)


def _join(form: NewAccountForm, account: Account) -> None:
    if form.team.data:
        team = find_team(int(form.team.data))
        manage_teams.set_member(current_session(), team=team, account=account, role=form.role.data, by_id=me().id)
