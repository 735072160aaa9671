"""Addresses: where a person goes next, and links that leave the application."""

from urllib.parse import urlsplit

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect


def public_url(endpoint: str, **values: object) -> str:
    """A full address for people outside; it starts with the configured base, never with the request's host."""
    return str(current_app.config["BASE_URL"]) + url_for(endpoint, **values)  # type: ignore[arg-type]


def safe_next(wanted: str | None, *, otherwise: str) -> str:
    """`wanted` where it is a page of ours, else `otherwise`: nobody is sent to another site."""
    if not wanted or not wanted.startswith("/") or any(ord(sign) < 33 or sign == "\\" for sign in wanted):
        return otherwise
    if wanted.startswith("//"):
        return otherwise
    parts = urlsplit(wanted)
    adapter = current_app.create_url_adapter(request)
    try:
        if adapter is not None:
            adapter.match(parts.path, method="GET")
            return wanted
    except (HTTPException, RequestRedirect):
        pass
    return otherwise
