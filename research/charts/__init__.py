"""Charts of an analysis: from the summary to SVG that follows light, dark and paper.

Drawing is loaded when it is first asked for, so that pages that only choose figures do not wait for it.

>>> from research.charts import draw_all
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from research.charts.gallery import draw_all

__all__ = ["draw_all"]


def __getattr__(name: str) -> Any:
    if name == "draw_all":
        return import_module("research.charts.gallery").draw_all
    raise AttributeError(f"research.charts has no {name!r}")
