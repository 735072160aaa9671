"""Which language a page is in: only the choice, and what templates need to say so."""

from collections.abc import Sequence

from flask import Flask, g, has_request_context, request, session
from flask_babel import refresh

INTERFACE_LANGUAGES = {
    "en": "English",
    "ms": "Bahasa Melayu",
    "mt": "Malti",
    "fi": "Suomi",
    "zh-Hans": "简体中文",
    "ar": "العربية",
}
"""Languages in which the words of the application itself exist, each in its own name."""
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"})
_REMEMBERED = "language"


def choose_language(available: Sequence[str], *, default: str, preferred: str | None = None) -> str:
    """The language of this page among those a study offers.

    `?lang=` wins and is remembered in the session cookie, then what was remembered, then `preferred`, then what the
    browser asks for.
    """
    asked = request.args.get("lang", "")
    if asked in available:
        session[_REMEMBERED] = asked
    remembered = session.get(_REMEMBERED)
    first = next((code for code in (remembered, preferred) if code in available), None)
    chosen = str(first or _from_browser(available) or default)
    speak(chosen)
    return chosen


def speak(language: str) -> None:
    """Let this answer be in a language, and remember nothing."""
    g.language = language
    refresh()


def remember_language(code: str) -> None:
    """Go on in this language, which somebody chose by a button of the page."""
    session[_REMEMBERED] = g.language = code
    refresh()


def current_language() -> str:
    """The language of this page: chosen by the view, else one of the interface's own."""
    if not has_request_context():
        return "en"
    if "language" not in g:
        g.language = _interface_language()
    return str(g.language)


def _interface_language() -> str:
    asked = request.args.get("lang", "")
    remembered = asked if asked in INTERFACE_LANGUAGES else session.get(_REMEMBERED)
    if remembered in INTERFACE_LANGUAGES:
        return str(remembered)
    return _from_browser(tuple(INTERFACE_LANGUAGES)) or "en"


def _from_browser(available: Sequence[str]) -> str | None:
    """The best language by Accept-Language; a shared first part is enough (`zh-CN` finds `zh-Hans`)."""
    for wanted, _quality in request.accept_languages:
        for code in available:
            if code.lower() == wanted.lower():
                return code
        for code in available:
            if code.split("-")[0].lower() == wanted.split("-")[0].lower():
                return code
    return None


def text_direction(language: str) -> str:
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def babel_locale() -> str:
    """The locale of the words of the application: the page's language where we have it, else English."""
    language = current_language()
    return language.replace("-", "_") if language in INTERFACE_LANGUAGES else "en"


def init_language(app: Flask) -> None:
    app.context_processor(
        lambda: {"language": current_language(), "text_direction": text_direction(current_language())}
    )
