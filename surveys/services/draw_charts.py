"""Charts of an analysis, drawn once in the worker from the published summary, so that no page draws while one waits."""

from collections.abc import Mapping
from typing import Any


def draw_charts(published: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    return {}
