"""Figures about groups that pictures for the research team need beyond the summary: only their arithmetic."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

BINS = 20
FEWEST_FOR_SPREAD = 5
"""Fewer people than this have no spread worth drawing."""


def belonging(probabilities: pd.DataFrame, labels: pd.Series) -> dict[str, Any]:
    """How surely people belong to each segment, counted in bins from 0 to 1.

    Parameters
    ----------
    probabilities : DataFrame, people x segments
    labels : Series
        Code of each person.

    Returns
    -------
    dict
        `bins` (how many), `segments: {code: {members: [n], others: [n], median}}`: members are those whose segment it
        is, `median` is of members. Counts, never people.

    References
    ----------
    Dolnicar, Grün and Leisch (2018), Market Segmentation Analysis: the gorge plot.
    """
    edges = np.linspace(0, 1, BINS + 1)
    own = labels.reindex(probabilities.index)
    found: dict[str, Any] = {}
    for code in map(str, probabilities.columns):
        sure = probabilities[code].clip(0, 1)
        mine = (own == code).to_numpy()
        members = sure[mine]
        found[code] = {
            "members": np.histogram(members, edges)[0].tolist(),
            "others": np.histogram(sure[~mine], edges)[0].tolist(),
            "median": round(float(members.median()), 4) if len(members) else None,
        }
    return {"bins": BINS, "segments": found}


@dataclass(frozen=True, kw_only=True)
class _Axes:
    directions: np.ndarray
    shares: np.ndarray


def separation(basis: pd.DataFrame, labels: pd.Series) -> dict[str, Any] | None:
    """Where segments stand on the two axes that tell them apart best, and how far their people spread.

    Parameters
    ----------
    basis : DataFrame, people x variables
        What people were grouped by, without gaps.
    labels : Series
        Code of each person.

    Returns
    -------
    dict or None
        `axes: [{share, related: {variable: r}}]`, `segments: {code: {n, mean: [x, y], spread: [[..], [..]] or None}}`
        in units of the spread within segments; `spread` is the covariance. None where fewer than two variables or
        segments leave nothing to show.

    References
    ----------
    Fisher (1936); linear discriminant axes. R: `MASS::lda(x, grouping)`.
    """
    own = labels.reindex(basis.index)
    codes = sorted(own.dropna().unique(), key=lambda code: int(str(code)[1:]))
    if len(codes) < 2 or basis.shape[1] < 2:
        return None
    values = basis.to_numpy(dtype=float) - basis.to_numpy(dtype=float).mean(axis=0)
    groups = own.to_numpy()
    axes = _discriminant_axes(values, groups, codes)
    if axes is None:
        return None
    placed = values @ axes.directions
    placed = placed * [_direction(basis, placed[:, place]) for place in range(2)]
    return {
        "axes": [
            {"share": round(float(share), 4), "related": _related(basis, placed[:, place])}
            for place, share in enumerate(axes.shares)
        ],
        "segments": {str(code): _place(placed[groups == code]) for code in codes},
    }


def _discriminant_axes(values: np.ndarray, groups: np.ndarray, codes: list[Any]) -> _Axes | None:
    """The two directions with the most variance between groups for each unit within; None where nothing varies."""
    means = np.array([values[groups == code].mean(axis=0) for code in codes])
    sizes = np.array([(groups == code).sum() for code in codes])
    centred = np.concatenate([values[groups == code] - mean for code, mean in zip(codes, means, strict=True)])
    within = centred.T @ centred / max(len(centred) - len(codes), 1)
    roots, vectors = np.linalg.eigh(within)
    kept = roots > 1e-9 * max(roots.max(), 1e-300)
    if kept.sum() < 2:
        return None
    white = vectors[:, kept] / np.sqrt(roots[kept])
    scaled = means @ white
    between = (scaled * sizes[:, None]).T @ scaled / sizes.sum()
    strengths, turned = np.linalg.eigh(between)
    order = np.argsort(strengths)[::-1][:2]
    total = strengths.clip(0).sum()
    shares = strengths[order].clip(0) / total if total > 0 else np.zeros(2)
    return _Axes(directions=white @ turned[:, order], shares=shares)


def _direction(basis: pd.DataFrame, axis: np.ndarray) -> int:
    """Which end is up: more of most things, by their correlations."""
    return 1 if sum(_related(basis, axis).values()) >= 0 else -1


def _related(basis: pd.DataFrame, axis: np.ndarray) -> dict[str, float]:
    """Correlations of what people were grouped by with an axis."""
    return {str(name): round(float(np.corrcoef(basis[name], axis)[0, 1]), 4) for name in basis}


def _place(people: np.ndarray) -> dict[str, Any]:
    spread = np.cov(people, rowvar=False).round(5).tolist() if len(people) >= FEWEST_FOR_SPREAD else None
    return {"n": len(people), "mean": people.mean(axis=0).round(5).tolist(), "spread": spread}
