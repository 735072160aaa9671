"""Addresses of style sheets and scripts that change with their content, so that browsers may keep them for good."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask

from surveys.paths import STATIC


@cache
def _fingerprint(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def init_assets(app: Flask) -> None:
    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint != "static" or "filename" not in values:
            return
        path = STATIC / values["filename"]
        if path.is_file():
            values["v"] = _fingerprint(path, path.stat().st_mtime_ns)
