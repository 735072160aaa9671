"""Survey variables as columns a linear model can use, gaps included."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats, Integers

MOST_LEVELS, SMALLEST_LEVEL = 20, 5


@dataclass(frozen=True, kw_only=True)
class Design:
    """Columns made from variables.

    Parameters
    ----------
    columns : ndarray, people x columns
        Missing numbers are `nan` still: they are filled inside each fold.
    owner : ndarray, columns
        Place of the variable each column comes from.
    variables : tuple of str
    """

    columns: Floats
    owner: Integers
    variables: tuple[str, ...]


def design_of(values: pd.DataFrame, kinds: Mapping[str, str]) -> Design:
    """Columns for a linear model.

    Numbers: the value and its square (age seldom works in a straight line) and a mark for a missing answer.
    Ordered answers: the value and the mark. Anything else: one column per option but the most frequent,
    "no answer" being an option; options of fewer than five people are left out.
    """
    blocks: list[Floats] = []
    owner: list[int] = []
    for place, name in enumerate(values.columns):
        answers = values[name].to_numpy(dtype=np.float64, na_value=np.nan)
        kind = kinds.get(str(name), "numeric")
        block = _numbers(answers, squared=kind == "numeric") if kind in ("numeric", "ordinal") else _options(answers)
        blocks.append(block)
        owner += [place] * block.shape[1]
    columns = np.concatenate(blocks, axis=1) if blocks else np.empty((len(values), 0))
    kept = _first_of_its_kind(columns)
    return Design(
        columns=columns[:, kept],
        owner=np.array(owner, dtype=np.int64)[kept],
        variables=tuple(str(name) for name in values.columns),
    )


def joined(first: Design, second: Design) -> Design:
    """Two designs of the same people side by side."""
    return Design(
        columns=np.concatenate([first.columns, second.columns], axis=1),
        owner=np.concatenate([first.owner, second.owner + len(first.variables)]),
        variables=(*first.variables, *second.variables),
    )


def standardised(design: Design, train: Integers, test: Integers) -> tuple[Floats, Floats]:
    """Training and test columns, scaled and filled by the training people only."""
    own = design.columns[train]
    known = ~np.isnan(own)
    count = np.maximum(known.sum(axis=0), 1)
    mean = np.where(known, own, 0.0).sum(axis=0) / count
    spread = np.sqrt((np.where(known, own - mean, 0.0) ** 2).sum(axis=0) / count)
    spread = np.where(spread > 1e-12, spread, np.inf)
    scaled = [np.nan_to_num((design.columns[rows] - mean) / spread, nan=0.0) for rows in (train, test)]
    return scaled[0], scaled[1]


def _first_of_its_kind(columns: Floats) -> list[int]:
    """Columns without later copies: a block of questions left out together is marked once."""
    seen: set[bytes] = set()
    kept = []
    for place, column in enumerate(columns.T):
        print_of = column.tobytes()
        if print_of not in seen:
            seen.add(print_of)
            kept.append(place)
    return kept


def _numbers(answers: Floats, *, squared: bool) -> Floats:
    missing = np.isnan(answers)
    columns = [answers]
    if squared and len(np.unique(answers[~missing])) > 2:
        columns.append((answers - np.nanmean(answers)) ** 2)
    if missing.sum() >= SMALLEST_LEVEL and not missing.all():
        columns.append(missing.astype(np.float64))
    return np.stack(columns, axis=1) if not missing.all() else np.empty((len(answers), 0))


def _options(answers: Floats) -> Floats:
    marked = np.where(np.isnan(answers), np.inf, answers)
    levels, counts = np.unique(marked, return_counts=True)
    by_size: Sequence[int] = np.argsort(-counts, kind="stable").tolist()
    kept = [place for place in by_size[1 : MOST_LEVELS + 1] if counts[place] >= SMALLEST_LEVEL]
    if not kept:
        return np.empty((len(answers), 0))
    return np.stack([(marked == levels[place]).astype(np.float64) for place in kept], axis=1)
