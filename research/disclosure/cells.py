"""Which cells of a table of counts to hide, so that none can be computed back from its neighbours.

The margins (segment sizes, totals of everybody) are published, so a hidden cell needs company in its row and in its
column, and the hidden cells of one line together must be a group that might itself be shown.
"""

import numpy as np

from research.disclosure.rules import Rules


def hide_small_cells(counts: np.ndarray, *, rules: Rules) -> np.ndarray:
    """Primary and complementary suppression.

    Parameters
    ----------
    counts : ndarray, rows x columns
        People per cell; the row and column totals are known to the reader.
    rules : Rules
        What is too small.

    Returns
    -------
    ndarray of bool, rows x columns
        True where a cell must be hidden. Every row and column has no hidden cell, or at least two whose people add up
        to at least the smallest group; where that is impossible, the whole line is hidden.

    Notes
    -----
    The smallest cells that are still open are hidden first, empty ones last: this keeps the loss small without
    a search for the optimum, and its result does not depend on the order of rows and columns.
    """
    counts = np.asarray(counts, dtype=float)
    hidden: np.ndarray = (counts > 0) & (counts < rules.smallest_group)
    while True:
        before = hidden.sum()
        for line in range(counts.shape[0]):
            _protect(counts[line], hidden[line], rules)
        for line in range(counts.shape[1]):
            _protect(counts[:, line], hidden[:, line], rules)
        if hidden.sum() == before:
            return hidden


def _protect(counts: np.ndarray, hidden: np.ndarray, rules: Rules) -> None:
    """Hide further cells of one line, in place, until its hidden cells protect each other."""
    while hidden.any() and not hidden.all() and (hidden.sum() < 2 or counts[hidden].sum() < rules.smallest_group):
        open_cells = np.flatnonzero(~hidden)
        order = np.lexsort((counts[open_cells], counts[open_cells] == 0))
        hidden[open_cells[order[0]]] = True
