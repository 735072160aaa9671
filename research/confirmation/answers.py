"""Only which answers a confirmation rests on, and whether they can carry it."""

from typing import Literal

import numpy as np
import pandas as pd

from research.confirmation.model import MeasurementModel
from research.confirmation.normal import NormalGroup, normal_group
from research.correlations.checks import usable_values
from research.errors import BadPlan, Caution, SingularCorrelations, TooFewResponses, written

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
        raise BadPlan(
            f"These items of the scales are not in the data: {', '.join(absent)}.",
            advice="Name items of the data, or leave them out of their scales.",
            where=absent,
        )
    items = data[list(model.items)]
    usable_values(items)
    kept = items.dropna(how="any" if missing == "listwise" else "all").astype(np.float64)
    if len(kept) <= len(model.items):
        raise TooFewResponses(
            f"{len(kept)} respondents remain for {len(model.items)} items.",
            advice='Collect more answers, confirm fewer scales, or keep people with gaps (missing="fiml").',
        )
    usable_values(kept)
    return kept


def normal_answers(answers: pd.DataFrame, *, where: str = "") -> NormalGroup:
    """Reduce answers to what the likelihood needs, or say which cannot be used.

    Parameters
    ----------
    answers : DataFrame, shape (people, items)
    where : str
        Added to the sentence, such as " among women".

    Raises
    ------
    SingularCorrelations
        Some items are exact combinations of others.
    """
    found = normal_group(answers.to_numpy(dtype=np.float64))
    spread = np.sqrt(np.diag(found.covariance))
    if np.linalg.eigvalsh(found.covariance / np.outer(spread, spread))[0] < SMALLEST_EIGENVALUE:
        raise SingularCorrelations(
            f"Some items are exact combinations of others{where}.",
            advice="Leave out items that repeat others, such as a sum beside its parts.",
        )
    return found


def cautions_of_answers(kept: int, left_out: int) -> tuple[Caution, ...]:
    """Say when many people had to be left out."""
    share = left_out / max(kept + left_out, 1)
    if share <= MANY_LEFT_OUT:
        return ()
    return (
        written(
            "many_left_out",
            text=f"{left_out} of {kept + left_out} respondents ({share:.0%}) were left out for missing answers.",
            advice='Use what they answered: choose full information (FIML) for the correlations, or missing="fiml" in '
            "a notebook, and compare.",
        ),
    )
