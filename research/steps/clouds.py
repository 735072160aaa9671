"""People without groups who answer as these do, scored as these were."""

import numpy as np
import pandas as pd

from research.arithmetic.ordering import canonical
from research.factors.scores import ScoreMethod
from research.segments.answer_clouds import AnswerClouds, answer_clouds
from research.steps.adjusted import FactorScoring, InUnits, ScaleScoring
from research.steps.basis import Basis, agreeing_of
from research.steps.measure import Measurement


def clouds_like(measured: Measurement, basis: Basis, people: pd.Index, *, method: ScoreMethod) -> AnswerClouds | None:
    """People without groups who answer as `people` do; None where people are not grouped by scores."""
    scoring = _scoring(measured, basis, method)
    if scoring is None or measured.correlation is None:
        return None
    # by name and in canonical order, so that the order of columns and people changes nothing
    order = canonical(measured.matrix.values)
    keyed = measured.keyed.loc[order[order.isin(people)], sorted(map(str, measured.correlation.items))]
    return answer_clouds(
        keyed,
        measured.correlation.matrix,
        score=InUnits(scoring=scoring, means=basis.means, units=basis.units),
        weights=np.ones(len(keyed)) if measured.weights is None else measured.weights.loc[keyed.index].to_numpy(),
        behind=measured.correlation.kind == "polychoric",
    )


def _scoring(measured: Measurement, basis: Basis, method: ScoreMethod) -> ScaleScoring | FactorScoring | None:
    """How the people asked were scored."""
    if measured.correlation is None or not basis.name.endswith("_scores"):
        return None
    agreeing = None if basis.adjusted is None else agreeing_of(measured)
    if basis.name.endswith("scale_scores"):
        return ScaleScoring(scales=measured.scale_members, correlation=measured.correlation, agreeing=agreeing)
    if measured.scores is None or measured.factors is None:
        return None
    return FactorScoring(
        correlation=measured.correlation,
        solution=measured.factors,
        method=method,
        means=measured.scores.means,
        deviations=measured.scores.deviations,
        agreeing=agreeing,
    )
