"""Charts of an analysis, drawn once in the worker from the published summary, so that no page draws while one waits."""

import logging
from collections.abc import Mapping
from typing import Any

from research.charts import draw_all

log = logging.getLogger("whyprint.analysis")


def draw_charts(published: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Name -> SVG for wide and narrow screens; a picture that fails must not cost anybody the figures."""
    try:
        return draw_all(published)
    except Exception:
        log.exception("the charts could not be drawn; pages show tables instead")
        return {}
