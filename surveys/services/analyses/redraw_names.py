"""Charts that tell the names of personas, drawn anew after somebody named them; all others stay as they are."""

import logging
from collections.abc import Mapping
from typing import Any

from research.charts.gallery import draw_named
from research.charts.team import draw_named_for_team
from research.summary.schema import Summary
from research.summary.schema.team import TeamFigures
from surveys.models import Analysis

log = logging.getLogger("whyprint.analysis")


def redraw_names(analysis: Analysis, *, whole: Summary | None, published: Summary | None) -> dict[str, Any]:
    """The columns of charts to store; none where they cannot be drawn, which must not cost anybody the name."""
    try:
        return {**_of_the_report(analysis.charts, published), **_of_the_team(analysis.team_charts, whole)}
    except Exception:
        log.exception("charts could not be drawn with the new names; they show the earlier ones")
        return {}


def _of_the_report(drawn: Mapping[str, Any] | None, published: Summary | None) -> dict[str, Any]:
    return {"charts": {**drawn, **draw_named(published)}} if drawn and published else {}


def _of_the_team(stored: Mapping[str, Any] | None, whole: Summary | None) -> dict[str, Any]:
    if not stored or not whole:
        return {}
    anew = draw_named_for_team(whole, TeamFigures.model_validate(stored["figures"]))
    return {"team_charts": {**stored, "drawn": {**stored["drawn"], **anew}}}
