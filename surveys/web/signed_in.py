"""Which account this browser is signed in with: only the cookie's half; the table of sign-ins has the other.

The session cookie (signed, HttpOnly) carries a random token and when it was last used; the table has the token's hash.
The last use is kept in the cookie so that reading a page never writes to the database.
"""

import time

from flask import Flask, after_this_request, g, session
from flask import Request as FlaskRequest
from flask import Response as FlaskResponse
from flask_login import current_user

from surveys.extensions import login
from surveys.models import Account
from surveys.store import accounts
from surveys.store.asker import Asker
from surveys.web.transaction import current_database

TOKEN = "sign_in"  # noqa: S105  (the name of a key, not a secret)
SEEN = "seen"
IDLE_SECONDS = 30 * 60
REFRESH_SECONDS = 60


def remember(token: str) -> None:
    """Start a fresh cookie: nothing from before the sign-in survives it, forgery tokens included."""
    session.clear()
    session[TOKEN] = token
    session[SEEN] = int(time.time())


def forget() -> None:
    session.clear()


def current_token() -> str | None:
    """The token of this browser, unless it was idle for too long."""
    token, seen = session.get(TOKEN), session.get(SEEN)
    if not isinstance(token, str) or not isinstance(seen, int):
        return None
    return token if 0 <= time.time() - seen + 5 < IDLE_SECONDS else None


def current_account() -> Account | None:
    """The account signed in on this browser (only read; detached from any session)."""
    account = current_user._get_current_object()
    return account if isinstance(account, Account) else None


def current_asker() -> Asker:
    """Who asks in this request, made once; somebody who is not signed in sees nothing of any team."""
    asker: Asker | None = g.get("asker")
    if asker is None:
        account = current_account()
        asker = g.asker = Asker() if account is None else Asker.from_account(account)
    return asker


def init_signed_in(app: Flask) -> None:
    login.init_app(app, add_context_processor=False)  # it would look the account up for every page
    login.request_loader(_load)


def _load(_request: FlaskRequest) -> Account | None:
    token = current_token()
    if token is None:
        return None
    with current_database().reading() as reading:
        account = accounts.account_of_token(reading, token=token)
        reading.expunge_all()
    if account is not None and time.time() - session[SEEN] > REFRESH_SECONDS:
        after_this_request(_refresh)
    return account


def _refresh(response: FlaskResponse) -> FlaskResponse:
    if TOKEN in session:
        session[SEEN] = int(time.time())
    return response
