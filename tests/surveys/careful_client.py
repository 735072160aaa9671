"""A test client that reads every HTML page it gets as a careful person would, and fails on what is wrong with it."""

from collections import Counter
from html.parser import HTMLParser
from typing import Any

from flask import g, session
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
UNLABELLED = frozenset({"hidden", "submit", "button", "reset", "image"})


class Page(HTMLParser):
    """What a page consists of, as far as the checks need it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.ids: Counter[str] = Counter()
        self.tags: Counter[str] = Counter()
        self.labels: set[str] = set()
        self.controls: list[dict[str, str | None]] = []
        self.references: set[str] = set()
        self.language: str | None = None
        self.title = ""
        self._open: list[str] = []
        self._form_is_post = False
        self._form_has_token = False
        self._in_label = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags[tag] += 1
        if tag not in VOID:
            self._open.append(tag)
        self._note_names(tag, found)
        self._check_inline(tag, found)
        if tag == "html":
            self.language = found.get("lang")
        elif tag == "form":
            self._start_form(found)
        elif tag in ("input", "select", "textarea"):
            self._note_control(tag, found)
        elif tag == "img" and "alt" not in found:
            self.faults.append("an image has no alt")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            self.faults.append(f"</{tag}> closes nothing")
            return
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> comes where <{self._open[-1] if self._open else 'nothing'}> is open")
            return
        self._open.pop()
        if tag == "label":
            self._in_label -= 1
        if tag == "form":
            if self._form_is_post and not self._form_has_token:
                self.faults.append("a form that posts has no csrf_token")
            self._form_is_post = False

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "title" and "svg" not in self._open:
            self.title += data

    def close(self) -> None:
        super().close()
        if self._open:
            self.faults.append(f"<{self._open[-1]}> is never closed")

    def _note_names(self, tag: str, found: dict[str, str | None]) -> None:
        if found.get("id") is not None:
            self.ids[str(found["id"])] += 1
        if tag == "label":
            self._in_label += 1
            self.labels.add(found.get("for") or "")
        for name in ("aria-describedby", "aria-labelledby", "aria-errormessage"):
            self.references.update((found.get(name) or "").split())

    def _check_inline(self, tag: str, found: dict[str, str | None]) -> None:
        if tag == "style" or "style" in found:
            self.faults.append(f"<{tag}> has inline style")
        if tag == "script" and not found.get("src"):
            self.faults.append("a script is inline")
        self.faults += [f"<{tag}> has {name}" for name in found if name.startswith("on")]

    def _start_form(self, found: dict[str, str | None]) -> None:
        self._form_is_post = (found.get("method") or "get").lower() == "post"
        self._form_has_token = False
        if self._form_is_post and "action" not in found:
            self.faults.append("a form that posts has no action")

    def _note_control(self, tag: str, found: dict[str, str | None]) -> None:
        if found.get("name") == "csrf_token":
            self._form_has_token = True
        kind = found.get("type") or "text"
        if tag != "input" or kind not in UNLABELLED:
            self.controls.append({**found, "_labelled": "yes" if self._in_label else None})

    def all_faults(self) -> list[str]:
        faults = list(self.faults)
        if self.tags["h1"] != 1:
            faults.append(f"the page has {self.tags['h1']} h1")
        if not self.title.strip():
            faults.append("the page has no title")
        if not self.language:
            faults.append("the page does not say its language")
        faults += [f"id {name!r} is used {times} times" for name, times in self.ids.items() if times > 1]
        faults += [f"nothing has the id {name!r}" for name in sorted(self.references) if name not in self.ids]
        faults += [f"control {c.get('name')!r} has no label" for c in self.controls if not self._is_labelled(c)]
        return faults

    def _is_labelled(self, control: dict[str, str | None]) -> bool:
        return bool(
            control["_labelled"]
            or control.get("aria-label")
            or control.get("aria-labelledby")
            or (control.get("id") in self.labels)
        )


def faults_of(html: str) -> list[str]:
    told = ["a sentence is shown as facts"] if "hidden=False" in html else []
    return Page(html).all_faults() + told


class CarefulClient(FlaskClient):
    """Checks every HTML page; posts its own CSRF token unless `csrf=False`."""

    def open(self, *args: Any, csrf: bool = True, **kwargs: Any) -> TestResponse:
        if csrf and str(kwargs.get("method", "GET")).upper() not in ("GET", "HEAD", "OPTIONS"):
            headers = dict(kwargs.pop("headers", None) or {})
            headers.setdefault("X-CSRFToken", self.csrf_token())
            kwargs["headers"] = headers
        response = super().open(*args, **kwargs)
        if (
            response.mimetype == "text/html"
            and response.data
            and "attachment" not in str(response.headers.get("Content-Disposition", ""))
        ):
            faults = faults_of(response.get_data(as_text=True))
            if faults and not 300 <= response.status_code < 400:
                raise AssertionError(f"{response.request.path} has faults: " + "; ".join(faults))
        return response

    def csrf_token(self) -> str:
        """The token this browser's pages carry."""
        with self.application.test_request_context():
            from_pages = self.application.jinja_env.globals["csrf_token"]
            with self.session_transaction() as cookie:
                session.update(cookie)
                token = str(from_pages())  # type: ignore[operator]
                cookie["csrf_token"] = session["csrf_token"]
                g.pop("csrf_token", None)
        return token
