"""The one gate for figures that leave the research team."""

from research.disclosure.cells import hide_small_cells
from research.disclosure.gate import suppress
from research.disclosure.rules import Rules

__all__ = ["Rules", "hide_small_cells", "suppress"]
