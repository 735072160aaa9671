"""A bare Jinja environment and a reader of HTML, only for tests of layouts and macros."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from surveys.web.scale_shape import names_columns, scale_shape

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

STAFF = {
    "language": "en",
    "text_direction": "ltr",
    "nav_items": [("Studies", "/studies", True), ("Reports", "/reports", False)],
    "account_name": "Ada",
    "sign_out_url": "/out",
}
RESPONDENT = {
    "language": "ar",
    "text_direction": "rtl",
    "study_name": "Coffee at work",
    "languages": [("en", "English", "?lang=en", False), ("ar", "العربية", "?lang=ar", True)],
    "privacy_url": "/privacy",
    "my_data_url": "/me",
}


def environment(messages: list[tuple[str, str]] | None = None) -> Environment:
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        str, lambda one, many, n: one if n == 1 else many, newstyle=True
    )

    def url_for(endpoint: str, *, filename: str = "", name: str = "") -> str:
        return f"/static/{filename or f'rooms/{name}'}"

    def get_flashed_messages(*, with_categories: bool) -> list[tuple[str, str]]:
        return messages or []

    env.globals |= {
        "url_for": url_for,
        "csrf_token": lambda: "token",
        "get_flashed_messages": get_flashed_messages,
        "scale_shape": scale_shape,
        "names_columns": names_columns,
    }
    return env


def render(source: str, **context: object) -> str:
    return environment().from_string(source).render(**context)


def macro(file: str, call: str, **context: object) -> str:
    name = call.split("(", 1)[0]
    return render(f'{{% from "components/{file}.html" import {name} %}}{{{{ {call} }}}}', **context)


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    text: str = ""
    children: list["Element"] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.faults += [f"<{tag}> has {name} twice" for name in set(names) if names.count(name) > 1]
        parent = self.open[-1] if self.open else None
        element = Element(tag, {name: value or "" for name, value in attrs}, parent)
        self.elements.append(element)
        if parent:
            parent.children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].tag != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1].tag if self.open else 'nothing'}")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


@dataclass(frozen=True)
class Page:
    elements: list[Element]
    faults: list[str]

    def all(self, tag: str | None = None, **wanted: str) -> list[Element]:
        return [
            element
            for element in self.elements
            if (tag is None or element.tag == tag)
            and all(element.attributes.get(name.rstrip("_")) == value for name, value in wanted.items())
        ]

    def one(self, tag: str | None = None, **wanted: str) -> Element:
        found = self.all(tag, **wanted)
        if len(found) != 1:
            raise LookupError(f"{len(found)} elements fit {tag} {wanted}, one was expected")
        return found[0]

    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]


def read(html: str | Markup) -> Page:
    reader = _Reader()
    reader.feed(str(html))
    reader.close()
    faults = reader.faults + [f"<{element.tag}> is never closed" for element in reader.open]
    return Page(elements=reader.elements, faults=faults)
