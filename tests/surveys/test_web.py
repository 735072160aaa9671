"""What holds for every answer the application gives: headers, hosts, forged posts, errors with a human page."""

import hashlib
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, abort, jsonify
from flask.testing import FlaskClient
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from surveys import create_app
from surveys.errors import Gone
from surveys.models import Account
from surveys.store.database import Database
from surveys.web.access import ACCESS, PUBLIC
from surveys.web.transaction import after_commit, current_session, is_reading
from tests import factories
from tests.surveys.safe_headers import unsafe_headers

SignedIn = Callable[[str], FlaskClient]


def crash() -> str:
    raise RuntimeError("a secret detail")


def ended() -> str:
    raise Gone("This study has ended.", "Thank you for coming.")


def busy() -> str:
    raise OperationalError("INSERT secret", {}, Exception("disk full"))


def write() -> ResponseReturnValue:
    factories.make_account(current_session(), email="written@example.org")
    return jsonify(written=True)


def write_and_refuse() -> ResponseReturnValue:
    factories.make_account(current_session(), email="written@example.org")
    abort(409)


@pytest.fixture
def app(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application with a few views that go wrong or write."""
    for view in (crash, ended, busy, write, write_and_refuse):
        app.add_url_rule(f"/{view.__name__}", view_func=view, methods=["GET", "POST"])
        monkeypatch.setitem(ACCESS, view.__name__, PUBLIC)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


def written(database: Database) -> int:
    with database.reading() as session:
        return session.query(Account).filter_by(email="written@example.org").count()


def test_a_post_is_stored_before_it_is_answered(client: FlaskClient, database: Database) -> None:
    assert client.post("/write").status_code == 200
    assert written(database) == 1


def test_a_post_that_is_refused_stores_nothing(client: FlaskClient, database: Database) -> None:
    assert client.post("/write_and_refuse").status_code == 409
    assert written(database) == 0


def test_a_get_cannot_write_even_where_a_view_tries(client: FlaskClient, database: Database) -> None:
    assert client.get("/write").status_code >= 500
    assert written(database) == 0


@pytest.mark.parametrize(
    "path", ["/studies/s/export", "/studies/s/analyses/1/reproduction.zip", "/studies/s/analyses/1/assignments.csv"]
)
def test_a_file_is_handed_out_without_the_lock_of_a_writer(app: Flask, path: str) -> None:
    with app.test_request_context(path, method="POST"):
        assert is_reading()
        with pytest.raises(DBAPIError):
            write()


def test_work_is_handed_over_only_after_the_commit(app: Flask, database: Database) -> None:
    seen: list[int] = []

    def hand_over() -> str:
        factories.make_account(current_session(), email="written@example.org")
        after_commit(lambda: seen.append(written(database)))
        return jsonify(counted=len(seen))  # type: ignore[return-value]

    app.view_functions["write"] = hand_over
    assert app.test_client().post("/write").json == {"counted": 0}
    assert seen == [1]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/crash", 500, "The fault is ours"),
        ("/ended", 410, "This study has ended."),
        ("/busy", 503, "Try again in a few minutes"),
        ("/nowhere", 404, "There is nothing at this address"),
        ("/sign-out", 405, "cannot be used in that way"),
    ],
)
def test_an_error_has_a_human_page(client: FlaskClient, path: str, status: int, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert words in answer.get_data(as_text=True)
    assert "secret" not in answer.get_data(as_text=True)


def test_a_busy_database_says_when_to_come_back(client: FlaskClient) -> None:
    assert client.get("/busy").headers["Retry-After"] == "30"


def test_a_program_gets_its_error_as_json(client: FlaskClient) -> None:
    answer = client.get("/ended", headers={"Accept": "application/json"})
    assert answer.json == {"error": "gone", "text": "This study has ended.", "advice": "Thank you for coming."}


def test_an_error_of_the_database_does_not_quote_what_was_sent(database: Database) -> None:
    with database.writing_session() as session:
        factories.make_account(session, email="same@example.org")
        with pytest.raises(IntegrityError) as raised:
            factories.make_account(session, email="same@example.org", name="CANARY")
    assert "CANARY" not in "".join(traceback.format_exception(raised.value)).replace('name="CANARY"', "")


UNUSUAL: dict[str, tuple[int, dict[str, Any]]] = {
    "a page": (200, {"path": "/sign-in"}),
    "nothing there": (404, {"path": "/nowhere"}),
    "another method": (405, {"path": "/sign-out"}),
    "a redirect": (303, {"path": "/account"}),
    "options": (200, {"path": "/sign-in", "method": "OPTIONS"}),
    "a crash": (500, {"path": "/crash"}),
    "a busy database": (503, {"path": "/busy"}),
    "gone": (410, {"path": "/ended", "headers": {"Accept": "application/json"}}),
    "too much sent": (413, {"path": "/sign-in", "method": "POST", "data": {"email": "x" * 100_000}}),
    "too many fields": (413, {"path": "/sign-in", "method": "POST", "data": {str(n): "" for n in range(1_001)},
                              "content_type": "multipart/form-data"}),
    "a forged post": (400, {"path": "/write", "method": "POST", "csrf": False}),
    "another host": (400, {"path": "/sign-in", "headers": {"Host": "evil.example"}}),
    "a style sheet": (200, {"path": "/static/css/base.css"}),
    "no style sheet": (404, {"path": "/static/nowhere"}),
    "the style sheet of a room": (200, {"path": "/static/rooms/team.css"}),
    "no room": (404, {"path": "/static/rooms/attic.css"}),
}  # fmt: skip


@pytest.mark.parametrize("name", UNUSUAL)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_answer_carries_the_headers(client: FlaskClient, name: str) -> None:
    status, asked = UNUSUAL[name]
    answer = client.open(**asked)
    assert answer.status_code == status
    assert unsafe_headers(answer) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_style_sheet_that_did_not_change_comes_with_the_headers_too(client: FlaskClient) -> None:
    mark = client.get("/static/css/base.css").headers["ETag"]
    answer = client.get("/static/css/base.css", headers={"If-None-Match": mark})
    assert answer.status_code == 304
    assert unsafe_headers(answer) == []


def test_a_public_application_insists_on_https(database_url: str, tmp_path: Path) -> None:
    settings = factories.make_settings(
        database_url=database_url, data_dir=tmp_path, base_url="https://survey.example.org"
    )
    app = create_app(settings)
    for path in ("/nowhere", "/static/css/base.css", "/account", "/sign-in"):
        answer = app.test_client().get(path, base_url="https://survey.example.org")
        assert unsafe_headers(answer, secure=True) == []
    assert answer.headers["Set-Cookie"].startswith("__Host-whyprint=")
    assert "; Secure;" in answer.headers["Set-Cookie"]
    app.extensions["database"].close()


def test_style_sheets_are_kept_by_browsers_until_they_change(client: FlaskClient) -> None:
    page = client.get("/sign-in").get_data(as_text=True)
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "/static/rooms/" in address
    assert "immutable" in client.get(address).headers["Cache-Control"]
    assert client.get(address.split("?")[0]).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "lo calhost"])
def test_a_request_for_another_host_is_refused_without_a_page(client: FlaskClient, host: str) -> None:
    answer = client.get("/sign-in", headers={"Host": host})
    assert answer.status_code == 400
    assert host.encode() not in answer.data


@pytest.mark.parametrize(
    "forged",
    [
        {"csrf": False},
        {"headers": {"X-CSRFToken": "forged"}},
        {"headers": {"Origin": "https://evil.example"}},
        {"headers": {"Origin": "null"}},
        {"headers": {"Sec-Fetch-Site": "cross-site"}},
    ],
    ids=["no token", "forged token", "other origin", "no origin", "from another site"],
)
def test_a_forged_post_changes_nothing(client: FlaskClient, database: Database, forged: dict[str, Any]) -> None:
    assert client.post("/write", **forged).status_code == 400
    assert written(database) == 0


def test_a_token_in_the_address_is_not_taken(client: FlaskClient, database: Database) -> None:
    token = client.csrf_token()  # type: ignore[attr-defined]
    assert client.post("/write", query_string={"csrf_token": token}, csrf=False).status_code == 400
    assert written(database) == 0


def test_the_token_of_another_browser_is_not_taken(app: Flask, database: Database) -> None:
    token = app.test_client().csrf_token()  # type: ignore[attr-defined]
    assert app.test_client().post("/write", headers={"X-CSRFToken": token}).status_code == 400
    assert written(database) == 0


def test_a_large_body_is_refused(client: FlaskClient) -> None:
    answer = client.post("/sign-in", data={"email": "a" * 70_000})
    assert answer.status_code == 413
    assert "too large" in answer.get_data(as_text=True)


def test_a_body_of_too_many_parts_is_refused(client: FlaskClient) -> None:
    parts = {f"p{number}": "x" for number in range(1001)}
    answer = client.post("/sign-in", data=parts, content_type="multipart/form-data")
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "cookie", ["whyprint=" + "a" * 8000, "whyprint=\x00", "whyprint=.e30.x.y", 'whyprint="', "whyprint=\xff\xfe"]
)
def test_a_broken_cookie_is_as_good_as_none(client: FlaskClient, cookie: str) -> None:
    client.delete_cookie("whyprint")
    assert client.get("/sign-in", headers={"Cookie": cookie}).status_code == 200


def test_reading_pages_leaves_the_database_as_it_is(app: Flask, signed_in: SignedIn, database: Database) -> None:
    browser = signed_in("administrator")

    def fingerprint() -> str:
        with database.reading() as session:
            rows = [str(row) for row in session.execute(select(Account.__table__)).all()]
        return hashlib.sha256("".join(rows).encode()).hexdigest()

    before = fingerprint()
    paths = [rule.rule for rule in app.url_map.iter_rules() if not rule.arguments and "GET" in (rule.methods or ())]
    for path in paths:
        browser.get(path)
    assert fingerprint() == before


def test_the_language_of_a_page_follows_the_browser(client: FlaskClient) -> None:
    page = client.get("/sign-in", headers={"Accept-Language": "ar-EG, en;q=0.5"}).get_data(as_text=True)
    assert '<html lang="ar" dir="rtl"' in page
    page = client.get("/sign-in", headers={"Accept-Language": "zh-CN"}).get_data(as_text=True)
    assert '<html lang="zh-Hans" dir="ltr"' in page
    page = client.get("/sign-in", headers={"Accept-Language": "tlh"}).get_data(as_text=True)
    assert '<html lang="en"' in page
