"""Figures about segments that only the research team reads, beside the summary."""

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.result import Analysis
from research.segments.separation import discriminant_axes
from research.steps.basis import pictured
from research.summary.schema.team import Axis, Belonging, Fit, Separation, Spot, TeamFigures

BINS = 20
FEWEST_FOR_SPREAD = 5
"""Fewer people than this have no spread worth drawing."""


def figures_for_team(analysis: Analysis) -> TeamFigures:
    """Figures about segments that the summary does not hold: counts, means and spreads, never single people."""
    solution, measured = analysis.segmentation.solution, analysis.measurement
    if solution.k < 2:
        return TeamFigures()
    basis = pictured(measured, analysis.plan, method=solution.method)
    return TeamFigures(
        belonging=belonging(solution.probabilities, solution.labels), separation=separation(basis, solution.labels)
    )


def belonging(probabilities: pd.DataFrame, labels: pd.Series) -> Belonging:
    """How surely people belong to each segment, counted in bins from 0 to 1.

    Parameters
    ----------
    probabilities : DataFrame, people x segments
    labels : Series
        Code of each person.

    References
    ----------
    Dolnicar, Grün and Leisch (2018), Market Segmentation Analysis: the gorge plot.
    """
    own = labels.reindex(probabilities.index)
    fits = {str(code): _fit(sure.clip(0, 1), (own == code).to_numpy()) for code, sure in probabilities.items()}
    return Belonging(bins=BINS, segments=fits)


def _fit(sure: pd.Series, mine: np.ndarray) -> Fit:
    edges = np.linspace(0, 1, BINS + 1)
    members, others = sure[mine], sure[~mine]
    return Fit(
        members=np.histogram(members, edges)[0].tolist(),
        others=np.histogram(others, edges)[0].tolist(),
        median=round(float(members.median()), 4) if len(members) else None,
    )


def separation(basis: pd.DataFrame, labels: pd.Series) -> Separation | None:
    """Where segments stand on the two axes that tell them apart best, and how far their people spread.

    Parameters
    ----------
    basis : DataFrame, people x variables
        What people were grouped by, without gaps.
    labels : Series
        Code of each person.

    Returns
    -------
    Separation or None
        None where fewer than two variables or segments leave nothing to show.
    """
    groups = labels.reindex(basis.index)
    codes = sorted(groups.dropna().unique(), key=lambda code: int(code[1:]))
    if len(codes) < 2 or basis.shape[1] < 2:
        return None
    values = basis.to_numpy(dtype=np.float64)
    found = discriminant_axes(values - values.mean(axis=0), groups.to_numpy(), codes)
    return None if found is None else _standing(basis, groups, codes, *found)


def _standing(
    basis: pd.DataFrame, groups: pd.Series, codes: list[str], directions: Floats, shares: Floats
) -> Separation:
    """Either end of an axis may be up: the one with more of most things is."""
    values = basis.to_numpy(dtype=np.float64)
    placed = (values - values.mean(axis=0)) @ directions
    placed = placed * [1 if sum(_related(basis, axis).values()) >= 0 else -1 for axis in placed.T]
    first, second = (
        Axis(share=round(float(share), 4), related=_related(basis, axis))
        for share, axis in zip(shares, placed.T, strict=True)
    )
    return Separation(
        axes=(first, second), segments={code: _spot(placed[(groups == code).to_numpy()]) for code in codes}
    )


def _related(basis: pd.DataFrame, axis: Floats) -> dict[str, float]:
    """Correlations of what people were grouped by with an axis."""
    return {str(name): round(float(np.corrcoef(basis[name], axis)[0, 1]), 4) for name in basis}


def _spot(people: Floats) -> Spot:
    spread = np.cov(people, rowvar=False).round(5).tolist() if len(people) >= FEWEST_FOR_SPREAD else None
    return Spot(n=len(people), mean=people.mean(axis=0).round(5).tolist(), spread=spread)
