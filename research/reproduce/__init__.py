"""Scripts and tables with which others compute an analysis again: in R, in Python, by hand.

>>> from research.reproduce import python_script, r_script, tables_of
"""

from research.reproduce.python_script import python_script
from research.reproduce.r_script import r_script
from research.reproduce.recipe import Recipe
from research.reproduce.tables import tables_of

__all__ = ["Recipe", "python_script", "r_script", "tables_of"]
