"""Charts of an analysis: from the summary to SVG that follows light, dark and paper.

>>> from research.charts import draw_all
"""

from research.charts.gallery import draw_all

__all__ = ["draw_all"]
