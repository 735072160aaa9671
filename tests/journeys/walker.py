"""A respondent over the wire: reads a page, fills in its form, sends it, and remembers what was acknowledged."""

import random
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any
from urllib.parse import urlencode, urljoin

import httpx

NO_COOKIES = DefaultCookiePolicy(allowed_domains=[])
"""Every walker carries its own cookies by hand, so that hundreds of them can share one client."""


def shared_client(base_url: str, *, connections: int) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=base_url, **own_cookies(connections))


def own_cookies(connections: int, *, kept_open: int | None = None) -> dict[str, Any]:
    """The settings of a client that many walkers share; connections stay open between requests unless told."""
    kept_open = connections if kept_open is None else kept_open
    return {
        "cookies": CookieJar(policy=NO_COOKIES),
        "limits": httpx.Limits(max_connections=connections, max_keepalive_connections=kept_open),
        "timeout": httpx.Timeout(60.0),
        "follow_redirects": False,
        "verify": False,
        "trust_env": False,
    }


@dataclass
class Field:
    name: str
    type: str
    value: str
    attributes: dict[str, str]


class FormParser(HTMLParser):
    """The first POST form of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.action = ""
        self.fields: list[Field] = []
        self._inside = False
        self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "form" and named.get("method", "").lower() == "post" and not self._done:
            self._inside = True
            self.action = named.get("action", "")
        elif self._inside and tag in ("input", "textarea") and named.get("name"):
            kind = "textarea" if tag == "textarea" else named.get("type", "text")
            self.fields.append(Field(named["name"], kind, named.get("value", ""), named))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._inside:
            self._inside, self._done = False, True


def read_form(page: str) -> FormParser:
    parser = FormParser()
    parser.feed(page)
    return parser


def fill(form: FormParser, chance: random.Random) -> dict[str, list[str]]:
    """Valid answers to every question of a form, and its hidden fields as they are."""
    filled: dict[str, list[str]] = {}
    choices: dict[str, list[str]] = {}
    for each in form.fields:
        if each.type == "hidden":
            filled[each.name] = [each.value]
        elif each.type == "radio" and not each.value.startswith("-"):
            choices.setdefault(each.name, []).append(each.value)
        elif each.type == "checkbox":
            filled.setdefault(each.name, [each.value])
        elif each.type in ("number",) or each.attributes.get("inputmode") in ("numeric", "decimal"):
            low, high = float(each.attributes.get("min", 20)), float(each.attributes.get("max", 60))
            filled[each.name] = [str(int(min(max(low, 30), high)))]
        elif each.type in ("text", "textarea"):
            filled[each.name] = ["So it was."]
    filled |= {name: [chance.choice(values)] for name, values in choices.items()}
    return filled


@dataclass
class Walker:
    """One person with one browser."""

    client: httpx.AsyncClient
    slug: str
    chance: random.Random
    cookies: dict[str, str] = field(default_factory=dict)
    acknowledged: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)
    """Page and answers that the server said it has."""
    place: str = ""
    finished: bool = False

    async def begin(self) -> None:
        """Agree to take part."""
        page = await self._get(f"/s/{self.slug}")
        form = read_form(page.text)
        answer = await self._post(form.action, fill(form, self.chance))
        if answer.status_code not in (302, 303):
            raise AssertionError(f"the start was answered with {answer.status_code}")
        self.place = self._target(answer)

    async def step(self) -> None:
        """Answer the page where this person is."""
        await self.send(await self.read())

    async def read(self) -> FormParser:
        page = await self._get(self.place)
        if page.is_redirect:
            self.place = self._target(page)
            page = await self._get(self.place)
        return read_form(page.text)

    async def send(self, form: FormParser) -> None:
        answers = fill(form, self.chance)
        answer = await self._post(form.action, answers)
        if answer.status_code not in (302, 303):
            raise AssertionError(f"the page {self.place} was answered with {answer.status_code}")
        page = self.place.rstrip("/").rsplit("/", 1)[-1]
        hidden = {each.name for each in form.fields if each.type == "hidden"}
        self.acknowledged.append((page, {name: value for name, value in answers.items() if name not in hidden}))
        self.place = self._target(answer)
        self.finished = self.place.endswith("/thanks")

    @property
    def token(self) -> str:
        """The private link in this person's cookie."""
        return self.cookies[f"answers-{self.slug}"]

    async def _get(self, path: str) -> httpx.Response:
        return self._keep(await self.client.get(path, headers=self._headers()))

    async def _post(self, path: str, data: dict[str, list[str]]) -> httpx.Response:
        content = urlencode(data, doseq=True).encode()
        headers = {**self._headers(), "content-type": "application/x-www-form-urlencoded"}
        return self._keep(await self.client.post(path, content=content, headers=headers))

    def _headers(self) -> dict[str, str]:
        return {"cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}

    def _keep(self, response: httpx.Response) -> httpx.Response:
        for line in response.headers.get_list("set-cookie"):
            name, _, rest = line.partition("=")
            self.cookies[name.strip()] = rest.split(";", 1)[0]
        return response

    @staticmethod
    def _target(response: httpx.Response) -> str:
        return urljoin(str(response.request.url), response.headers["location"])
