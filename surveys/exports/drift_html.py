"""A comparison of waves as one HTML file that needs nothing else: no network, no application, no database."""

from research.disclosure import Rules, guard_drift
from research.summary.schema.drifted import Drifted
from surveys.exports.html_page import components, environment, styles
from surveys.presentation.drift import show_drift
from surveys.words import gettext as _
from surveys.words import ngettext

STYLES = ("tokens", "base", *components("notice", "page", "table", "sign", "chart", "studies-pages", "studies-waves"))


def render_wave_file(told: Drifted, *, title: str, rules: Rules) -> str:
    """The whole page of what `research.tracking.tell_drift` told about a study, without small segments."""
    shown = guard_drift(told, rules=rules)
    held = len(told.shares) - len(shown.shares)
    withheld = ngettext(
        "One segment that is too small, or that would tell how small",
        "%(num)d segments that are too small, or that would tell how small",
        held,
    )
    facts = [(_("Not shown"), withheld)]
    return (
        environment()
        .get_template("waves/file.html")
        .render(
            drift=show_drift(shown, facts=facts if held else ()),
            language="en",
            text_direction="ltr",
            report_title=title,
            made_line="Whyprint",
            inline_css=styles(STYLES),
        )
    )
