"""Respondents x segmentation variables as checked, ordered, distinct points."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats, Integers
from research.errors import BadData, NoVariance, TooFewResponses
from research.said import Count


@dataclass(frozen=True, kw_only=True)
class Points:
    """Distinct points in lexicographic order, so that results do not depend on the order of the people.

    Parameters
    ----------
    rows : ndarray, points x variables
        Distinct rows, centred and divided by one common number (k-means does not notice either).
    weights : ndarray, points
        Sum of the weights of the people standing on each point.
    row_of : ndarray, people
        Point of each person, in the order of the data.
    drawn_from : ndarray, people
        The same in canonical order: bootstrap samples draw people from here.
    centre, scale : ndarray and float
        `rows * scale + centre` are the original values.
    """

    rows: Floats
    weights: Floats
    row_of: Integers
    drawn_from: Integers
    centre: Floats
    scale: float

    @property
    def people(self) -> int:
        """Number of people."""
        return len(self.row_of)


def values_of(X: pd.DataFrame) -> Floats:
    """Check the segmentation variables and return them as float64.

    Raises
    ------
    TooFewResponses
        Fewer than two people.
    BadData
        No variables, text, missing or infinite values.
    NoVariance
        A variable on which everybody has the same value.
    """
    if X.shape[1] == 0:
        raise BadData("nothing_to_segment_on")
    if len(X) < 2:
        raise TooFewResponses("few_people_to_group", n=Count(len(X)))
    try:
        values = X.to_numpy(dtype=np.float64)
    except (TypeError, ValueError) as fault:
        raise BadData("text_to_segment_on") from fault
    names = [str(name) for name in X.columns]
    broken = [name for name, bad in zip(names, ~np.isfinite(values).all(axis=0), strict=True) if bad]
    if broken:
        raise BadData("people_without_value", names=broken, where=broken)
    flat = [name for name, spread in zip(names, np.ptp(values, axis=0), strict=True) if spread == 0]
    if flat:
        raise NoVariance("same_value", names=flat, where=flat)
    return values


def weights_of(weights: pd.Series | None, X: pd.DataFrame) -> Floats:
    """Weights in the order of `X`, scaled to a mean of one; all ones when there are none."""
    if weights is None:
        return np.ones(len(X))
    aligned = weights.reindex(X.index).to_numpy(dtype=np.float64)
    if not np.isfinite(aligned).all() or (aligned < 0).any() or aligned.sum() <= 0:
        raise BadData("bad_weights")
    scaled: Floats = aligned / aligned.mean()
    return scaled


def points_of(X: pd.DataFrame, *, weights: pd.Series | None = None) -> Points:
    """Distinct points of the data with their weights; see `Points`."""
    values = np.ascontiguousarray(values_of(X))
    mass = weights_of(weights, X)
    order = _lexicographic([*values.T, mass])
    ordered = values[order]
    is_new = np.concatenate([[True], (ordered[1:] != ordered[:-1]).any(axis=1)])
    drawn_from = np.cumsum(is_new) - 1
    row_of = np.empty(len(values), dtype=np.int64)
    row_of[order] = drawn_from
    del values
    rows = ordered if is_new.all() else ordered[is_new]
    centre = rows.mean(axis=0)
    rows -= centre  # in place: a million people are copied often enough
    scale = float(np.sqrt((rows**2).mean()))
    rows /= scale
    return Points(
        rows=rows,
        weights=_sums(drawn_from, mass[order]),
        row_of=row_of,
        drawn_from=drawn_from,
        centre=centre,
        scale=scale,
    )


def _lexicographic(keys: Sequence[Floats]) -> Integers:
    """`np.lexsort(keys[::-1])`, quickly where few people tie on the first key, as they do on scores."""
    order: Integers = np.argsort(keys[0], kind="stable")
    first = keys[0][order]
    same = np.concatenate([[False], first[1:] == first[:-1], [False]])
    tied = same[1:] | same[:-1]
    some = order[tied]
    order[tied] = some[np.lexsort([key[some] for key in keys[::-1]])]
    return order


def _sums(groups: Integers, values: Floats) -> Floats:
    sums: Floats = np.bincount(groups, weights=values).astype(np.float64)
    return sums


def check_k(points: Points, k: int) -> None:
    """Raise when `k` segments cannot exist in these data."""
    if k < 1:
        raise BadData("less_than_one_segment", k=k)
    if k > len(points.rows):
        raise TooFewResponses("more_segments_than_people", k=k, different=Count(len(points.rows)))


def subsample(points: Points, limit: int, rng: np.random.Generator) -> Points:
    """At most `limit` people drawn without replacement, as points of their own."""
    if points.people <= limit:
        return points
    chosen = np.sort(rng.choice(points.people, limit, replace=False))
    kept, drawn_from, heads = np.unique(points.drawn_from[chosen], return_inverse=True, return_counts=True)
    all_heads = np.bincount(points.drawn_from, minlength=len(points.rows))
    return Points(
        rows=points.rows[kept],
        weights=points.weights[kept] / all_heads[kept] * heads,
        row_of=drawn_from.astype(np.int64),
        drawn_from=drawn_from.astype(np.int64),
        centre=points.centre,
        scale=points.scale,
    )
