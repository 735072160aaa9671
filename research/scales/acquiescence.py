"""Saying yes to statements and to their opposites alike: how much each person does, and scores without it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.arithmetic.columns import as_floats, column_means, row_blocks, row_means

Halves = tuple[list[str], list[str]]
"""Items of one scale that are worded its own way, and those worded the other way."""


def balanced_scales(
    items: Collection[str], *, reversed_items: Collection[str], scales: Mapping[str, Sequence[str]]
) -> dict[str, Halves]:
    """Which scales are keyed both ways, with both halves of their items."""
    found = {}
    for scale, members in scales.items():
        own = [item for item in members if item in items]
        plain = [item for item in own if item not in reversed_items]
        turned = [item for item in own if item in reversed_items]
        if plain and turned:
            found[scale] = (plain, turned)
    return found


def acquiescence_index(
    data_raw: pd.DataFrame,
    *,
    ranges: Mapping[str, tuple[float, float]],
    reversed_items: Collection[str],
    scales: Mapping[str, Sequence[str]],
) -> pd.Series | None:
    """Say how much more than others each person agrees, whatever the statement.

    Answers are shares of their range. In every scale keyed both ways the mean of the plain items and the mean of the
    reversed ones are averaged, so that what the scale measures cancels out; each item counts from its own mean, so that
    a question somebody left out moves nothing. The index is the mean over these scales, plus what everybody agrees
    beyond the middle.

    Parameters
    ----------
    data_raw : DataFrame, shape (respondents, items)
        As answered: *not* reverse-keyed. NaN = missing.
    ranges : mapping of item to (lowest, highest answer)
        Items without a range are left aside.
    reversed_items : collection of str
    scales : mapping of scale to its items

    Returns
    -------
    Series or None
        0: balanced, +.5: yes to everything; NaN for people who answered both halves of no scale. None where no scale is
        keyed both ways.

    References
    ----------
    Soto, John, Gosling & Potter (2008), JPSP 94. R: ``rowMeans(cbind(rowMeans(plain), rowMeans(reversed)))``.
    """
    usable = [str(name) for name in data_raw if str(name) in ranges and ranges[str(name)][1] > ranges[str(name)][0]]
    halves = balanced_scales(usable, reversed_items=reversed_items, scales=scales)
    if not halves:
        return None
    used = list(dict.fromkeys(item for half in halves.values() for side in half for item in side))
    low = np.asarray([ranges[item][0] for item in used])
    width = np.asarray([ranges[item][1] for item in used]) - low
    raw = as_floats(data_raw[used])
    middle = column_means(raw)[1]
    place = {item: column for column, item in enumerate(used)}
    sides = [tuple([place[item] for item in side] for side in half) for half in halves.values()]
    agreed = [_agreed((raw[rows] - middle) / width, sides) for rows in row_blocks(len(raw))]
    level = _agreed(((middle - low) / width)[None], sides)[0] - 0.5
    return pd.Series(np.concatenate(agreed) + level, index=data_raw.index)


def _agreed(shares: Floats, sides: Sequence[tuple[list[int], ...]]) -> Floats:
    halves = [sum(row_means(shares[:, side]) for side in both) / len(both) for both in sides]
    return row_means(np.stack(halves, axis=1))


@dataclass(frozen=True, kw_only=True)
class WithoutAcquiescence:
    """Scores without what saying yes to everything puts into them.

    Parameters
    ----------
    scores : DataFrame, people x dimensions
        In the units they had, with the mean they had.
    explained : Series
        Per dimension, the share of its variance that was taken out.
    slopes : Series
        What one whole unit of the index puts into each dimension.
    centre : float
        The index of a person whose scores stay as they are.
    """

    scores: pd.DataFrame
    explained: pd.Series
    slopes: pd.Series
    centre: float


def without_acquiescence(
    scores: pd.DataFrame, index: pd.Series, *, weights: pd.Series | None = None
) -> WithoutAcquiescence:
    """Regress the index out of every dimension.

    Parameters
    ----------
    scores : DataFrame, people x dimensions
        NaN where somebody has no score.
    index : Series
        See `acquiescence_index`; people without one keep their scores.
    weights : Series, optional
        What each person counts in the regression; somebody of weight 0 shapes nothing and is corrected all the same.

    References
    ----------
    Ten Berge (1999), Journal of Personality 67. R: ``resid(lm(score ~ index, weights = w)) + mean(score)``.
    """
    agreed = index.reindex(scores.index).to_numpy(dtype=np.float64)
    own = np.ones(len(scores)) if weights is None else weights.reindex(scores.index).to_numpy(dtype=np.float64)
    own = np.where(np.isnan(agreed) | np.isnan(own), 0.0, own)
    centre = float(np.average(np.nan_to_num(agreed), weights=own)) if own.sum() > 0 else 0.0
    away = np.nan_to_num(agreed - centre)
    fitted = dict(_regressions(scores, away, own))
    slopes = pd.Series({name: slope for name, (slope, _) in fitted.items()}, dtype=np.float64)
    return WithoutAcquiescence(
        scores=scores - np.outer(away, slopes),
        explained=pd.Series({name: share for name, (_, share) in fitted.items()}, dtype=np.float64),
        slopes=slopes,
        centre=centre,
    )


def _regressions(scores: pd.DataFrame, away: Floats, weights: Floats) -> Iterator[tuple[str, tuple[float, float]]]:
    for name in scores:
        values = scores[name].to_numpy(dtype=np.float64)
        yield str(name), _regression(values, away, np.where(np.isnan(values), 0.0, weights))


def _regression(values: Floats, by: Floats, weights: Floats) -> tuple[float, float]:
    """Slope and share of variance explained; 0 where one of the two is the same for everybody."""
    if not weights.sum() > 0:
        return 0.0, 0.0
    x, y = (column - np.average(column, weights=weights) for column in (by, np.nan_to_num(values)))
    together, spread, own = (float(weights @ product) for product in (x * y, x * x, y * y))
    if not spread > 0 or not own > 0:
        return 0.0, 0.0
    return together / spread, together**2 / (spread * own)
