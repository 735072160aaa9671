"""A comparison of waves as one HTML file that needs nothing else: no network, no application, no database."""

from research.summary.schema.drifted import Drifted
from surveys.exports.html_page import components, environment, styles
from surveys.presentation.drift import show_drift

STYLES = ("tokens", "base", *components("notice", "page", "table", "sign", "chart", "studies-pages", "studies-waves"))


def render_wave_file(told: Drifted, *, title: str) -> str:
    """The whole page of what `research.tracking.tell_drift` told about a study."""
    return (
        environment()
        .get_template("waves/file.html")
        .render(
            drift=show_drift(told),
            language="en",
            text_direction="ltr",
            report_title=title,
            made_line="Whyprint",
            inline_css=styles(STYLES),
        )
    )
