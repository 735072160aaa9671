"""Requests nobody means: broken cookies, forged hosts, twisted addresses, bodies that lie about themselves.

Drawn from a seed, put together as a server would hand them over: a client would refuse to send most of them.
"""

import io
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.test import run_wsgi_app

from tests import factories

FORGED = "evil.example"
CANARY = "CANARY-of-the-server"
"""Stands in the secrets of an application under test: it must never come out."""
_COOKIES = (
    "whyprint=" + "a" * 8000, "whyprint=\x00", "whyprint=\xff\xfe\xc3\x28", "whyprint=.e30.x.y", 'whyprint="', ";;;=",
    "=", "whyprint=eyJfZnJlc2giOnRydWV9.x.y; " * 40, "answers-{slug}=\x00\xff", "answers-{slug}=" + "A" * 43,
    "__Host-whyprint=\u00e9", "language[]=\r\n", "whyprint=%00%ff", "answers-{slug}=../../etc/passwd",
)  # fmt: skip
_HOSTS = (FORGED, f"localhost@{FORGED}", f"localhost:80:{FORGED}", f"{FORGED}#localhost", "localhost, evil.example", "",
          "[", "[::1", "localhost:99999999", "localhost\x00", "\xff", " localhost", "a" * 5000,
          "localhost%2f")  # fmt: skip
_ORIGINS = ("http://[", "http://[::1", "null", "://", f"https://{FORGED}", "http://localhost:bad", "http://localhost@[",
            "\x00", "\xff\xfe", "http://[localhost]", "http://\uff0f", "javascript:x", "//[",
            "http://[v9.x]")  # fmt: skip
_FORWARDED = ("HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PORT",
              "HTTP_X_FORWARDED_PREFIX", "HTTP_FORWARDED", "HTTP_X_ORIGINAL_URL", "HTTP_X_REWRITE_URL",
              "HTTP_X_HOST")  # fmt: skip
_VALUES = (FORGED, f"host={FORGED}", "javascript", "[", "999.1.1.1", "::1%eth0", "/account", "\x00", "\xff", "a" * 4000)
_METHODS = (
    "GET",
    "POST",
    "HEAD",
    "OPTIONS",
    "PUT",
    "DELETE",
    "PATCH",
    "TRACE",
    "CONNECT",
    "get",
    "BREW",
    "\x00",
    "P\xffST",
)
_QUERIES = ("%", "%zz", "%2569", "a=%ff%fe", "lang=%00", "lang[]=en", "lang=" + "x" * 5000, "=&&=&;", "next=//[",
            f"next=//{FORGED}", f"next=https:{FORGED}", "next=/\\" + FORGED, "next=%2f%2f" + FORGED, "new=1&new=2",
            "segment=%F0%9F%92%A9", "page=99999999999999999999999", "v=1'--", "{{7*7}}=${7*7}",
            "a=1&" * 300)  # fmt: skip
_SEGMENTS = ("%69", "%2569", "..", "%2e%2e", "\x00", "%00", "\xff\xfe", "\udcff", "a" * 3000, "1e309", "-1",
             "2147483648",
             "9" * 30, "'--", "{{7*7}}", "con", ";x=y", "\u202e", "\r\nSet-Cookie: a=b", "*")  # fmt: skip
_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=",
          "application/json",
          "multipart/form-data; boundary=\xff", "text/plain", "", "\x00",
          "application/x-www-form-urlencoded; charset=utf-7",
          "multipart/form-data; boundary=" + "x" * 3000)  # fmt: skip
_BODIES = (b"", b"\x00\xff" * 50, b"csrf_token=%00&email=%ff",
           b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n",
           b"{" * 2000, b"a=1&" * 1500, b"_method=DELETE", "email=\u00e9".encode("utf-16"), b"--\r\n--\r\n",
           b"email=" + b"x" * 9000)  # fmt: skip
_LENGTHS = ("0", "-1", "abc", "99999999999999999999", "5", "\xff", "")
_HEADERS = {
    "HTTP_X_HTTP_METHOD_OVERRIDE": ("DELETE", "GET", "\x00"),
    "HTTP_TRANSFER_ENCODING": ("chunked", "chunked, identity", "\x0bchunked", "gzip"),
    "HTTP_CONTENT_ENCODING": ("gzip", "br", "\xff"),
    "HTTP_ACCEPT": ("application/json", "*/*;q=\xff", ",;q=,", "text/html;q=1e999"),
    "HTTP_ACCEPT_LANGUAGE": ("\xff", "x" * 4000, "ar;q=nan", ";q=1,,", "zh-\x00"),
    "HTTP_RANGE": ("bytes=0-0,1-1", "bytes=-", "bytes=9999999999999999999999-"),
    "HTTP_IF_NONE_MATCH": ('W/"', "\xff", "*"),
    "HTTP_IF_MODIFIED_SINCE": ("never", "Thu, 99 Foo 99999 99:99:99 GMT"),
    "HTTP_IF_RANGE": ('"', "Thu, 99 Foo"),
    "HTTP_AUTHORIZATION": ("Basic \xff", "Basic =", "Bearer " + "x" * 4000, "Digest a=b,,"),
    "HTTP_SEC_FETCH_SITE": ("cross-site", "\xff", "same-origin"),
    "HTTP_EXPECT": ("100-continue", "\x00"),
    "HTTP_UPGRADE": ("websocket", "h2c"),
    "HTTP_USER_AGENT": ("${jndi:ldap://x}", "\x00" * 20),
}


