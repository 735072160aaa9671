"""The one gate for figures that leave the research team."""

from research.disclosure.cells import hide_small_cells
from research.disclosure.gate import suppress
from research.disclosure.rules import Rules
from research.disclosure.versions import Moved, telling_questions

__all__ = ["Moved", "Rules", "hide_small_cells", "suppress", "telling_questions"]
