"""Who may open what: ONE table of all endpoints, enforced before every view. An endpoint without a row answers 404."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from surveys.models import Account
from surveys.models.account import ROLES

SMALL_BODY = 64 * 1024
UPLOAD_BODY = 10 * 1024 * 1024
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Who may call an endpoint, and how much they may send."""

    roles: frozenset[str] | None = None
    """Roles of the team; None: no sign-in needed."""
    by_link: bool = False
    """The view itself proves by a cookie or link which respondent this is."""
    max_body: int = SMALL_BODY


def roles(*names: str, max_body: int = SMALL_BODY) -> Rule:
    """Only these roles, and administrators."""
    return Rule(roles=frozenset({*names, "administrator"}), max_body=max_body)


PUBLIC = Rule()
RESPONDENT = Rule(by_link=True)
TEAM = Rule(roles=frozenset(ROLES))
RESEARCHERS = roles("researcher")
MARKETERS = roles("researcher", "marketer")
ADMINISTRATORS = roles("administrator")

ACCESS: dict[str, Rule] = {
    "static": PUBLIC,
    # accounts
    "accounts.sign_in": PUBLIC,
    "accounts.sign_out": TEAM,
    "accounts.own": TEAM,
    "accounts.index": ADMINISTRATORS,
    "accounts.create": ADMINISTRATORS,
    "accounts.set_active": ADMINISTRATORS,
    "accounts.set_password": ADMINISTRATORS,
    # respondents
    "respondents.introduction": PUBLIC,
    "respondents.start": PUBLIC,
    "respondents.page": RESPONDENT,
    "respondents.send_page": RESPONDENT,
    "respondents.autosave": RESPONDENT,
    "respondents.thanks": RESPONDENT,
    "respondents.resume": RESPONDENT,
    "respondents.receipt": RESPONDENT,
    "respondents.receipt_json": RESPONDENT,
    "respondents.my_data": RESPONDENT,
    "respondents.my_data_json": RESPONDENT,
    "respondents.withdraw": RESPONDENT,
    "respondents.erase": RESPONDENT,
    "respondents.reward": RESPONDENT,
    "respondents.reward_link": RESPONDENT,
    "respondents.download": RESPONDENT,
    # builder
    "builder.publish": roles("researcher", max_body=UPLOAD_BODY),
    "builder.preview": RESEARCHERS,
    "builder.preview_page": RESEARCHERS,
    "builder.preview_send": RESEARCHERS,
    # studies
    "studies.home": TEAM,
    "studies.index": RESEARCHERS,
    "studies.fieldwork": RESEARCHERS,
    "studies.export": RESEARCHERS,
    "analyses.new_analysis": RESEARCHERS,
    "analyses.start_analysis": RESEARCHERS,
    "analyses.run_again": RESEARCHERS,
    "analyses.analysis": RESEARCHERS,
    "analyses.analysis_status": RESEARCHERS,
    "analyses.cancel": RESEARCHERS,
    "analyses.acknowledge": RESEARCHERS,
    "analyses.compare": RESEARCHERS,
    "analyses.lock": RESEARCHERS,
    "analyses.unlock": RESEARCHERS,
    "analyses.publish": RESEARCHERS,
    "analyses.unpublish": RESEARCHERS,
    "analyses.summary": RESEARCHERS,
    "analyses.reproduction": RESEARCHERS,
    "analyses.assignments": RESEARCHERS,
    "analyses.short_form": RESEARCHERS,
    "analyses.try_short_form": RESEARCHERS,
    "analyses.rule": RESEARCHERS,
    "waves.waves": RESEARCHERS,
    "waves.start_wave": RESEARCHERS,
    "waves.wave": RESEARCHERS,
    "waves.wave_status": RESEARCHERS,
    "waves.cancel_comparison": RESEARCHERS,
    "waves.tracking": RESEARCHERS,
    # reports
    "reports.index": MARKETERS,
    "reports.report": MARKETERS,
    "reports.persona": MARKETERS,
    "reports.contest": MARKETERS,
    "reports.same_passport": MARKETERS,
    "reports.how_made": MARKETERS,
    "reports.file": MARKETERS,
}


def current_account() -> Account | None:
    """The account signed in on this browser (only read; detached from any session)."""
    account = current_user._get_current_object()
    return account if isinstance(account, Account) else None


def init_access(app: Flask) -> None:
    app.before_request(_enforce)
    app.context_processor(lambda: {"current_account": current_account})


def _enforce() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None  # Flask answers 404 or 405
    rule = ACCESS.get(request.endpoint)
    if rule is None:
        abort(404)
    request.max_content_length = rule.max_body
    request.max_form_memory_size = rule.max_body
    if request.method not in _SAFE:
        _refuse_other_origins()
    return None if rule.roles is None else _check_role(rule.roles)


def _check_role(allowed: frozenset[str]) -> ResponseReturnValue | None:
    account = current_account()
    if account is None:
        return _ask_to_sign_in()
    if account.role not in allowed:
        abort(403)
    return None


def _ask_to_sign_in() -> ResponseReturnValue:
    if request.accept_mimetypes.best == "application/json":
        abort(401)
    comes_back = request.full_path.rstrip("?") if request.method in _SAFE else None
    return redirect(url_for("accounts.sign_in", next=comes_back), 303)


def _refuse_other_origins() -> None:
    """A page of another site may not post to us, whatever token it found."""
    if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        abort(400)
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        abort(400)
