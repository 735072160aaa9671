"""Only which answers a confirmation rests on, and whether they can carry it."""

from typing import Literal

import numpy as np
import pandas as pd

from research.confirmation.model import MeasurementModel
from research.confirmation.normal import NormalGroup, normal_group
from research.correlations.checks import usable_values
from research.errors import BadPlan, Caution, SingularCorrelations, TooFewResponses, caution
from research.said import Among, Count

Missing = Literal["listwise", "fiml"]
MANY_LEFT_OUT = 0.10
SMALLEST_EIGENVALUE = 1e-9


def answers_of(data: pd.DataFrame, model: MeasurementModel, *, missing: Missing) -> pd.DataFrame:
    """Return the answers to the items of a model, without the people who cannot be used.

    Parameters
    ----------
    data : DataFrame, shape (respondents, columns)
    model : MeasurementModel
    missing : {"listwise", "fiml"}
        Leave out everybody with a gap, or only those without any answer.

    Raises
    ------
    BadPlan
        An item of a scale is not in the data.
    BadData, TooFewItems, TooFewResponses, NoVariance
    """
    absent = tuple(item for item in model.items if item not in data.columns)
    if absent:
        raise BadPlan("scale_items_absent", items=absent, where=absent)
    items = data[list(model.items)]
    usable_values(items)
    kept = items.dropna(how="any" if missing == "listwise" else "all").astype(np.float64)
    if len(kept) <= len(model.items):
        raise TooFewResponses("few_respondents_remain", n=Count(len(kept)), items=len(model.items))
    usable_values(kept)
    return kept


def normal_answers(answers: pd.DataFrame) -> NormalGroup:
    """Reduce answers (people x items) to what the likelihood needs, or say which cannot be used.

    Raises
    ------
    SingularCorrelations
        Some items are exact combinations of others.
    """
    found = normal_group(answers.to_numpy(dtype=np.float64))
    spread = np.sqrt(np.diag(found.covariance))
    if np.linalg.eigvalsh(found.covariance / np.outer(spread, spread))[0] < SMALLEST_EIGENVALUE:
        raise SingularCorrelations("exact_combinations")
    return found


def cautions_of_answers(kept: int, left_out: int) -> tuple[Caution, ...]:
    """Say when many people had to be left out."""
    everybody = kept + left_out
    return (
        (caution("many_left_out", left_out=Among(left_out, everybody)),) if left_out > MANY_LEFT_OUT * everybody else ()
    )
