"""Headers that every response carries, errors and files included: only those."""

from flask import Flask, Response, request

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'none'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
_ALWAYS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}

_SECRET_ADDRESSES = frozenset({"respondents.resume", "respondents.download"})
"""Endpoints whose address is a secret: what such a page loads must not tell where it was asked from."""


_PUBLIC_PICTURES = frozenset({"respondents.card_svg", "respondents.card_png"})
"""The same for everybody who asks: others may keep them for a while."""
_FOR_GOOD = "public, max-age=31536000, immutable"
"""For what is called by its content."""

_FILES = frozenset({"static", "room"})
"""Style sheets, scripts and pictures of ours; an address with a version is of one content alone."""


def init_headers(app: Flask, *, secure: bool) -> None:
    def add(response: Response) -> Response:
        for name, value in _ALWAYS.items():
            response.headers[name] = value
        if request.endpoint in _SECRET_ADDRESSES:
            response.headers["Referrer-Policy"] = "no-referrer"
        if secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        if request.endpoint == "respondents.picture" and response.status_code == 200:
            response.headers["Cache-Control"] = _FOR_GOOD
        elif request.endpoint in _PUBLIC_PICTURES and response.status_code in (200, 304):
            response.headers["Cache-Control"] = "public, max-age=3600"
        elif request.endpoint not in _FILES:
            response.headers["Cache-Control"] = "no-store"
        elif "v" in request.args and response.status_code == 200:
            response.headers["Cache-Control"] = _FOR_GOOD
        else:
            response.headers["Cache-Control"] = "no-cache"
        return response

    app.after_request(add)
