"""Charts of an analysis, drawn once in the worker, so that no page draws while one waits."""

import logging
from typing import Any

from research.charts import draw_all
from research.charts.team import draw_for_team
from research.run import Analysis as Result
from research.summary.schema import Summary
from research.summary.team import figures_for_team

log = logging.getLogger("whyprint.analysis")


def draw_charts(published: Summary) -> dict[str, dict[str, str]]:
    """Name -> SVG for wide and narrow screens; a picture that fails must not cost anybody the figures."""
    try:
        return draw_all(published)
    except Exception:
        log.exception("the charts could not be drawn; pages show tables instead")
        return {}


def draw_team_charts(result: Result, summary: Summary) -> dict[str, Any] | None:
    """Charts from the whole summary and the figures behind them, for the research team alone."""
    try:
        figures = figures_for_team(result)
        return {"drawn": draw_for_team(summary, figures), "figures": figures.model_dump()}
    except Exception:
        log.exception("the charts of the research team could not be drawn; their pages show tables instead")
        return None
