"""Only whether a table of answers can be used for statistics at all; every fault is named."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from research.arithmetic.columns import as_floats
from research.errors import BadData, NoVariance, TooFewItems, TooFewResponses

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
        raise TooFewItems(
            f"There are {data.shape[1]} items and at least {items_needed} are needed.",
            advice="Choose more items.",
            where=tuple(map(str, data.columns)),
        )
    if data.shape[0] < respondents_needed:
        raise TooFewResponses(
            f"There are {data.shape[0]} respondents and at least {respondents_needed} are needed.",
            advice="Collect more answers, or relax the filter.",
        )
    _check_columns(data, values)
    return values


def _numbers(data: pd.DataFrame) -> NDArray[np.float64]:
    if not data.columns.is_unique:
        repeated = tuple(map(str, data.columns[data.columns.duplicated()].unique()))
        raise BadData(
            f"These item names occur more than once: {', '.join(repeated)}.",
            advice="Give every item its own name.",
            where=repeated,
        )
    texts = tuple(
        str(name)
        for name, kind in zip(data.columns, data.dtypes, strict=True)
        if not pd.api.types.is_numeric_dtype(kind)
    )
    if texts:
        raise BadData(
            f"These columns are not numbers: {', '.join(texts)}.",
            advice="Code the answers as numbers, or leave the columns out.",
            where=texts,
        )
    return as_floats(data)


def _check_columns(data: pd.DataFrame, values: NDArray[np.float64]) -> None:
    names = np.asarray([str(name) for name in data.columns])
    low, high = np.fmin.reduce(values, axis=0), np.fmax.reduce(values, axis=0)
    infinite = tuple(names[np.isinf(low) | np.isinf(high)].tolist())
    if infinite:
        raise BadData(
            f"These items hold infinite values: {', '.join(infinite)}.",
            advice="Look for a division by zero where the data were prepared, or declare a missing code.",
            where=infinite,
        )
    empty = tuple(names[np.isnan(low)].tolist())
    if empty:
        raise TooFewResponses(
            f"Nobody answered {', '.join(empty)}.",
            advice="Leave these items out of the analysis.",
            where=empty,
        )
    constant = tuple(names[low == high].tolist())
    if constant:
        raise NoVariance(
            f"Everybody gave the same answer to {', '.join(constant)}.",
            advice="Leave these items out: they cannot go together with anything.",
            where=constant,
        )


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
        raise BadData(
            "Some weights are missing, negative or infinite, or all are zero.",
            advice="Give every respondent a weight above zero, or run without weights.",
        )
    return ordered
