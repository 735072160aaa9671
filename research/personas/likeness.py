"""How near a question is to an outcome: as near as the outcome asked twice, or not."""

import numpy as np
import pandas as pd

NEAR = 0.8
"""Correlation from which two questions are asked of nearly the same thing."""


def likeness(outcome: pd.Series, questions: pd.DataFrame, *, ordered: bool) -> pd.Series:
    """Absolute correlation of each question with an outcome, over people who answered both.

    Parameters
    ----------
    outcome : Series, people
    questions : DataFrame, people x questions
        Numbers or ordered codes, by the index of the outcome.
    ordered : bool
        Whether the outcome has an order; if not, the correlation ratio (eta) of the question over its answers.

    Returns
    -------
    Series, questions
        0 where either does not vary.
    """
    values = questions.reindex(outcome.index)
    if ordered:
        found = values.corrwith(outcome.astype(float)).abs()
    else:
        found = pd.Series({name: _eta(values[name], outcome) for name in values}, dtype=float)
    return found.fillna(0.0)


def _eta(question: pd.Series, outcome: pd.Series) -> float:
    both = question.notna() & outcome.notna()
    own, groups = question[both], outcome[both]
    total = float(((own - own.mean()) ** 2).sum())
    between = float(((own.groupby(groups).transform("mean") - own.mean()) ** 2).sum())
    return float(np.sqrt(between / total)) if total > 0 else 0.0
