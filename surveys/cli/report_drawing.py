"""One page from what is published: charts and words. Only what `report_process` does where it draws."""

from typing import Any

from research.charts import draw_all
from research.charts.svg import warm_up as warm_up_charts
from surveys.exports.report_html import render_report_file
from surveys.exports.report_html import warm_up as warm_up_pages
from surveys.presentation.report.context import Context


def warm_up() -> None:
    """Make ready whatever does not depend on the figures."""
    warm_up_charts()
    warm_up_pages()


def page(asked: dict[str, Any]) -> bytes:
    """The report of `{"published": summary, "title": words}`."""
    published = asked["published"]
    context = Context(title=asked["title"], accepted=())
    return render_report_file(published, draw_all(published), context=context).encode()
