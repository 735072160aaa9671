"""One person with one browser: reads a page, fills in its form, sends it."""

import re
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

ATTITUDES = {"thrift1": "4", "thrift2": "5", "thrift3": "2"}
ABOUT_YOU = {"gender": "1", "age": "34", "why": "It was on sale.", "why_quote": "1"}


def hidden(page: str, name: str) -> str:
    """The value of a hidden input."""
    for tag in re.findall(r"<input[^>]*>", page):
        if f'name="{name}"' in tag and 'type="hidden"' in tag:
            found = re.search(r'value="([^"]*)"', tag)
            return unescape(found[1]) if found else ""
    raise AssertionError(f"the page has no hidden field {name}")


def title(page: str) -> str:
    found = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    return unescape(found[1]).strip() if found else ""


class Person:
    def __init__(self, client: FlaskClient, slug: str) -> None:
        self.client = client
        self.slug = slug

    def url(self, rest: str = "") -> str:
        return f"/s/{self.slug}{'/' + rest if rest else ''}"

    def get(self, rest: str = "", **more: Any) -> TestResponse:
        return self.client.get(self.url(rest), **more)

    def agree(self, **fields: str) -> TestResponse:
        """Tick what is needed, and more where `fields` says so."""
        page = self.client.get(self.url(), query_string={"new": "1"}).text
        ticked = {"age": "1", "consent_take_part": "1", "start": hidden(page, "start"), **fields}
        return self.client.post(self.url("start"), data=ticked)

    def page_pass(self, page: str) -> str:
        return hidden(self.get(f"page/{page}").text, "csrf_token")

    def send(self, page: str, answers: dict[str, Any], *, page_pass: str | None = None) -> TestResponse:
        made = page_pass or self.page_pass(page)
        return self.client.post(self.url(f"page/{page}"), data={"csrf_token": made, **answers})

    def autosave(self, page: str, answers: dict[str, Any], *, page_pass: str | None = None) -> TestResponse:
        made = page_pass or self.page_pass(page)
        data = {"csrf_token": made, "_changed": list(answers), **answers}
        return self.client.post(self.url(f"page/{page}/autosave"), data=data)

    def finish(self, **fields: str) -> TestResponse:
        """Agree and answer everything."""
        self.agree(**fields)
        self.send("attitudes", ATTITUDES)
        return self.send("about_you", ABOUT_YOU)

    def cookie(self) -> str:
        found = self.client.get_cookie(f"answers-{self.slug}", path=self.url())
        assert found is not None
        return found.value

    def withdraw(self, purpose: str) -> TestResponse:
        return self.client.post(self.url("my-data/withdraw"), data={"purpose": purpose})

    def erase(self) -> TestResponse:
        return self.client.post(self.url("my-data/erase"), data={"sure": "yes"})
