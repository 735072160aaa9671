"""Signing in and out, passwords, and who may manage accounts."""

import os
import re
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from surveys import create_app
from surveys.config import Settings
from surveys.models import Account, AuditEvent, SignIn
from surveys.services.accounts import hashing, sign_in
from surveys.services.accounts.sign_in import WrongPassword, check_password
from surveys.store import accounts
from surveys.store.database import Database
from surveys.web.signed_in import IDLE_SECONDS, SEEN, TOKEN
from tests import factories

SignedIn = Callable[[str], FlaskClient]
NEW_PASSWORD = "many small blue boats"
_TOKEN = re.compile(r'name="csrf_token" type="hidden" value="[^"]*"')
"""It holds the second in which it was made."""


@pytest.fixture
def ada(database: Database) -> Account:
    with database.writing() as session:
        return factories.make_account(session, email="ada@example.org", name="Ada", role="administrator")


def post_sign_in(
    client: FlaskClient, *, email: str = "ada@example.org", password: str = factories.PASSWORD, **where: Any
) -> TestResponse:
    return client.post("/sign-in", data={"email": email, "password": password}, **where)


def test_the_right_password_opens_the_page_that_was_asked_for(client: FlaskClient, ada: Account) -> None:
    asked = client.get("/accounts")
    assert asked.status_code == 303
    signing_in = asked.headers["Location"]
    assert client.get(signing_in).status_code == 200
    answer = client.post(signing_in, data={"email": "Ada@Example.org", "password": factories.PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/accounts")
    assert "Ada" in client.get("/accounts").get_data(as_text=True)


def test_a_wrong_password_and_an_unknown_account_read_the_same(client: FlaskClient, ada: Account) -> None:
    wrong = post_sign_in(client, password="not the password")
    unknown = post_sign_in(client, email="bob@example.org", password="not the password")
    assert wrong.status_code == unknown.status_code == 400
    first, second = (_TOKEN.sub("", answer.get_data(as_text=True)) for answer in (wrong, unknown))
    assert "do not belong together" in first
    assert first.replace("ada@", "bob@") == second


def test_a_wrong_password_and_an_unknown_account_take_the_same_time(app: Flask, ada: Account) -> None:
    def seconds(email: str) -> float:
        before = time.perf_counter()
        with pytest.raises(WrongPassword):
            check_password(app.extensions["database"], email=email, password="wrong")
        return time.perf_counter() - before

    pairs = [(seconds("ada@example.org"), seconds("nobody@example.org")) for _ in range(15)]
    known, unknown = (statistics.median(times) for times in zip(*pairs, strict=True))
    assert unknown > 0.5 * known
    assert known > 0.5 * unknown


def test_a_deactivated_account_cannot_sign_in(client: FlaskClient, database: Database, ada: Account) -> None:
    with database.writing() as session:
        session.get_one(Account, ada.id).active = False
    assert post_sign_in(client).status_code == 400


def test_the_eleventh_try_within_a_quarter_of_an_hour_has_to_wait(client: FlaskClient, ada: Account) -> None:
    statuses = [post_sign_in(client, password="wrong").status_code for _ in range(11)]
    assert statuses == [400] * 10 + [429]
    assert post_sign_in(client).status_code == 429


def test_tries_from_elsewhere_do_not_lock_the_owner_out(client: FlaskClient, ada: Account) -> None:
    elsewhere = {"environ_base": {"REMOTE_ADDR": "203.0.113.9"}}
    for _ in range(11):
        last = post_sign_in(client, password="wrong", **elsewhere)
    assert last.status_code == 429
    assert post_sign_in(client).status_code == 303


@pytest.mark.parametrize(
    ("here", "there", "together"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.9", "203.0.113.9", True),
        ("203.0.113.9", "203.0.113.10", False),
    ],
)
def test_tries_of_one_home_are_counted_together(
    client: FlaskClient, ada: Account, here: str, there: str, *, together: bool
) -> None:
    for _ in range(10):
        post_sign_in(client, password="wrong", environ_base={"REMOTE_ADDR": here})
    then = post_sign_in(client, password="wrong", environ_base={"REMOTE_ADDR": there})
    assert then.status_code == (429 if together else 400)


def test_whoever_signs_in_may_mistype_as_often_again(app: Flask, ada: Account) -> None:
    for _ in range(3):
        browser = app.test_client()
        assert [post_sign_in(browser, password="wrong").status_code for _ in range(6)] == [400] * 6
        assert post_sign_in(browser).status_code == 303


def test_a_try_is_counted_before_its_password_is_looked_at(
    app: Flask, ada: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once from many windows, as somebody who guesses would do it: no more are looked at than may be tried."""
    looked: list[str] = []

    def look(_database: Database, *, email: str, password: str) -> int:
        looked.append(email)
        time.sleep(0.05)
        raise WrongPassword("wrong")

    monkeypatch.setattr(hashing, "_room", threading.BoundedSemaphore(40))
    monkeypatch.setattr(sign_in, "check_password", look)

    def guess(_number: int) -> int:
        return post_sign_in(app.test_client(), password="wrong").status_code

    with ThreadPoolExecutor(24) as windows:
        statuses = Counter(windows.map(guess, range(24)))
    assert statuses == {400: 10, 429: 14}
    assert len(looked) == 10


def test_tries_are_counted_over_processes(settings: Settings, client: FlaskClient, ada: Account) -> None:
    """Two processes are two applications over the same folder: they share files and nothing else."""
    other = create_app(settings)
    other.config["WTF_CSRF_ENABLED"] = False
    for _ in range(6):
        post_sign_in(client, password="wrong")
    statuses = [post_sign_in(other.test_client(), password="wrong").status_code for _ in range(5)]
    other.extensions["database"].close()
    assert statuses == [400] * 4 + [429]


def test_a_flood_of_sign_ins_leaves_threads_to_those_who_answer(client: FlaskClient, ada: Account) -> None:
    """Who finds no room to have a password hashed is told so at once, and has not tried."""
    with ExitStack() as taken:
        for _ in range(hashing.MOST_AT_ONCE):
            taken.enter_context(hashing.room_to_hash())
        refused = [post_sign_in(client) for _ in range(12)]
        assert client.get("/sign-in").status_code == 200
    assert {answer.status_code for answer in refused} == {503}
    assert "Too many people sign in at this moment." in refused[0].get_data(as_text=True)
    assert post_sign_in(client).status_code == 303


def test_passwords_are_hashed_behind_everything_else() -> None:
    assert hashing.hashed(lambda: os.getpriority(os.PRIO_PROCESS, threading.get_native_id())) >= min(
        19, os.getpriority(os.PRIO_PROCESS, 0) + 10
    )


def test_a_password_is_hashed_before_anything_is_locked(
    signed_in: SignedIn, database: Database, ada: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []

    def write_meanwhile(_password: str, **_about: str) -> str:
        with database.writing() as session:
            written.append(factories.make_account(session).id)
        return "a hash"

    monkeypatch.setattr(sign_in, "new_password_hash", write_meanwhile)
    administrator = signed_in("administrator")
    administrator.post(f"/accounts/{ada.id}/password", data={"password": NEW_PASSWORD})
    about = {"name": "New", "email": "new@example.org", "role": "marketer", "password": NEW_PASSWORD}
    administrator.post("/accounts/new", data=about)
    assert len(written) == 2


def test_signing_out_ends_a_copied_cookie_too(app: Flask, signed_in: SignedIn) -> None:
    browser = signed_in("researcher")
    with browser.session_transaction() as cookie:
        copied = dict(cookie)
    assert browser.post("/sign-out").status_code == 303
    thief = app.test_client()
    with thief.session_transaction() as cookie:
        cookie.update(copied)
    answer = thief.get("/account")
    assert answer.status_code == 303
    assert "/sign-in" in answer.headers["Location"]


def test_signing_in_keeps_nothing_of_the_cookie_before(client: FlaskClient, ada: Account) -> None:
    with client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
        cookie[TOKEN] = "chosen by somebody else"
        cookie[SEEN] = int(time.time())
    post_sign_in(client)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie[TOKEN] != "chosen by somebody else"


def test_an_idle_browser_is_signed_out(signed_in: SignedIn) -> None:
    browser = signed_in("researcher")
    with browser.session_transaction() as cookie:
        cookie[SEEN] = int(time.time()) - IDLE_SECONDS - 1
    assert browser.get("/account").status_code == 303


def test_a_browser_in_use_stays_signed_in(signed_in: SignedIn) -> None:
    browser = signed_in("researcher")
    with browser.session_transaction() as cookie:
        cookie[SEEN] = int(time.time()) - IDLE_SECONDS + 60
    assert browser.get("/account").status_code == 200
    with browser.session_transaction() as cookie:
        assert time.time() - cookie[SEEN] < 10


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: FlaskClient, ada: Account) -> None:
    cookie = post_sign_in(client).headers["Set-Cookie"]
    assert cookie.startswith("whyprint=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert len(cookie) < 4096


def test_the_table_of_sign_ins_cannot_be_used_to_sign_in(client: FlaskClient, database: Database, ada: Account) -> None:
    post_sign_in(client)
    with client.session_transaction() as cookie:
        token = cookie[TOKEN]
    with database.reading() as session:
        row = session.query(SignIn).one()
    assert row.token_hash == accounts.hash_token(token) != token


def test_changing_ones_password_signs_other_browsers_out(app: Flask, ada: Account) -> None:
    here, there = app.test_client(), app.test_client()
    post_sign_in(here)
    post_sign_in(there)
    answer = here.post("/account", data={"current": factories.PASSWORD, "password": NEW_PASSWORD})
    assert answer.status_code == 303
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 303
    assert post_sign_in(app.test_client(), password=NEW_PASSWORD).status_code == 303


@pytest.mark.parametrize(
    ("current", "new", "words"),
    [
        ("not my password", NEW_PASSWORD, "This is not your password"),
        (factories.PASSWORD, "short", "at least 12 characters"),
        (factories.PASSWORD, "aaaaaaaaaaaaaaaa", "easy to guess"),
    ],
)
def test_a_new_password_must_be_good_and_the_old_one_right(
    app: Flask, ada: Account, current: str, new: str, words: str
) -> None:
    browser = app.test_client()
    post_sign_in(browser)
    answer = browser.post("/account", data={"current": current, "password": new})
    assert answer.status_code == 400
    assert words in answer.get_data(as_text=True)
    assert post_sign_in(app.test_client()).status_code == 303


def test_an_administrator_adds_an_account_that_can_sign_in(app: Flask, signed_in: SignedIn, database: Database) -> None:
    new = {"name": "Bob", "email": "Bob@example.org", "team": "1", "role": "marketer", "password": NEW_PASSWORD}
    assert signed_in("administrator").post("/accounts/new", data=new).status_code == 303
    assert post_sign_in(app.test_client(), email="bob@example.org", password=NEW_PASSWORD).status_code == 303
    with database.reading() as session:
        actions = [event.action for event in session.query(AuditEvent)]
    assert actions == ["create_account", "set_member", "sign_in"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"email": "ada@example.org"}, "There is an account with this e-mail address"),
        ({"email": "nobody"}, "This is not an e-mail address"),
        ({"password": "short"}, "at least 12 characters"),
        ({"role": "owner"}, "Not a valid choice"),
        ({"name": " "}, "A name has 1 to 120 characters"),
        ({"name": "B\x00b"}, "A name has 1 to 120 characters"),
    ],
)
def test_an_account_with_a_fault_is_not_added(
    signed_in: SignedIn, database: Database, ada: Account, change: dict[str, str], words: str
) -> None:
    new = {"name": "Bob", "email": "bob@example.org", "role": "marketer", "password": NEW_PASSWORD, **change}
    answer = signed_in("administrator").post("/accounts/new", data=new)
    assert answer.status_code == 400
    assert words.lower() in answer.get_data(as_text=True).lower()
    with database.reading() as session:
        assert session.query(Account).filter_by(name="Bob").count() == 0


def test_a_deactivated_account_is_out_at_once_and_may_come_back(
    app: Flask, signed_in: SignedIn, database: Database
) -> None:
    marketer, administrator = signed_in("marketer"), signed_in("administrator")
    with database.reading() as session:
        found = session.query(Account).filter_by(name="Marketer").one()
    address = f"/accounts/{found.id}/active"
    assert administrator.post(address, data={"active": "no"}).status_code == 303
    assert marketer.get("/account").status_code == 303
    assert "Deactivated" in administrator.get("/accounts").get_data(as_text=True)
    administrator.post(address, data={"active": "yes"})
    assert post_sign_in(app.test_client(), email=found.email).status_code == 303


def test_the_only_administrator_stays(app: Flask, database: Database, ada: Account) -> None:
    browser = app.test_client()
    post_sign_in(browser)
    answer = browser.post(f"/accounts/{ada.id}/active", data={"active": "no"})
    assert answer.status_code == 409
    assert "only active administrator" in answer.get_data(as_text=True)
    with database.reading() as session:
        assert session.get_one(Account, ada.id).active


def test_an_administrator_gives_somebody_a_new_password(app: Flask, signed_in: SignedIn, ada: Account) -> None:
    theirs = app.test_client()
    post_sign_in(theirs)
    page = f"/accounts/{ada.id}/password"
    administrator = signed_in("administrator")
    assert administrator.get(page).status_code == 200
    assert administrator.post(page, data={"password": "short"}).status_code == 400
    assert administrator.post(page, data={"password": NEW_PASSWORD}).status_code == 303
    assert theirs.get("/account").status_code == 303
    assert post_sign_in(app.test_client(), password=NEW_PASSWORD).status_code == 303


@pytest.mark.parametrize("number", ["999999", "99999999999999999999999", "²", "-1"])
def test_an_account_that_does_not_exist_is_not_found(signed_in: SignedIn, number: str) -> None:
    assert signed_in("administrator").get(f"/accounts/{number}/password").status_code == 404


@pytest.mark.parametrize("email", ["a\x00@example.org", "\ud800@example.org", "a" * 300, "' OR 1=1 --"])
def test_an_address_nobody_can_have_is_just_wrong(client: FlaskClient, email: str) -> None:
    data = f"email={quote(email, errors='surrogatepass')}&password=x"
    answer = client.post("/sign-in", data=data, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example", "/\\evil.example", "\\/evil.example", "https://evil.example", "https:evil.example",
     "javascript:alert(1)", "/%2f%2fevil.example", "/\t/evil.example", "/nowhere", "//user@evil.example/account",
     "http:///evil.example", "/account\r\nX: y", ""],
)  # fmt: skip
def test_signing_in_never_leads_to_another_site(client: FlaskClient, ada: Account, wanted: str) -> None:
    data = {"email": "ada@example.org", "password": factories.PASSWORD}
    answer = client.post("/sign-in", query_string={"next": wanted}, data=data)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


def test_the_demonstration_shows_how_to_sign_in(app: Flask) -> None:
    shown = app.test_client().get("/sign-in").get_data(as_text=True)
    assert "admin@example.org" not in shown
    app.extensions["settings"] = app.extensions["settings"].model_copy(update={"demo": True})
    shown = app.test_client().get("/sign-in").get_data(as_text=True)
    assert "admin@example.org" in shown
