"""The frame of the team's pages: what the top of `layouts/staff.html` shows to whom."""

from typing import Any

from flask import Flask, current_app, request, url_for

from surveys.store.asker import Asker
from surveys.web.access import ACCESS
from surveys.web.signed_in import current_account, current_asker
from surveys.words import gettext as _


def init_navigation(app: Flask) -> None:
    app.context_processor(_frame)


def _frame() -> dict[str, Any]:
    """Nothing on pages that ask nobody to sign in: respondents' pages never look an account up."""
    rule = ACCESS.get(request.endpoint or "")
    account = current_account() if rule is not None and rule.signed_in else None
    if account is None:
        return {}
    return {
        "home_url": "/",
        "nav_items": _items(current_asker()),
        "account_name": account.name,
        "account_items": [(_("Your account"), url_for("accounts.own"))],
        "sign_out_url": url_for("accounts.sign_out"),
    }


def _items(asker: Asker) -> list[tuple[str, str, bool]]:
    places = (
        ("studies.index", _("Studies")),
        ("builder.publish", _("Publish")),
        ("reports.index", _("Reports")),
        ("accounts.index", _("Accounts")),
    )
    package = (request.endpoint or "").partition(".")[0]
    return [
        (label, url_for(endpoint), endpoint.partition(".")[0] == package)
        for endpoint, label in places
        if endpoint in current_app.view_functions and _may(asker, endpoint)
    ]


def _may(asker: Asker, endpoint: str) -> bool:
    rule = ACCESS.get(endpoint)
    return rule is not None and rule.admits(asker)
