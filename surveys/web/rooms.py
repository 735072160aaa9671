"""One style sheet and one script for each room, made in memory of the many small files when first asked for."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import rcssmin
import rjsmin
from flask import Response, abort, request

from surveys.paths import STATIC
from surveys.web.modules import joined

_EVERYWHERE = ("tokens", "base")
_FORMS = ("components/button", "components/field", "components/error-summary", "components/notice")
_TEAM = (
    *_EVERYWHERE,
    *_FORMS,
    *("components/option", "components/page", "components/card", "components/table", "components/stat"),
    *("components/progress", "components/sign", "components/chart", "components/confirm", "print"),
)
_REPORT = ("report", "report-spread", "report-overview", "report-figures", "report-words", "report-file")
STYLES = {
    "plain": (*_EVERYWHERE, *_FORMS, "components/page", "components/table"),
    "respondent": (
        *_EVERYWHERE,
        *_FORMS,
        *(f"components/{name}" for name in ("option", "respondent", "confirm", "outcome")),
    ),
    "team": (*_TEAM, "components/studies-pages", "components/studies-waves"),
    "report": (*_TEAM, *(f"components/{name}" for name in _REPORT)),
}
"""Room -> its style sheets, later ones having the last word."""
SCRIPTS = ("respondent", "team")


@dataclass(frozen=True)
class Bundle:
    content: bytes
    media_type: str
    version: str
    """Changes with the content, so that browsers may keep an address with it for good."""


def _style_sheet(room: str) -> str:
    return str(rcssmin.cssmin("\n".join(map(_style, STYLES[room]))))


def _style(name: str) -> str:
    text = (STATIC / "css" / f"{name}.css").read_text(encoding="utf-8")
    return f"@media print {{{text}}}" if name == "print" else text


def _script(room: str) -> str:
    return str(rjsmin.jsmin(joined(STATIC / "js/rooms" / f"{room}.js")))


_MADE: dict[str, tuple[Callable[[str], str], str]] = {
    **{f"{room}.css": (_style_sheet, "text/css") for room in STYLES},
    **{f"{room}.js": (_script, "text/javascript") for room in SCRIPTS},
}


@cache
def bundle(name: str) -> Bundle:
    """What `respondent.css` or `team.js` holds; KeyError where there is no such file."""
    make, media_type = _MADE[name]
    content = make(name.rsplit(".", 1)[0]).encode()
    return Bundle(content, media_type, hashlib.sha256(content).hexdigest()[:10])


def room(name: str) -> Response:
    """The view of a style sheet or script."""
    if name not in _MADE:
        abort(404)
    made = bundle(name)
    answer = Response(made.content, mimetype=made.media_type)
    answer.set_etag(made.version)
    answer.make_conditional(request)
    return answer
