"""Only whether a table of answers can be used for statistics at all; every fault is named."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from research.arithmetic.columns import as_floats
from research.errors import BadData, NoVariance, TooFewItems, TooFewResponses
from research.said import Count

FEWEST_RESPONDENTS = 3


def usable_values(
    data: pd.DataFrame, *, items_needed: int = 2, respondents_needed: int = FEWEST_RESPONDENTS
) -> NDArray[np.float64]:
    """Return the answers as floats, or say by name why they cannot be used.

    Parameters
    ----------
    data : DataFrame, shape (respondents, items)
        Numbers, NaN where an answer is missing.
    items_needed, respondents_needed : int
        The least that makes sense for the statistic.

    Returns
    -------
    array, shape (respondents, items)

    Raises
    ------
    BadData
        Repeated item names, texts, or infinite values.
    TooFewItems, TooFewResponses
        Nothing to compute with, or items nobody answered.
    NoVariance
        Items to which everybody gave the same answer.
    """
    values = _numbers(data)
    if data.shape[1] < items_needed:
        names = list(map(str, data.columns))
        raise TooFewItems("few_items_at_all", where=names, n=len(names), needed=items_needed)
    if data.shape[0] < respondents_needed:
        raise TooFewResponses("few_people_at_all", n=Count(data.shape[0]), needed=respondents_needed)
    _check_columns(data, values)
    return values


def _numbers(data: pd.DataFrame) -> NDArray[np.float64]:
    if not data.columns.is_unique:
        repeated = tuple(map(str, data.columns[data.columns.duplicated()].unique()))
        raise BadData("items_twice", where=repeated, items=repeated)
    texts = tuple(
        str(name)
        for name, kind in zip(data.columns, data.dtypes, strict=True)
        if not pd.api.types.is_numeric_dtype(kind)
    )
    if texts:
        raise BadData("columns_no_numbers", where=texts, columns=texts)
    return as_floats(data)


def _check_columns(data: pd.DataFrame, values: NDArray[np.float64]) -> None:
    names = np.asarray([str(name) for name in data.columns])
    low, high = np.fmin.reduce(values, axis=0), np.fmax.reduce(values, axis=0)
    infinite = tuple(names[np.isinf(low) | np.isinf(high)].tolist())
    if infinite:
        raise BadData("infinite_values", where=infinite, items=infinite)
    empty = tuple(names[np.isnan(low)].tolist())
    if empty:
        raise TooFewResponses("items_without_answers", where=empty, items=empty)
    constant = tuple(names[low == high].tolist())
    if constant:
        raise NoVariance("items_answered_alike", where=constant, items=constant)


def usable_weights(weights: pd.Series | None, index: pd.Index) -> NDArray[np.float64] | None:
    """Return the weights in the order of `index`, or say by name why they cannot be used.

    Raises
    ------
    BadData
        Weights that are missing for somebody, negative, infinite, or all zero.
    """
    if weights is None:
        return None
    ordered = np.asarray(weights.reindex(index).to_numpy(dtype=np.float64, na_value=np.nan))
    if not np.isfinite(ordered).all() or (ordered < 0).any() or not (ordered > 0).any():
        raise BadData("unusable_weights")
    return ordered
