"""Addresses of style sheets and scripts that change with their content, so that browsers may keep them for good."""

import hashlib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, request, url_for

from surveys.paths import STATIC
from surveys.web.rooms import bundle, room


@cache
def _fingerprint(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


@lru_cache(maxsize=1_000)
def _address(root: str, filename: str, _changed: int) -> str:  # noqa: ARG001  (what the address depends on)
    return url_for("static", filename=filename)


@lru_cache(maxsize=100)
def _room_address(root: str, name: str) -> str:  # noqa: ARG001  (what the address depends on)
    return url_for("room", name=name)


def _url_for(endpoint: str, **values: Any) -> str:
    """What templates call: the addresses of style sheets and scripts are the same for everybody."""
    if endpoint == "room":
        return _room_address(request.script_root, values["name"])
    filename = values.get("filename")
    if endpoint != "static" or len(values) != 1 or not isinstance(filename, str):
        return url_for(endpoint, **values)
    path = STATIC / filename
    return _address(request.script_root, filename, path.stat().st_mtime_ns if path.is_file() else 0)


def init_assets(app: Flask) -> None:
    app.jinja_env.globals["url_for"] = _url_for
    app.add_url_rule("/static/rooms/<name>", "room", room)

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "room":
            values["v"] = bundle(values["name"]).version
        if endpoint != "static" or "filename" not in values:
            return
        path = STATIC / values["filename"]
        if path.is_file():
            values["v"] = _fingerprint(path, path.stat().st_mtime_ns)
