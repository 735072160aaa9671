"""Answers told together where they are too few apart: "agree or strongly agree" instead of a bar full of holes."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from research.disclosure.cells import hide_small_cells
from research.disclosure.rules import Rules
from research.personas.cards import answer_groups


def fold_small_answers(table: Mapping[str, Any], *, rules: Rules) -> dict[str, Any]:
    """The table of an attitude with its two lowest and two highest answers together, where any cell is too small.

    Only the folded table is published then: beside the whole one, the sums would give the hidden cells away.

    Parameters
    ----------
    table : mapping
        One of `segments.profiles`.
    rules : Rules

    Returns
    -------
    dict
        The same table, or a coarser one of the same shape; a question with fewer than four answers stays as it is.
    """
    groups = answer_groups(table)
    counts = np.array(list(table["counts"].values()), dtype=float).reshape(len(table["counts"]), -1)
    if len(groups) == len(table["options"]) or not hide_small_cells(counts, rules=rules).any():
        return dict(table)

    def told(cells: list[Any]) -> list[Any]:
        return [sum(cells[place] for place in members) for _, members in groups]

    codes = [option["code"] for option in table["options"]]
    return {
        **table,
        "options": [
            {"code": sum(codes[place] for place in members) / len(members), "label": label} for label, members in groups
        ],
        **{name: {code: told(row) for code, row in table[name].items()} for name in ("counts", "shares")},
        **{name: told(table[name]) for name in ("population", "population_shares")},
    }
