"""The report as one HTML file that needs nothing else: no network, no application, no database."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from surveys.paths import STATIC, TEMPLATES
from surveys.presentation.report.context import Context
from surveys.presentation.report.figures import Charts
from surveys.presentation.report.links import FileLinks
from surveys.presentation.report.report import show_report
from surveys.words import gettext, ngettext

STYLES = (
    "tokens",
    "base",
    *(f"components/{name}" for name in ("notice", "page", "card", "table", "sign", "chart", "report")),
    *(f"components/report-{name}" for name in ("spread", "overview", "figures", "words", "file")),
)
PRINT = "print"


def render_report_file(published: Mapping[str, Any], charts: Charts, *, context: Context, language: str = "en") -> str:
    """The whole report.

    Parameters
    ----------
    published : mapping
        A summary that passed `research.disclosure.suppress`.
    charts : mapping of name to {"wide", "narrow"}
        From `research.charts.draw_all` of the same summary.
    context : Context
        Study, version, dates.
    language : str
        Of the words around the figures.
    """
    links = FileLinks()
    report = show_report(published, charts, context=context, links=links)
    template = _environment().get_template("reports/file.html")
    return template.render(
        report=report,
        links=links,
        language=language,
        text_direction="ltr",
        report_title=context.title,
        made_line=f"{report.eyebrow} · Whyprint",
        inline_css=_styles(),
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=False,
    )
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    return environment


@cache
def _styles() -> str:
    parts = [(STATIC / "css" / f"{name}.css").read_text(encoding="utf-8") for name in (*STYLES, PRINT)]
    return "\n".join(parts)