_LINKS = re.compile(r'(?:href|src|action|content)="([^"]*)"')
_FORGED_LINK = re.compile(rf"(https?:)?[/\\\\]*([^/?#]*@)?{re.escape(FORGED)}", re.IGNORECASE)


@dataclass(frozen=True)
class Reply:
    request: str
    status: int
    headers: str
    body: str
    location: str

    @property
    def told_too_much(self) -> bool:
        return any(
            word in self.headers + self.body
            for word in ("Traceback (most recent", CANARY, "sqlalchemy", "/site-packages/")
        )

    @property
    def leads_to_forged_host(self) -> bool:
        """Whether a link, form or redirect does."""
        return any(_FORGED_LINK.match(place) for place in [self.location, *_LINKS.findall(self.body)])


def hostile_requests(app: Flask, chance: random.Random, *, slug: str, cookie: str = "") -> Iterator[dict[str, Any]]:
    """Requests without end, over all addresses of the application; half of them with a cookie that is good."""
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, sorted(rule.methods or ())))
    while True:
        rule = chance.choice(rules)
        environ = _environ(chance, _path(chance, rule.rule, slug), sorted(rule.methods or {"GET"}), slug)
        if cookie and chance.random() < 0.5:
            environ.setdefault("HTTP_COOKIE", cookie)
        yield environ


def cookie_of(app: Flask, token: str) -> str:
    """The cookie of somebody who is signed in with this token."""
    browser = app.test_client()
    with browser.session_transaction() as session:
        session.update(factories.cookie_of(token))
    cookie = browser.get_cookie(app.config["SESSION_COOKIE_NAME"])
    return "" if cookie is None else f"{cookie.key}={cookie.value}"


def _path(chance: random.Random, rule: str, slug: str) -> str:
    """The address with its parts filled in: as they should be, or twisted."""
    parts = []
    for part in rule.split("/"):
        if part.startswith("<"):
            usual = {"<slug>": slug, "<page>": "attitudes"}.get(part, "1")
            part = usual if chance.random() < 0.6 else chance.choice(_SEGMENTS)
        parts.append(part)
    if chance.random() < 0.1:
        parts.insert(chance.randrange(1, len(parts) + 1), chance.choice(_SEGMENTS))
    return "/".join(parts).encode("utf-8", "surrogateescape").decode("latin-1")


def _environ(chance: random.Random, path: str, methods: list[str], slug: str) -> dict[str, Any]:
    method = chance.choice(methods) if chance.random() < 0.85 else chance.choice(_METHODS)
    body = chance.choice(_BODIES) if method not in ("GET", "HEAD") else b""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1",
        "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(), "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False,
        "CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": "application/x-www-form-urlencoded",
    }  # fmt: skip
    for twist in chance.sample(_TWISTS, chance.randint(1, 3)):
        twist(chance, environ)
    cookie = environ.get("HTTP_COOKIE")
    if cookie is not None:
        environ["HTTP_COOKIE"] = cookie.replace("{slug}", slug)
    return environ


def _twist(key: str, values: tuple[str, ...]) -> Any:
    def twist(chance: random.Random, environ: dict[str, Any]) -> None:
        environ[key] = chance.choice(values).encode("utf-8", "surrogateescape").decode("latin-1")

    return twist


def _forward(chance: random.Random, environ: dict[str, Any]) -> None:
    for key in chance.sample(_FORWARDED, 3):
        environ[key] = chance.choice(_VALUES)


def _any_header(chance: random.Random, environ: dict[str, Any]) -> None:
    key = chance.choice(sorted(_HEADERS))
    environ[key] = chance.choice(_HEADERS[key])


_TWISTS = [
    _twist("HTTP_COOKIE", _COOKIES), _twist("HTTP_HOST", _HOSTS), _twist("HTTP_ORIGIN", _ORIGINS),
    _twist("HTTP_REFERER", _ORIGINS), _twist("QUERY_STRING", _QUERIES), _twist("CONTENT_TYPE", _TYPES),
    _twist("CONTENT_LENGTH", _LENGTHS), _forward, _any_header,
]  # fmt: skip


def reply_to(app: Flask, environ: dict[str, Any]) -> Reply:
    """What the application answers, read to its end."""
    told = {key: value for key, value in environ.items() if not key.startswith("wsgi.")}
    parts, status, headers = run_wsgi_app(app, environ, buffered=True)
    body = b"".join(parts).decode("utf-8", "replace")
    return Reply(ascii(told), int(status.split()[0]), str(headers), body, headers.get("Location", ""))
