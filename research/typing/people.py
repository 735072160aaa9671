"""Many people typed at once by the rule of a short form."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.typing.rule import MISSING, TYPED, UNCLEAR


def score_people(rule: Mapping[str, Any], answers: pd.DataFrame) -> pd.DataFrame:
    """Type many people at once, each as `score_rule` does.

    Parameters
    ----------
    rule : mapping
    answers : DataFrame, people x items
        Codes, not reversed; missing = nan.

    Returns
    -------
    DataFrame, people x (segment, status, one column per segment)
        `status` is "typed", "unclear" or "missing"; probabilities are nan where an answer is missing.
    """
    segments = list(rule["segments"])
    scores = np.tile([float(rule["intercepts"][segment]) for segment in segments], (len(answers), 1))
    for item in rule["items"]:
        scores = scores + _points_of_all(rule, item, answers[item].to_numpy(dtype=np.float64, na_value=np.nan))
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    probabilities = powers / powers.sum(axis=1, keepdims=True)
    missing = np.isnan(probabilities).any(axis=1)
    highest = np.where(missing, np.nan, probabilities.max(axis=1))
    typed = ~missing & (highest >= rule.get("threshold", 0.0))
    best = np.array(segments, dtype=object)[np.nan_to_num(probabilities).argmax(axis=1)]
    found = pd.DataFrame(probabilities, index=answers.index, columns=segments)
    found.insert(0, "status", np.select([missing, typed], [MISSING, TYPED], UNCLEAR))
    found.insert(0, "segment", pd.Series(np.where(typed, best, None), index=answers.index, dtype=object))
    return found


def _points_of_all(rule: Mapping[str, Any], item: str, answers: Floats) -> Floats:
    segments = rule["segments"]
    choice = (rule.get("choices") or {}).get(item)
    if choice is None:
        slopes = np.array([rule["coefficients"][segment][item] for segment in segments])
        return np.asarray((answers - rule["means"][item])[:, None] / rule["sds"][item] * slopes)
    points = np.full((len(answers), len(segments)), np.nan)
    for code, each in choice.items():
        points[answers == float(code)] = [each[segment] for segment in segments]
    return points
