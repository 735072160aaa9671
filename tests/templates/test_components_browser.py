"""The small behaviours in a real browser: nothing lost, nothing blocked, everything said."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from surveys.web.rooms import bundle
from tests.surveys.conftest import REQUIRED
from tests.templates.rendering import RESPONDENT, STAFF, STATIC, render

pytestmark = pytest.mark.browser
sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = Path("/usr/bin/chromium")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"
)
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass
class Site:
    """Serves given pages under a strict policy and remembers what was posted."""

    pages: dict[str, str] = field(default_factory=dict)
    posts: list[tuple[str, dict[str, list[str]], str]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    statuses: list[dict[str, object]] = field(default_factory=list)
    address: str = ""


def form_values(content_type: str, body: bytes) -> dict[str, list[str]]:
    message = BytesParser().parsebytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
    values: dict[str, list[str]] = {}
    for part in message.get_payload() if message.is_multipart() else []:
        name = part.get_param("name", header="content-disposition")
        values.setdefault(name, []).append(part.get_payload(decode=True).decode())
    return values


def handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def reply(self, status: int, kind: str, body: bytes = b"") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            if path == "/status":
                state = site.statuses.pop(0) if len(site.statuses) > 1 else site.statuses[0]
                self.reply(200, "application/json", json.dumps(state).encode())
            elif path in site.pages:
                self.reply(200, "text/html; charset=utf-8", site.pages[path].encode())
            elif path.startswith("/static/rooms/"):
                made = bundle(path.removeprefix("/static/rooms/"))
                self.reply(200, made.media_type, made.content)
            elif path.startswith("/static/"):
                file = STATIC / path.removeprefix("/static/")
                self.reply(200, TYPES[file.suffix], file.read_bytes())
            else:
                self.reply(404, "text/plain")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            values = form_values(self.headers["Content-Type"], body)
            site.posts.append((self.path, values, self.headers.get("X-CSRFToken", "")))
            self.reply(site.answers.pop(0) if site.answers else 204, "text/plain")

        def log_message(self, *args: object) -> None:
            """Stay quiet."""

    return Handler


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(site))
    site.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    if not CHROMIUM.exists():
        if "chromium" in REQUIRED:
            pytest.fail("chromium is not on this machine")
        pytest.skip("chromium is not on this machine")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser) -> Iterator[object]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(5000)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()


QUESTIONS = """
{% extends "layouts/respondent.html" %}
{% from "components/option.html" import scale_row, checkboxes %}
{% from "components/button.html" import button %}
{% from "components/error_summary.html" import error_summary %}
{% set scale = [(1, "Disagree"), (2, "Neither"), (3, "Agree")] %}
{% block content %}
{{ error_summary(errors|default([])) }}
<form id="page" method="post" action="/page" data-component="autosave submit_once" data-autosave-url="/autosave">
<input type="hidden" name="csrf_token" value="secret-token"><input type="hidden" name="page" value="p1">
{{ scale_row("plan", "I plan", scale) }}
{{ scale_row("price", "I compare", scale) }}
{{ checkboxes("where", "Where?", [(1, "Shop"), (2, "Machine")], values=[1]) }}
{{ button("Continue") }}</form>{% endblock %}
"""


def open_questions(site: Site, page, **context: object) -> None:
    site.pages["/"] = render(QUESTIONS, **(RESPONDENT | {"language": "en", "text_direction": "ltr"} | context))
    page.goto(site.address)


def wait_for_posts(site: Site, page, count: int) -> None:
    for _ in range(50):
        if len(site.posts) >= count:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{len(site.posts)} posts came, {count} were expected")


def test_an_answer_is_saved_while_the_respondent_goes_on(site: Site, page) -> None:
    open_questions(site, page)
    page.get_by_label("Agree", exact=True).first.check()
    page.get_by_text("Saved", exact=True).wait_for()
    path, values, token = site.posts[0]
    assert (path, token) == ("/autosave", "secret-token")
    assert values == {"csrf_token": ["secret-token"], "page": ["p1"], "_changed": ["plan"], "plan": ["3"]}
    assert page.complaints == []


def test_an_answer_given_before_the_script_arrived_is_saved_too(site: Site, page) -> None:
    held: list[Any] = []
    page.route("**/respondent.js*", lambda route: held.append(route))
    site.pages["/"] = render(QUESTIONS, **(RESPONDENT | {"language": "en", "text_direction": "ltr"}))
    page.goto(site.address, wait_until="commit")
    page.get_by_label("Agree", exact=True).first.check()
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()
    wait_for_posts(site, page, 1)
    assert site.posts[0][1]["plan"] == ["3"]


def test_an_emptied_answer_is_sent_as_emptied(site: Site, page) -> None:
    open_questions(site, page)
    page.get_by_label("Shop").uncheck()
    wait_for_posts(site, page, 1)
    assert site.posts[0][1]["_changed"] == ["where"]
    assert "where" not in site.posts[0][1]


def test_answers_given_offline_are_kept_over_a_reload_and_sent_later(site: Site, page) -> None:
    open_questions(site, page)
    page.context.set_offline(True)
    page.get_by_label("Agree", exact=True).first.check()
    page.get_by_text("You are offline").wait_for()
    assert site.posts == []
    page.context.set_offline(False)
    wait_for_posts(site, page, 1)
    assert site.posts[0][1]["plan"] == ["3"]


def test_an_answer_the_server_could_not_take_comes_back_after_a_reload(site: Site, page) -> None:
    site.answers = [503]
    open_questions(site, page)
    page.get_by_label("Agree", exact=True).first.check()
    wait_for_posts(site, page, 1)
    page.reload()
    assert page.get_by_label("Agree", exact=True).first.is_checked()
    wait_for_posts(site, page, 2)
    page.get_by_text("Saved", exact=True).wait_for()
    assert site.posts[1][1]["plan"] == ["3"]


def test_a_refused_answer_is_not_sent_for_ever(site: Site, page) -> None:
    site.answers = [409]
    open_questions(site, page)
    page.get_by_label("Agree", exact=True).first.check()
    wait_for_posts(site, page, 1)
    page.wait_for_timeout(1500)
    assert len(site.posts) == 1
    assert page.get_by_text("Saved", exact=True).count() == 0


def test_a_double_click_sends_the_page_once_and_a_retry_goes_through(site: Site, page) -> None:
    open_questions(site, page)
    page.get_by_role("button", name="Continue").dblclick()
    page.wait_for_timeout(500)
    assert [path for path, _, _ in site.posts].count("/page") == 1
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow'))")
    page.get_by_role("button", name="Continue").click()
    wait_for_posts(site, page, 2)


def test_the_focus_starts_at_the_errors_and_follows_their_links(site: Site, page) -> None:
    open_questions(site, page, errors=[("price", "Choose one answer for “I compare”")])
    page.wait_for_timeout(200)
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_role("link", name="Choose one answer").click()
    assert page.evaluate("document.activeElement.id") == "price"


TEAM = """
{% extends "layouts/staff.html" %}
{% from "components/table.html" import data_table %}
{% from "components/confirm.html" import confirm %}
{% from "components/copy_link.html" import copy_link %}
{% from "components/progress.html" import job_progress %}
{% block content %}<h1>Team</h1>
{{ data_table("Shares", ["Persona", ("People", "number")], [["Tasters", 9],
  ["Planners", {"text": "1 204", "sort": 1204}], ["Deciders", none]], sortable=true) }}
{{ confirm("Erase", "/erase", "Erase all?", "It is gone then.", confirm_label="Erase for good") }}
{{ copy_link("https://example.org/s/coffee") }}
{{ job_progress("/status", stage="Waiting", state=state) }}
{% endblock %}
"""


def open_team(site: Site, page, state: str = "done") -> None:
    site.pages["/"] = render(TEAM, **STAFF, state=state)
    page.goto(site.address)


def test_a_table_sorts_by_value_and_says_so(site: Site, page) -> None:
    open_team(site, page)
    names = page.locator("tbody th")
    page.get_by_role("button", name="People").click()
    assert names.all_text_contents() == ["Planners", "Tasters", "Deciders"]
    assert page.get_by_role("columnheader", name="People").get_attribute("aria-sort") == "descending"
    page.get_by_role("button", name="People").click()
    assert names.all_text_contents() == ["Tasters", "Planners", "Deciders"]
    page.get_by_role("button", name="Persona").click()
    assert names.all_text_contents() == ["Deciders", "Planners", "Tasters"]
    assert page.locator("th[aria-sort]").count() == 1


def test_a_deed_asks_in_a_dialog_and_can_be_left(site: Site, page) -> None:
    open_team(site, page)
    page.locator("summary", has_text="Erase").click()
    dialog = page.get_by_role("dialog", name="Erase all?")
    dialog.get_by_role("button", name="Cancel").click()
    assert not dialog.is_visible()
    assert site.posts == []
    page.locator("summary", has_text="Erase").click()
    dialog.get_by_role("button", name="Erase for good").click()
    wait_for_posts(site, page, 1)
    assert site.posts[0][0] == "/erase"


def test_a_link_is_copied_and_said(site: Site, page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.address)
    open_team(site, page)
    page.get_by_role("button", name="Copy the link").click()
    page.get_by_text("Copied", exact=True).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "https://example.org/s/coffee"


def test_a_running_job_is_followed_to_its_end(site: Site, page) -> None:
    site.statuses = [
        {"stage": "Trying segments", "share": 0.42, "state": "running", "message": "Three minutes left"},
        {"stage": "Done", "share": 1, "state": "done", "message": ""},
    ]
    open_team(site, page, state="running")
    site.pages["/"] = "<!doctype html><title>Result</title><h1>Result</h1>"
    page.get_by_text("Trying segments").wait_for()
    assert page.locator("progress").evaluate("bar => bar.value") == pytest.approx(0.42)
    assert page.get_by_text("42 %").is_visible()
    page.get_by_role("heading", name="Result").wait_for()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_scrolls_sideways_and_rows_are_easy_to_hit(site: Site, page, width: int, direction: str) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    open_questions(site, page, text_direction=direction)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    heights = page.locator(".option, .button, footer a, .languages a").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44
    assert page.complaints == []
