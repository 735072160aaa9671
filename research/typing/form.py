"""The answers a short form may be made of, as columns: one for a rating, one per category of a choice."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats, Integers
from research.errors import TooFewItems, TooFewResponses
from research.said import Count


@dataclass(frozen=True, kw_only=True)
class Form:
    """Answers with their segments.

    Parameters
    ----------
    names : tuple of str
        Items.
    categories : tuple of tuple of int
        Answer codes of each item that is a choice; empty for a rating.
    answers : ndarray, people x columns
        May hold nan.
    owners : ndarray, columns
        Place of the item of each column.
    groups : ndarray, people
        0 to k - 1.
    codes : tuple of str
        Segments.
    """

    names: tuple[str, ...]
    categories: tuple[tuple[int, ...], ...]
    answers: Floats
    owners: Integers
    groups: Integers
    codes: tuple[str, ...]

    @property
    def k(self) -> int:
        return len(self.codes)

    def columns_of(self, items: Collection[int]) -> Integers:
        """Columns of some items, in the order of the items."""
        return np.concatenate([np.flatnonzero(self.owners == item) for item in items])


def make_form(
    items: pd.DataFrame,
    labels: pd.Series,
    *,
    nominal: Collection[str],
    folds: int,
    min_items: int,
    limit: int,
    seed: int,
) -> Form:
    """Columns of all usable items for the people with a segment, at most about `limit` of them.

    Raises
    ------
    TooFewItems, TooFewResponses
    """
    known = labels[labels.index.isin(items.index)].dropna()
    groups, codes = pd.factorize(known, sort=True)
    chosen = _stratified(groups, limit, seed) if len(codes) else np.arange(0)
    people = known.index[chosen]
    names: list[str] = []
    categories: list[tuple[int, ...]] = []
    columns: list[Floats] = []
    owners: list[int] = []
    for name in items.columns:
        if not pd.api.types.is_numeric_dtype(items[name]):
            continue
        answers = items[name].loc[people].to_numpy(dtype=np.float64, na_value=np.nan)
        answers = np.where(np.isfinite(answers), answers, np.nan)
        values = np.unique(answers[~np.isnan(answers)])
        if len(values) < 2:
            continue
        own = _one_per_category(answers, values) if name in nominal else [answers]
        owners += [len(names)] * len(own)
        columns += own
        names.append(str(name))
        categories.append(tuple(map(int, values)) if name in nominal else ())
    _refuse_too_little(len(names), np.bincount(groups), len(codes), folds=folds, min_items=min_items)
    return Form(
        names=tuple(names),
        categories=tuple(categories),
        answers=np.column_stack(columns),
        owners=np.array(owners, dtype=np.int64),
        groups=groups[chosen],
        codes=tuple(map(str, codes)),
    )


def _one_per_category(answers: Floats, values: Floats) -> list[Floats]:
    return [np.where(np.isnan(answers), np.nan, (answers == value).astype(np.float64)) for value in values]


def _refuse_too_little(items: int, counts: Integers, k: int, *, folds: int, min_items: int) -> None:
    if items < max(1, min_items):
        raise TooFewItems("few_items_for_short_form", n=items, least=min_items)
    if k < 2 or counts.min() < folds:
        smallest = Count(int(counts.min()) if len(counts) else 0)
        raise TooFewResponses("few_people_for_short_form", least=folds, smallest=smallest)


def _stratified(groups: Integers, limit: int, seed: int) -> Integers:
    """At most about `limit` people with the shares of the groups kept, and no group lost."""
    if len(groups) <= limit:
        return np.arange(len(groups))
    rng = np.random.default_rng(seed)
    parts = []
    for group in np.unique(groups):
        members = np.flatnonzero(groups == group)
        wanted = min(len(members), max(50, round(limit * len(members) / len(groups))))
        parts.append(rng.choice(members, wanted, replace=False))
    return np.sort(np.concatenate(parts))
