"""The step from an analysis to a stored solution."""

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
import orjson
import pandas as pd
from numpy.typing import NDArray

from research.arithmetic.arrays import Floats
from research.codebook import rating_range
from research.factors.scores import Scores
from research.result import Analysis
from research.said import say
from research.segments.solution import SegmentSolution
from research.steps.basis import basis_of
from research.steps.measure import Measurement, Solved
from research.summary.provenance import fingerprint
from research.tracking.frozen import (
    ANSWERS,
    FrozenBasis,
    FrozenDimension,
    FrozenItem,
    FrozenSegment,
    FrozenSolution,
    Table,
)


def freeze(analysis: Analysis, *, names: Mapping[str, str] | None = None) -> FrozenSolution:
    """Keep of an analysis what is needed to type new people and to notice drift; no single answer is kept.

    Parameters
    ----------
    analysis : Analysis
    names : mapping of str to str, optional
        Segment code to the persona's name, to be told with the figures.

    Returns
    -------
    FrozenSolution
        `score_wave` with it gives everybody of the analysis the segment they have there.

    Raises
    ------
    NoFactors
        The analysis has none; what is kept rests on them.

    References
    ----------
    Dolnicar, Grün and Leisch (2018), Market Segmentation Analysis, step 10. R: `predict(kcca_model, newdata)`.
    """
    measured, solution = analysis.measurement, analysis.segmentation.solution
    solved = measured.solved_for(say("kept_for_later_waves"))
    candidate = analysis.segmentation.choice.candidate(solution.k)
    item_names = [str(name) for name in solved.solution.loadings.index]
    correlations = solved.correlation.matrix.loc[item_names, item_names].to_numpy(dtype=np.float64)
    lower = np.tril_indices(len(item_names), -1)
    return FrozenSolution(
        study=analysis.given.codebook.name,
        items=tuple(_item(measured, solved.scores, name) for name in item_names),
        dimensions=_dimensions(analysis, solved.scores),
        correlation=solved.correlation.kind,
        loadings=_table(solved.solution.loadings),
        weights=_table(solved.scores.weights),
        phi=_table(solved.solution.phi),
        precision=_table(np.linalg.inv(correlations)),
        information=float(np.median(solved.correlation.pair_information()[lower])),
        basis=_basis(analysis),
        rule=_plain(solution.rule),
        segments=_segments(measured, solved, solution, names or {}),
        agreement=None if candidate is None else candidate.ari_mean,
        agreement_low=None if candidate is None else candidate.ari_low,
        people=len(analysis.people),
        effective_people=solution.effective_people,
        plan=_plain(analysis.plan.to_dict()),
        library=_version(),
        data_fingerprint=fingerprint(analysis.given),
    )


def _item(measured: Measurement, scores: Scores, name: str) -> FrozenItem:
    item = measured.matrix.codebook[name]
    low, high = rating_range(item) or (None, None)
    return FrozenItem(
        name=name,
        text=item.words,
        low=None if low is None else float(low),
        high=None if high is None else float(high),
        reverse=item.reverse,
        mean=float(scores.means[name]),
        deviation=float(scores.deviations[name]),
    )


def _dimensions(analysis: Analysis, found: Scores) -> tuple[FrozenDimension, ...]:
    scores = found.scores.loc[analysis.people]
    return tuple(
        FrozenDimension(
            name=str(name),
            words=analysis.measurement.labels[str(name)],
            mean=float(scores[name].mean()),
            deviation=float(scores[name].std(ddof=1)),
        )
        for name in scores
    )


def _basis(analysis: Analysis) -> FrozenBasis:
    measured, rule = analysis.measurement, analysis.segmentation.solution.rule
    scales = {name: tuple(members) for name, members in measured.scale_members.items()}
    if rule["method"] == "lca":  # its rule reads the answers as they were given
        names = tuple(rule["variables"])
        return FrozenBasis(
            name=ANSWERS, variables=names, means=(0.0,) * len(names), deviations=(1.0,) * len(names), scales=scales
        )
    basis = basis_of(measured, analysis.plan)
    return FrozenBasis(
        name=basis.name,
        variables=tuple(map(str, basis.X)),
        means=tuple(map(float, basis.means)),
        deviations=tuple(map(float, basis.units)),
        scales=scales,
        slopes=() if basis.adjusted is None else tuple(map(float, basis.adjusted.slopes)),
        centre=0.0 if basis.adjusted is None else basis.adjusted.centre,
    )


def _segments(
    measured: Measurement, solved: Solved, solution: SegmentSolution, called: Mapping[str, str]
) -> tuple[FrozenSegment, ...]:
    placed = measured.keyed.index.get_indexer(solution.labels.index)
    return tuple(
        FrozenSegment(
            code=code,
            name=called.get(code, ""),
            share=float(solution.shares["share"][code]),
            low=float(solution.shares["low"][code]),
            high=float(solution.shares["high"][code]),
            people=int(solution.sizes[code]),
            jaccard=float(solution.jaccard[code]),
            **_profile(measured, solved, placed[(solution.labels == code).to_numpy()]),
        )
        for code in solution.codes
    )


def _profile(measured: Measurement, solved: Solved, people: NDArray[np.intp]) -> dict[str, tuple[float, ...]]:
    """Mean and spread of each item; an item that nobody (or one person) of a segment answered counts as usual.

    Item by item: standardised answers of a million people would not fit beside the answers.
    """
    means, deviations = solved.scores.means, solved.scores.deviations
    names = [str(name) for name in solved.solution.loadings.index]
    columns = ((measured.keyed[name].iloc[people] - means[name]) / deviations[name] for name in names)
    found = [(column.mean(), column.std(ddof=1)) for column in columns]
    usual = pd.DataFrame(found, columns=["mean", "spread"], dtype=np.float64).fillna({"mean": 0.0, "spread": 1.0})
    return {"profile": tuple(map(float, usual["mean"])), "spread": tuple(map(float, usual["spread"]))}


def _table(values: pd.DataFrame | Floats) -> Table:
    return tuple(tuple(float(value) for value in row) for row in np.asarray(values, dtype=np.float64))


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = orjson.loads(orjson.dumps(values, option=orjson.OPT_SERIALIZE_NUMPY))
    return plain


def _version() -> str:
    try:
        return version("whyprint")
    except PackageNotFoundError:
        return "source"
