"""Who chose what, segment by segment: whole distributions as counts, the ground of every card and bar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd

from research.codebook import DEMOGRAPHIC_FACETS, PSYCHOGRAPHIC_FACETS, Item
from research.said import Said, say

Role = Literal["maker", "who", "why", "behaviour"]
AGE_EDGES = (18, 25, 35, 45, 55, 65)
MOST_OPTIONS = 12
THIRDS = ("lowest_third", "middle_third", "highest_third")
THIRDS_AROUND = ("lowest_third_around", "middle_third_around", "highest_third_around")
"""Thirds of a dimension that has no name but that of an item, and is not that item."""


@dataclass(frozen=True, kw_only=True)
class ProfileTable:
    """Counts of one variable by segment.

    Parameters
    ----------
    variable, text, facet, type : str
        What was asked; `type` is the item's type, or `"third"` for a dimension cut into thirds of everybody.
    role : {"maker", "who", "why", "behaviour"}
        Whether it made the segments, or describes them.
    codes, labels : tuple
        The options in order, and what they are called.
    counts : DataFrame, segments x options
        People (unweighted).
    weighted : DataFrame, segments x options
        The same by survey weight; equal to `counts` without weights.
    dimension : str or None
        The factor that the question marks, so that a card does not tell one dimension many times.
    question, option : str
        For one option of a multiple choice: the two parts of `text`.
    """

    variable: str
    text: str
    facet: str | None
    type: str
    role: Role
    codes: tuple[float, ...]
    labels: tuple[Said, ...]
    counts: pd.DataFrame
    weighted: pd.DataFrame
    dimension: str | None = None
    question: str = ""
    option: str = ""


def role_of(item: Item, makers: frozenset[str]) -> Role:
    if item.name in makers:
        return "maker"
    if item.facet in DEMOGRAPHIC_FACETS:
        return "who"
    if item.facet in PSYCHOGRAPHIC_FACETS:
        return "why"
    return "behaviour"


def tabulate(
    answers: pd.Series,
    *,
    item: Item,
    labels: pd.Series,
    codes: Sequence[str],
    role: Role,
    weights: pd.Series | None = None,
    dimension: str | None = None,
) -> ProfileTable:
    """Count the answers to one question within each segment.

    Parameters
    ----------
    answers : Series, length n
        Codes or numbers as given (not reversed); missing = NaN.
    item : Item
        What was asked; numbers with many values are cut into bands.
    labels : Series, length n
        Segment of each person; missing where a person has none.
    codes : sequence of str
        All segments, in order.
    role : str
        See `ProfileTable`.
    weights : Series, optional
        Survey weights.
    dimension : str, optional
        See `ProfileTable`.
    """
    values, options = coded(answers, item)
    counts = _cross(values, labels, codes, list(options), None)
    weighted = counts.astype(float) if weights is None else _cross(values, labels, codes, list(options), weights)
    return ProfileTable(
        variable=item.name,
        text=item.words,
        question=item.text if item.option else "",
        option=item.option,
        facet=item.facet,
        type=item.type,
        role=role,
        codes=tuple(options),
        labels=tuple(options.values()),
        counts=counts,
        weighted=weighted,
        dimension=dimension,
    )


def tabulate_thirds(
    scores: pd.Series,
    *,
    words: str,
    labels: pd.Series,
    codes: Sequence[str],
    weights: pd.Series | None = None,
    is_named: bool = True,
) -> ProfileTable:
    """Cut a dimension into thirds of everybody, so that a dimension reads in the same unit as a demographic.

    A dimension that is not named, but for one of its items, does not speak as that item.
    """
    third = thirds(scores)
    counts = _cross(third, labels, codes, [0.0, 1.0, 2.0], None)
    weighted = counts.astype(float) if weights is None else _cross(third, labels, codes, [0.0, 1.0, 2.0], weights)
    return ProfileTable(
        variable=str(scores.name),
        text=words,
        facet=None,
        type="third",
        role="maker",
        codes=(0.0, 1.0, 2.0),
        labels=tuple(map(say, THIRDS if is_named else THIRDS_AROUND)),
        counts=counts,
        weighted=weighted,
        dimension=str(scores.name),
    )


def thirds(scores: pd.Series) -> pd.Series:
    """0, 1 or 2: the third of everybody that each score is in."""
    cuts = scores.quantile([1 / 3, 2 / 3]).to_numpy()
    third = pd.Series(np.searchsorted(cuts, scores.to_numpy(), side="left").astype(float), index=scores.index)
    third[scores.isna()] = np.nan
    return third


def _cross(
    values: pd.Series,
    labels: pd.Series,
    codes: Sequence[str],
    options: list[float],
    weights: pd.Series | None,
) -> pd.DataFrame:
    """People (or their weights) by segment and option; counted, because it runs once for every question."""
    row = pd.Categorical(labels, categories=list(codes)).codes
    order = np.argsort(options)
    cells = values.to_numpy(dtype=float)
    place = order[np.minimum(np.searchsorted(np.asarray(options)[order], cells), len(options) - 1)]
    held = (row >= 0) & ~np.isnan(cells)
    joint = row[held].astype(np.int64) * len(options) + place[held]
    mass = None if weights is None else weights.to_numpy(dtype=float)[held]
    table = np.bincount(joint, weights=mass, minlength=len(codes) * len(options)).reshape(len(codes), len(options))
    return pd.DataFrame(table if weights is not None else table.astype(int), index=list(codes), columns=options)


def coded(answers: pd.Series, item: Item) -> tuple[pd.Series, dict[float, Said]]:
    """Answers under the codes of their table (numbers in bands), and what each code is called."""
    if item.type == "numeric":
        return band_numbers(answers, item)
    if item.range is not None and item.type == "ordinal" and item.range[1] - item.range[0] <= MOST_OPTIONS:
        codes = [float(code) for code in range(int(item.range[0]), int(item.range[1]) + 1)]
    elif item.labels:
        codes = [float(code) for code in item.labels]
    else:
        codes = [float(code) for code in np.unique(answers.dropna())]
    if len(codes) > MOST_OPTIONS and item.type != "nominal":
        return band_numbers(answers, item)
    return answers, {code: say("answer", label=item.label(code)) for code in codes}


def band_numbers(answers: pd.Series, item: Item) -> tuple[pd.Series, dict[float, Said]]:
    """Cut numbers into readable bands: the usual ones for ages, fifths of everybody for the rest."""
    known = answers.dropna()
    if known.empty:
        return answers, {}
    inner = _edges(known, item)
    band = pd.Series(np.searchsorted(inner, answers.to_numpy(), side="right").astype(float), index=answers.index)
    band[answers.isna()] = np.nan
    return band, dict(_band_words(inner, whole=_are_whole(known), least=float(known.min()), unit=item.unit))


def _edges(known: pd.Series, item: Item) -> np.ndarray:
    if _is_age(known, item):
        edges = np.array([edge for edge in AGE_EDGES if known.min() < edge <= known.max()], dtype=float)
        if len(edges):
            return edges
    edges = np.unique(known.quantile([0.2, 0.4, 0.6, 0.8]).to_numpy())
    if _are_whole(known):
        edges = np.unique(np.ceil(edges))  # the same people, without "under 10.8"
    above: np.ndarray = edges[edges > known.min()]
    return above


def _are_whole(known: pd.Series) -> bool:
    return bool((known % 1 == 0).all())


def _is_age(known: pd.Series, item: Item) -> bool:
    named = "age" in item.name.lower().split("_") or "age" in item.text.lower().split()
    return named and item.facet == "demographics" and bool(known.between(0, 120).all())


def _band_words(inner: np.ndarray, *, whole: bool, least: float, unit: str) -> Mapping[float, Said]:
    """What the bands between inner edges are called; a band begins at its edge."""
    if not len(inner):
        return {0.0: say("band_of_all")}
    first = float(inner[0])
    is_one = whole and least == first - 1  # "1", and not "under 2"
    words = {0.0: _band("band_of_one", unit, low=least) if is_one else _band("band_below", unit, high=first)}
    for place, (low, high) in enumerate(pairwise(map(float, inner)), 1):
        last = high - 1 if whole else high
        code = "band_of_one" if last == low else "band_of_whole" if whole else "band_between"
        words[float(place)] = _band(code, unit, low=low, high=last)
    words[float(len(inner))] = _band("band_above", unit, low=float(inner[-1]))
    return words


def _band(code: str, unit: str, **ends: float) -> Said:
    """A unit is the author's plural noun, so it stands beside no single one ("1 days")."""
    singular = set(ends.values()) == {1.0}
    return say(f"{code}_in_units", unit=unit, **ends) if unit and not singular else say(code, **ends)
