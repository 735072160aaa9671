"""Forms about accounts."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

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


class NewAccountForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    name = StringField(_("Name"), [_NEEDED, Length(max=120)], render_kw=_TEXT)
    email = EmailField(_("E-mail address"), [_NEEDED, Length(max=254)], render_kw=_TEXT)
    role = SelectField(
        _("Role"),
        choices=[
            SelectChoice("researcher", _("Researcher: publishes studies, runs analyses, sees reports")),
            SelectChoice("marketer", _("Marketer: sees published reports")),
            SelectChoice("administrator", _("Administrator: everything, and accounts")),
        ],
    )
    password = PasswordField(_("First password"), [_NEEDED], description=_NEW_HINT, render_kw=_NEW)


class NewPasswordForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    password = PasswordField(_("New password"), [_NEEDED], description=_NEW_HINT, render_kw=_NEW)
