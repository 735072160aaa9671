"""Choices of best and worst as arrays: who saw which items, and what was chosen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from re import fullmatch

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats, Integers
from research.codebook import Codebook, Item
from research.matrix import ResponseMatrix

NONE = -1
"""No choice; in the anchor, the code of "none of these"."""


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Answers to one best-worst question.

    Parameters
    ----------
    question : str
    items : dict of str to str
        Column of the utility -> words of the item.
    shown : tuple of arrays
        For each set the places of its items in `items`.
    best, worst : array, n x sets
        The place of the chosen item within its set; -1 where nothing was chosen.
    anchor : array, n x items, or None
        1 where the item was said to matter at all, 0 where not, NaN where the person was not asked.
    people : Index
    facet : str or None
    """

    question: str
    items: dict[str, str]
    shown: tuple[Integers, ...]
    best: Integers
    worst: Integers
    people: pd.Index
    anchor: Floats | None = None
    facet: str | None = None

    @property
    def answered(self) -> np.ndarray:
        """Who chose anything."""
        return np.asarray(((self.best >= 0) | (self.worst >= 0)).any(axis=1))


def best_worst_questions(codebook: Codebook) -> tuple[str, ...]:
    """Questions whose columns are named `question_1_best`, `question_1_worst`, …, as exports name them."""
    return tuple(dict.fromkeys(item.group for item in codebook if item.group and _place(item) is not None))


def read_choices(matrix: ResponseMatrix, question: str) -> Choices:
    """The choices of one question; what a set showed is what its columns have labels for.

    Parameters
    ----------
    matrix : ResponseMatrix
    question : str
        One of `best_worst_questions`.
    """
    columns = {place: item for item in matrix.codebook if item.group == question and (place := _place(item))}
    numbers = sorted({number for number, end in columns if end == "best"})
    labels = {code: words for item in columns.values() for code, words in sorted(item.labels.items())}
    codes = sorted(labels)
    names = {code: f"{question}_u{code}" if code >= 0 else f"{question}_um{-code}" for code in codes}
    shown = tuple(np.array([codes.index(code) for code in columns[number, "best"].labels]) for number in numbers)
    chosen = {
        end: np.column_stack(
            [_within(matrix, columns.get((number, end)), columns[number, "best"].labels) for number in numbers]
        )
        for end in ("best", "worst")
    }
    return Choices(
        question=question,
        items={names[code]: labels[code] for code in codes},
        shown=shown,
        best=chosen["best"],
        worst=chosen["worst"],
        people=matrix.values.index,
        anchor=_anchor(matrix, question, codes),
        facet=next(item.facet for item in columns.values()),
    )


def _place(item: Item) -> tuple[int, str] | None:
    """Number of the set and end of the scale of a column."""
    found = fullmatch(r"_([0-9]+)_(best|worst)", item.name.removeprefix(item.group or "\0"))
    return None if found is None or item.type != "nominal" else (int(found[1]), found[2])


def _within(matrix: ResponseMatrix, item: Item | None, codes: Iterable[int]) -> Integers:
    """The place within its set of what was chosen."""
    if item is None:
        return np.full(len(matrix), NONE)
    given = matrix.values[item.name].to_numpy(dtype=float)
    found = np.full(len(matrix), NONE)
    for place, code in enumerate(codes):
        found[given == code] = place
    return found


def _anchor(matrix: ResponseMatrix, question: str, codes: list[int]) -> Floats | None:
    names = dict(_anchors(matrix.codebook, f"{question}_anchor"))
    if not set(codes) <= set(names):
        return None
    return matrix.values[[names[code] for code in codes]].to_numpy(dtype=float)


def _anchors(codebook: Codebook, group: str) -> Iterator[tuple[int, str]]:
    for item in codebook:
        if item.group == group:
            written = item.name.removeprefix(f"{group}_")
            yield (-int(written[1:]) if written.startswith("m") else int(written)), item.name
