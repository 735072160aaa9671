"""The report as one HTML file that needs nothing else: no network, no application, no database."""

from research.summary.schema import Summary
from surveys.exports.html_page import components, environment, styles
from surveys.presentation.report.context import Context
from surveys.presentation.report.figures import Charts
from surveys.presentation.report.links import FileLinks
from surveys.presentation.report.report import show_report

STYLES = (
    "tokens",
    "base",
    *components("notice", "page", "card", "table", "sign", "chart", "report"),
    *components(*(f"report-{name}" for name in ("spread", "overview", "figures", "words", "file"))),
)


def render_report_file(published: Summary, charts: Charts, *, context: Context, language: str = "en") -> str:
    """The whole report.

    Parameters
    ----------
    published : Summary
        After `research.disclosure.suppress`.
    charts : mapping of name to {"wide", "narrow"}
        From `research.charts.draw_all` of the same summary.
    context : Context
        Study, version, dates.
    language : str
        Of the words around the figures.
    """
    links = FileLinks()
    report = show_report(published, charts, context=context, links=links)
    template = environment().get_template("reports/file.html")
    return template.render(
        report=report,
        links=links,
        language=language,
        text_direction="ltr",
        report_title=context.title,
        made_line=f"{report.eyebrow} · Whyprint",
        inline_css=styles(STYLES),
    )
