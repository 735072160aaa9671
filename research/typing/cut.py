"""The border between "this is their segment" and "it cannot be told", from people the rule had not seen."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from research.arithmetic.arrays import Floats, Integers

FLOOR = 0.5
"""Nobody is given a segment that would more often be wrong than right."""
GRID = 100
"""Borders are whole per cents."""
MOST_STEPS, LONGEST_STEP, RIDGE = 50, 5.0, 1e-9
SHOWN = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Borders of the curve."""


@dataclass(frozen=True, kw_only=True)
class Cut:
    """Below which probability nobody is given a segment, and what that buys.

    Parameters
    ----------
    threshold : float
        People whose highest probability is lower stay without a segment; 0 where everybody gets one, 1 where the
        questions tell nobody's.
    share : float
        Of people, those who get a segment.
    hits : float or None
        Of those, how many get their own; None where nobody gets one.
    n : int
        People who get a segment.
    curve : DataFrame, threshold x (share, hit_rate)
        The same for other borders; `hit_rate` is nan where nobody is left.
    """

    threshold: float
    share: float
    hits: float | None
    n: int
    curve: pd.DataFrame


def choose_cut(highest: Floats, right: Integers, folds: Integers, *, floor: float = FLOOR) -> Cut:
    """Choose the border and say what it does to people it was not chosen on.

    How often the most probable segment is right is estimated from its probability by a logistic curve (which corrects
    a rule that is too sure of itself); the border is where the curve reaches the floor. Share and hit rate are those
    of borders chosen on the other folds, so that choosing cannot flatter them.

    Parameters
    ----------
    highest : ndarray, n people
        Highest probability of each person, from a rule that was fitted without them.
    right : ndarray, n people
        1 where the most probable segment is their own.
    folds : ndarray, n people
        In which fold each was left out.
    floor : float
        Least share of right answers at the border.

    Returns
    -------
    Cut

    References
    ----------
    Chow (1970), IEEE Transactions on Information Theory 16 (to reject where an error is likelier than it may be);
    Platt (1999), Advances in Large Margin Classifiers (the curve). R: ``glm(right ~ qlogis(highest), binomial)``.
    """
    kept = np.zeros(len(highest), dtype=bool)
    for fold in np.unique(folds):
        own = folds == fold
        kept[own] = highest[own] >= border(highest[~own], right[~own], floor=floor)
    return Cut(
        threshold=border(highest, right, floor=floor),
        share=float(kept.mean()),
        hits=float(right[kept].mean()) if kept.any() else None,
        n=int(kept.sum()),
        curve=_curve(highest, right),
    )


def border(highest: Floats, right: Integers, *, floor: float) -> float:
    """Lowest probability from which on the share of right answers is the floor or more, in whole per cents upwards."""
    if not len(highest) or right.min() == right.max():
        return 0.0 if len(highest) and right.min() >= floor else 1.0
    start, slope = _fit_curve(logit(_inside(highest)), right)
    if slope <= 0:  # the probability says nothing about being right
        return 0.0 if right.mean() >= floor else 1.0
    lowest = float(expit((logit(floor) - start) / slope))
    return 0.0 if lowest <= highest.min() else float(np.ceil(lowest * GRID - 1e-9) / GRID)


def _fit_curve(odds: Floats, right: Integers) -> tuple[float, float]:
    """Start and slope of the logistic curve by Newton's steps; Platt's targets keep it finite where all is clear."""
    hits = int(right.sum())
    misses = len(right) - hits
    target = np.where(right == 1, (hits + 1) / (hits + 2), 1 / (misses + 2))
    x = np.column_stack([np.ones(len(odds)), odds])
    found = np.zeros(2)
    for _step in range(MOST_STEPS):
        expected = expit(x @ found)
        weights = np.maximum(expected * (1 - expected), 1e-9)
        step = np.linalg.solve(x.T @ (x * weights[:, None]) + RIDGE * np.eye(2), x.T @ (target - expected))
        found += np.clip(step, -LONGEST_STEP, LONGEST_STEP)
        if np.abs(step).max() < 1e-8:
            break
    return float(found[0]), float(found[1])


def _inside(highest: Floats) -> Floats:
    return np.clip(highest, 1e-6, 1 - 1e-6)


def _curve(highest: Floats, right: Integers) -> pd.DataFrame:
    lines = []
    for threshold in SHOWN:
        kept = highest >= threshold
        lines.append({"share": float(kept.mean()), "hit_rate": float(right[kept].mean()) if kept.any() else np.nan})
    return pd.DataFrame(lines, index=pd.Index(SHOWN, name="threshold"))
