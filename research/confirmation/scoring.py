"""Only the search for the parameters that fit best, by Fisher scoring with Levenberg's damping."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from research.arithmetic.arrays import Floats
from research.errors import NotConverged

DIFFERENCE = 1e-5
MAX_STEPS = 500
TOLERANCE = 1e-14
ROUNDING = 1e-13
MOST_DAMPING = 1e8
SMALLEST_INFORMATION = 1e-9


@dataclass(frozen=True)
class State:
    """A criterion at one point: its value, slope, and expected information (per person)."""

    value: float
    slope: Floats
    information: Floats


def minimise(look: Callable[[Floats], State | None], start: Floats) -> tuple[Floats, State]:
    """Minimise a criterion whose curvature is close to `information`.

    A step that does not go down is tried again with more damping (Levenberg-Marquardt); the search ends where the
    next step promises less than 1e-14 of the criterion.

    Parameters
    ----------
    look : callable
        Returns None where the criterion is not defined.
    start : array, shape (parameters,)

    Raises
    ------
    NotConverged
        No lower value is found, or the parameters cannot be told apart.

    References
    ----------
    Lee & Jennrich (1979), Psychometrika 44; Marquardt (1963).
    """
    state = look(start)
    if state is None:
        raise NotConverged("model_without_start")
    point, damping = start, 0.0
    for _ in range(MAX_STEPS):
        step = _step(state, damping)
        if -float(step @ state.slope) <= TOLERANCE and damping == 0.0:
            _refuse_unidentified(state.information)
            return point, state
        tried = look(point + step)
        if tried is not None and tried.value <= state.value + ROUNDING:
            point, state = point + step, tried
            damping = damping / 10 if damping > 1e-6 else 0.0
        elif -float(step @ state.slope) <= 100 * TOLERANCE:
            damping = 0.0
            _refuse_unidentified(state.information)
            return point, state
        elif damping > MOST_DAMPING:
            break
        else:
            damping = max(damping * 10, 1e-3)
    raise NotConverged("model_not_settled")


def observed_information(slope: Callable[[Floats], Floats | None], point: Floats) -> Floats:
    """Return the curvature of a criterion at its minimum, by central differences of its slope.

    Parameters
    ----------
    slope : callable
        Returns None where the criterion is not defined.
    point : array, shape (parameters,)

    Raises
    ------
    NotConverged
        The criterion is not defined around the point.
    """
    rows = []
    for place in range(len(point)):
        step = np.zeros(len(point))
        step[place] = DIFFERENCE * max(abs(float(point[place])), 1.0)
        above, below = slope(point + step), slope(point - step)
        if above is None or below is None:
            raise NotConverged("model_on_the_edge")
        rows.append((above - below) / (2 * step[place]))
    found = np.asarray(rows)
    return np.asarray((found + found.T) / 2)


def _step(state: State, damping: float) -> Floats:
    scale = np.sqrt(np.maximum(np.diag(state.information), 1e-12))
    scaled = state.information / np.outer(scale, scale)
    scaled[np.diag_indices_from(scaled)] += damping + 1e-12
    return np.asarray(-np.linalg.solve(scaled, state.slope / scale) / scale, dtype=np.float64)


def _refuse_unidentified(information: Floats) -> None:
    scale = np.sqrt(np.diag(information))
    if (scale <= 0).any() or np.linalg.eigvalsh(information / np.outer(scale, scale))[0] < SMALLEST_INFORMATION:
        raise NotConverged("model_not_identified")
