"""Whether all segments lie along one line: rungs of one thing are levels of it, not kinds of people."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.segments.separation import discriminant_axes

NEARLY_ALL = 0.9
"""Share of the differences between segments that must lie along a line."""
FEWEST = 3
"""Any two segments lie on some line; three or more need not."""
ALONG = 0.5
"""Share of the squared distance between neighbours that must lie along the line: rungs are above, not beside."""
BELONGS = 0.5
"""Correlation with the line from which a variable is part of what it is about."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """The line on which all segments lie.

    Parameters
    ----------
    share : float
        Share of the differences between segments (variance between them, in units of that within) along it.
    related : dict of variable to float
        Correlation with the line of what people were grouped by, the strongest first; those from .5 on, one at least.
    order : tuple of str
        Segments from the lowest to the highest.
    """

    share: float
    related: dict[str, float]
    order: tuple[str, ...]


def line_of(basis: pd.DataFrame, labels: pd.Series, *, codes: Sequence[str]) -> Line | None:
    """Find the line on which all segments lie.

    It may be one of the variables, or with three segments or more any direction in which they stand apart.

    Parameters
    ----------
    basis : DataFrame, people x variables
        What people were grouped by, standardised and without gaps.
    labels : Series
        Code of each person.
    codes : sequence of str

    Returns
    -------
    Line or None
        None where less than nine tenths of the differences lie along one line, or neighbours on it stand apart mostly
        in other ways.

    References
    ----------
    Fisher (1936), Annals of Eugenics 7 (discriminant axes). R: `MASS::lda(x, grouping)`, `svd` component.
    """
    placed = labels.reindex(basis.index)
    known = placed.notna().to_numpy()
    values, groups = basis.to_numpy(dtype=np.float64)[known], placed[known].to_numpy()
    present = [code for code in codes if (groups == code).any()]
    if len(present) < 2:
        return None
    values = values - values.mean(axis=0)
    found = _one_variable(values, groups, present) or _direction(values, groups, present)
    return None if found is None else _told(found, basis.columns, values, groups, present)


Found = tuple[Floats, float]
"""A direction and its share."""


def _one_variable(values: Floats, groups: np.ndarray, codes: Sequence[str]) -> Found | None:
    means, sizes = _means(values, groups, codes)
    between = sizes @ means**2
    widest = int(between.argmax())
    share = float(between[widest] / between.sum()) if between.sum() > 0 else 0.0
    return (np.eye(values.shape[1])[widest], share) if share >= NEARLY_ALL else None


def _direction(values: Floats, groups: np.ndarray, codes: Sequence[str]) -> Found | None:
    axes = discriminant_axes(values, groups, codes) if len(codes) >= FEWEST else None
    if axes is None:
        return None
    directions, shares = axes
    is_line = shares[0] >= NEARLY_ALL and _in_order(values, groups, codes, directions)
    return (directions[:, 0], float(shares[0])) if is_line else None


def _in_order(values: Floats, groups: np.ndarray, codes: Sequence[str], directions: Floats) -> bool:
    """Whether each segment stands above the one before it rather than beside it."""
    means, _sizes = _means(values @ directions, groups, codes)
    steps = np.diff(means[means[:, 0].argsort()], axis=0) ** 2
    return bool((steps[:, 0] >= ALONG * steps.sum(axis=1)).all())


def _means(values: Floats, groups: np.ndarray, codes: Sequence[str]) -> tuple[Floats, Floats]:
    means = np.array([values[groups == code].mean(axis=0) for code in codes])
    return means, np.array([(groups == code).mean() for code in codes])


def _told(found: Found, names: pd.Index, values: Floats, groups: np.ndarray, codes: Sequence[str]) -> Line:
    """Either end may be up: the one with more of most things is."""
    placed = values @ found[0]
    correlations = [float(np.corrcoef(column, placed)[0, 1]) for column in values.T]
    related = dict(zip(map(str, names), correlations, strict=True))
    turn = 1 if sum(related.values()) >= 0 else -1
    strongest = sorted(related, key=lambda name: -abs(related[name]))
    about = [name for name in strongest if abs(related[name]) >= BELONGS] or strongest[:1]
    means = {code: turn * float(placed[groups == code].mean()) for code in codes}
    return Line(
        share=found[1],
        related={name: turn * related[name] for name in about},
        order=tuple(sorted(codes, key=lambda code: means[code])),
    )
