"""Answers told together where they are too few apart: "agree or strongly agree" instead of a bar full of holes."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from research.disclosure.cells import hide_small_cells
from research.disclosure.rules import Rules
from research.summary.cards import answer_groups
from research.summary.schema.segmented import Option, Profile
from research.words.grammar import ENGLISH

N = TypeVar("N", int, float)


def fold_small_answers(table: Profile, *, rules: Rules) -> Profile:
    """The table of an attitude with its two lowest and two highest answers together, where any cell is too small.

    The folded table alone is published then: beside the whole one, the sums would give the hidden cells away.

    Parameters
    ----------
    table : Profile
        With all its figures.
    rules : Rules

    Returns
    -------
    Profile
        The same table, or a coarser one; a question with fewer than four answers stays as it is.
    """
    groups = answer_groups(table)
    counts = np.array(list(table.counts.values()), dtype=float).reshape(len(table.counts), -1)
    if len(groups) == len(table.options) or not hide_small_cells(counts, rules=rules).any():
        return table
    members = [places for _, places in groups]
    codes = [float(option.code or 0) for option in table.options]
    return table.model_copy(
        update={
            "options": [
                Option(
                    code=sum(codes[place] for place in places) / len(places),
                    label=ENGLISH.text(said),
                    told=said,
                    mildest=table.options[places[-1] if 2 * number < len(groups) else places[0]].words,
                )
                for number, (said, places) in enumerate(groups)
            ],
            "counts": {code: _sums(row, members) for code, row in table.counts.items()},
            "shares": {code: _sums(row, members) for code, row in table.shares.items()},
            "population": _sums(table.population, members),
            "population_shares": _sums(table.population_shares, members),
        }
    )


def _sums(cells: Sequence[N | None], members: Sequence[Sequence[int]]) -> list[N | None]:
    return [_sum([cells[place] for place in places]) for places in members]


def _sum(cells: Sequence[N | None]) -> N | None:
    """None in a segment where nobody answered."""
    known = [cell for cell in cells if cell is not None]
    return sum(known[1:], known[0]) if len(known) == len(cells) else None
