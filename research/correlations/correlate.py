"""Only the choice between Pearson, polychoric and FIML correlations; the door to `research.correlations`."""

from collections.abc import Collection
from typing import Literal

import numpy as np
import pandas as pd

from research.correlations.fiml import fiml
from research.correlations.pearson import pearson
from research.correlations.polychoric import polychoric
from research.correlations.value import Correlation
from research.errors import BadPlan

__all__ = ["Correlation", "correlate", "fiml", "pearson", "polychoric"]

MOST_ORDINAL_CATEGORIES = 7


def correlate(
    data: pd.DataFrame,
    *,
    kind: Literal["auto", "pearson", "polychoric", "fiml"],
    ordinal: Collection[str],
    weights: pd.Series | None = None,
) -> Correlation:
    """Correlate items in the way that fits their answers.

    Parameters
    ----------
    data : DataFrame, shape (respondents, items)
        Numbers, NaN where an answer is missing, reversed items already turned.
    kind : {"auto", "pearson", "polychoric", "fiml"}
        "auto" takes polychoric correlations when every item is ordinal or binary with at most 7 categories; "fiml"
        are Pearson correlations estimated from everybody's own answers.
    ordinal : collection of str
        Names of the items whose answers are ordered categories (binary ones too).
    weights : Series, optional
        One weight per respondent, on the same index.

    Returns
    -------
    Correlation

    Raises
    ------
    NoVariance, TooFewResponses, TooFewItems, BadData, BadPlan, NotConverged

    References
    ----------
    Rhemtulla, Brosseau-Liard & Savalei (2012), Psychological Methods 17.
    """
    if kind not in ("auto", "pearson", "polychoric", "fiml"):
        raise BadPlan("unknown_correlation", kind=kind)
    if kind == "fiml":
        return fiml(data, weights=weights)
    if kind == "polychoric" or (kind == "auto" and _all_ordered(data, ordinal)):
        return polychoric(data, weights=weights)
    return pearson(data, weights=weights)


def _all_ordered(data: pd.DataFrame, ordinal: Collection[str]) -> bool:
    if not set(map(str, data.columns)) <= set(ordinal):
        return False
    return all(_few_answers(data[name].to_numpy(dtype=np.float64)) for name in data.columns)


def _few_answers(column: np.ndarray) -> bool:
    present = column[~np.isnan(column)]
    if np.unique(present[:1000]).size > MOST_ORDINAL_CATEGORIES:
        return False
    return bool(np.unique(present).size <= MOST_ORDINAL_CATEGORIES)
