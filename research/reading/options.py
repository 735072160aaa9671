"""Only answers in no order: each option as a yes or no of its own, where a number is needed."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.codebook import Codebook, Item

MOST_CATEGORIES = 12
"""An item with more different answers is no category that people could be grouped by."""
ANOTHER = "another answer"


@dataclass(frozen=True, kw_only=True)
class Options:
    """Options of unordered questions.

    Parameters
    ----------
    values : DataFrame, n x options
        1 where it was chosen, 0 where another was, NaN where none; columns are named `item=code`.
    items : dict of str to Item
        What each option is, as a yes-or-no item whose `group` is the question.
    """

    values: pd.DataFrame
    items: dict[str, Item]


def options_of(answers: pd.DataFrame, codebook: Codebook) -> Options:
    """Turn unordered answers into one column per option that was chosen (two options: only the second).

    Parameters
    ----------
    answers : DataFrame, n x nominal items
        Codes; missing = NaN.
    codebook : Codebook
    """
    columns: dict[str, np.ndarray] = {}
    items: dict[str, Item] = {}
    for name in map(str, answers):
        given = answers[name].to_numpy(dtype=np.float64)
        codes = np.unique(given[~np.isnan(given)])
        for code in codes if len(codes) > 2 else codes[1:]:
            other = codebook[name].label(codes[0]) if len(codes) == 2 else ANOTHER
            option = _option(codebook[name], float(code), other=other)
            columns[option.name] = np.where(np.isnan(given), np.nan, (given == code).astype(np.float64))
            items[option.name] = option
    return Options(values=pd.DataFrame(columns, index=answers.index), items=items)


def _option(item: Item, code: float, *, other: str) -> Item:
    return Item(
        name=f"{item.name}={code:g}",
        text=f"{item.words}: {item.label(code)}",
        type="binary",
        facet=item.facet,
        labels={0: other, 1: item.label(code)},
        group=item.name,
    )
