"""The other ways of grouping that a plan asks for: other bases and other methods beside the solution."""

from dataclasses import dataclass

import pandas as pd

from research.arithmetic.parallel import Progress
from research.errors import Caution, ResearchError, caution
from research.plan import AnalysisPlan
from research.reading.options import MOST_CATEGORIES
from research.segments.methods import MethodComparison, compare_methods
from research.steps.group import Grouping
from research.steps.measure import Measurement
from research.steps.other_ways.bases import BasisComparison, compare_bases
from research.steps.segment import Segmentation

BASES_PART = 0.9


@dataclass(frozen=True, kw_only=True)
class SideBySide:
    """The same people grouped by other things and in other ways; what could not be tried is None, and said."""

    bases: BasisComparison | None
    methods: MethodComparison | None
    cautions: tuple[Caution, ...]


def look_side_by_side(
    measured: Measurement,
    segmentation: Segmentation,
    grouping: Grouping,
    plan: AnalysisPlan,
    *,
    n_jobs: int,
    progress: Progress,
) -> SideBySide:
    """Group the same people on every basis and by every method, with as many segments as were kept.

    Parameters
    ----------
    measured : Measurement
    segmentation : Segmentation
        Its number of segments is taken.
    grouping : Grouping
        What people were grouped by.
    plan : AnalysisPlan
    n_jobs : int
    progress : callable
        Called with the share done.
    """
    k = segmentation.solution.k
    X = grouping.numbers(measured)
    bases: BasisComparison | None = None
    methods: MethodComparison | None = None
    cautions: list[Caution] = []
    try:
        bases = compare_bases(measured, plan, k=k, n_jobs=n_jobs, progress=lambda share: progress(BASES_PART * share))
    except ResearchError as error:
        cautions.append(caution("bases_not_compared", where=error.where, why=error.said))
    weights = None if measured.weights is None else measured.weights.loc[X.index]
    try:
        methods = compare_methods(X, k=k, seed=plan.seed, answers=_answers(measured, X.index), weights=weights)
    except ResearchError as error:
        cautions.append(caution("methods_not_compared", where=error.where, why=error.said))
    progress(1.0)
    return SideBySide(
        bases=bases,
        methods=methods,
        cautions=(*cautions, *(bases.cautions if bases else ()), *(methods.cautions if methods else ())),
    )


def _answers(measured: Measurement, people: pd.Index) -> pd.DataFrame | None:
    """The answers themselves, where all have few enough categories for latent classes."""
    answers = measured.answers.loc[people]
    return answers if int(answers.nunique().max()) <= MOST_CATEGORIES else None
