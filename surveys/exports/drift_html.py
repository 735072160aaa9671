"""A comparison of waves as one HTML file that needs nothing else: no network, no application, no database."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from surveys.paths import STATIC, TEMPLATES
from surveys.presentation.drift import show_drift
from surveys.words import gettext, ngettext

STYLES = (
    "tokens",
    "base",
    *(f"components/{name}" for name in ("notice", "page", "table", "sign", "chart", "studies-pages", "studies-waves")),
    "print",
)


def render_wave_file(told: Mapping[str, Any], *, title: str) -> str:
    """The whole page of what `research.tracking.tell_drift` told about a study."""
    return (
        _environment()
        .get_template("waves/file.html")
        .render(
            drift=show_drift(told),
            language="en",
            text_direction="ltr",
            report_title=title,
            made_line="Whyprint",
            inline_css=_styles(),
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    return environment


@cache
def _styles() -> str:
    return "\n".join((STATIC / "css" / f"{name}.css").read_text(encoding="utf-8") for name in STYLES)
