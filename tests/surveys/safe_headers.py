"""The headers that every answer must carry, whatever it is."""

from werkzeug.test import TestResponse

EXPECTED: dict[str, set[str]] = {
    "X-Content-Type-Options": {"nosniff"},
    "X-Frame-Options": {"DENY"},
    "Referrer-Policy": {"same-origin", "no-referrer"},  # the second where the address itself is a secret
    "Cross-Origin-Opener-Policy": {"same-origin"},
    "Cross-Origin-Resource-Policy": {"same-origin"},
}
POLICY = {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"}


def unsafe_headers(answer: TestResponse, *, secure: bool = False) -> list[str]:
    """What is missing or says something else, by name; what is not a static file may be kept by nobody."""
    faults = [
        name
        for name, values in EXPECTED.items()
        if len(answer.headers.getlist(name)) != 1 or answer.headers[name] not in values
    ]
    policy = answer.headers.get("Content-Security-Policy", "")
    if not set(policy.split("; ")) >= POLICY or "unsafe" in policy or "*" in policy:
        faults.append("Content-Security-Policy")
    if not answer.request.path.startswith("/static/") and answer.headers.get("Cache-Control") != "no-store":
        faults.append("Cache-Control")
    if secure and not answer.headers.get("Strict-Transport-Security", "").startswith("max-age=31536000"):
        faults.append("Strict-Transport-Security")
    return faults
