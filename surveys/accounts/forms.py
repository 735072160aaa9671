"""Forms about accounts and teams."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from surveys.models import Account, Team
from surveys.services.accounts.names import LONGEST_NAME
from surveys.services.accounts.passwords import LONGEST, SHORTEST

_NEEDED = InputRequired(_("Please fill this in."))
_TEXT = {"autocomplete": "off"}
_NEW = {"autocomplete": "new-password", "minlength": str(SHORTEST), "maxlength": str(LONGEST)}
_NEW_HINT = _("At least %(count)s characters. A few words in a row are easy to remember.", count=SHORTEST)


class SignInForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    email = EmailField(_("E-mail address"), [_NEEDED, Length(max=254)], render_kw={"autocomplete": "username"})
    password = PasswordField(_("Password"), [_NEEDED], render_kw={"autocomplete": "current-password"})


class OwnPasswordForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    current = PasswordField(_("Your password now"), [_NEEDED], render_kw={"autocomplete": "current-password"})
    password = PasswordField(_("New password"), [_NEEDED], description=_NEW_HINT, render_kw=_NEW)


_ROLES = [
    SelectChoice("researcher", _("Researcher: publishes studies, runs analyses, sees reports")),
    SelectChoice("lead", _("Lead: a researcher who also sees lines about single people in every study of the team")),
    SelectChoice("marketer", _("Marketer: sees published reports")),
]


class NewAccountForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    name = StringField(_("Name"), [_NEEDED, Length(max=LONGEST_NAME)], render_kw=_TEXT)
    email = EmailField(_("E-mail address"), [_NEEDED, Length(max=254)], render_kw=_TEXT)
    team = SelectField(_("Team"), default="")
    role = SelectField(_("Role in the team"), choices=_ROLES)
    administrator = BooleanField(
        _("Administrator"), description=_("Makes accounts and teams; sees studies only in teams like everybody else.")
    )
    password = PasswordField(_("First password"), [_NEEDED], description=_NEW_HINT, render_kw=_NEW)


class NewPasswordForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    password = PasswordField(_("New password"), [_NEEDED], description=_NEW_HINT, render_kw=_NEW)


class TeamForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    name = StringField(_("Name of the team"), [_NEEDED, Length(max=LONGEST_NAME)], render_kw=_TEXT)


class MemberForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    account = SelectField(_("Account"))
    role = SelectField(_("Role in the team"), choices=_ROLES)


def team_choices(teams: Iterable[Team]) -> list[tuple[str, str]]:
    return [("", str(_("None yet"))), *((str(team.id), team.name) for team in teams)]


def account_choices(accounts: Iterable[Account]) -> list[tuple[str, str]]:
    """Those who can sign in."""
    return [(str(account.id), f"{account.name} ({account.email})") for account in accounts if account.active]
