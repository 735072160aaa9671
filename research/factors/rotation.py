"""Only the turning of factors towards simple structure."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.errors import BadPlan, NotConverged
from research.factors.factor_analyzer_engine import rotate_loadings

Rotation = Literal["oblimin", "promax", "varimax", "quartimin", "geomin", "none"]
ROTATIONS: tuple[Rotation, ...] = ("oblimin", "promax", "varimax", "quartimin", "geomin", "none")
ENGINE_NAMES = {"geomin": "geomin_obl"}
GEOMIN_DELTA = 0.01
ONE_START = ("varimax", "promax")


@dataclass(frozen=True, kw_only=True)
class Rotated:
    """Rotated loadings (pattern) and the correlations between the factors.

    Parameters
    ----------
    loadings : DataFrame, shape (items, factors)
    phi : DataFrame, shape (factors, factors)
    criterion : float
        Value of the rotation's criterion, smaller is simpler (0 where there is none).
    share_at_best : float
        Share of the starts that reached the best criterion.
    """

    loadings: pd.DataFrame
    phi: pd.DataFrame
    criterion: float
    share_at_best: float


def rotate(
    loadings: pd.DataFrame,
    *,
    method: Rotation = "oblimin",
    kaiser: bool | None = None,
    starts: int = 10,
    seed: int,
) -> Rotated:
    """Rotate unrotated loadings.

    Oblimin is direct oblimin with gamma 0, which is quartimin: it minimises
    ``sum_i sum_{j<k} l_ij^2 l_ik^2``. Geomin minimises ``sum_i prod_j (l_ij^2 + .01)^(1/k)``.

    Parameters
    ----------
    loadings : DataFrame, shape (items, factors)
    method : {"oblimin", "promax", "varimax", "quartimin", "geomin", "none"}
    kaiser : bool, optional
        Give every item the same weight while rotating. Left out, the custom of R's psych: yes for varimax
        and promax, no for the others (SPSS says yes for oblimin too).
    starts : int
        Starting positions; the first is the unrotated one, the others are random. The simplest result wins.
    seed : int
        For the random starts.

    Returns
    -------
    Rotated

    References
    ----------
    Bernaards & Jennrich (2005), Educational and Psychological Measurement 65.
    R: ``psych::fa(..., rotate = "oblimin")``, ``GPArotation::quartimin``, ``GPArotation::geominQ``,
    ``varimax``, ``psych::kaiser(f, rotate = "Promax")``.
    """
    if method not in ROTATIONS:
        raise BadPlan("unknown_rotation", method=method, known=ROTATIONS)
    values = loadings.to_numpy(dtype=np.float64)
    if method == "none" or values.shape[1] == 1:
        return _named(loadings, values, np.eye(values.shape[1]), 0.0, 1.0)
    if method in ONE_START:
        turned, phi = rotate_loadings(values, method=method, kaiser=kaiser is not False)
        return _named(loadings, turned, phi, 0.0, 1.0)
    return _best_of_starts(loadings, method, kaiser=bool(kaiser), starts=starts, seed=seed)


def _best_of_starts(loadings: pd.DataFrame, method: Rotation, *, kaiser: bool, starts: int, seed: int) -> Rotated:
    values = loadings.to_numpy(dtype=np.float64)
    sizes = np.sqrt((values**2).sum(axis=1, keepdims=True)) if kaiser else np.ones((len(values), 1))
    found = [
        rotate_loadings((values / sizes) @ turn, method=ENGINE_NAMES.get(method, method), kaiser=False)
        for turn in _turns(values.shape[1], starts, seed)
    ]
    reached = np.asarray([_criterion(turned, method) for turned, _ in found])
    if not np.isfinite(reached).any():
        raise NotConverged("rotation_not_settled", method=method)
    best = int(np.nanargmin(reached))
    turned, phi = found[best]
    share = float(np.mean(reached < reached[best] + 1e-6))
    return _named(loadings, turned * sizes, phi, float(reached[best]), share)


def _turns(factors: int, starts: int, seed: int) -> list[Floats]:
    rng = np.random.default_rng(seed)
    turns = [np.eye(factors)]
    random = rng.standard_normal((max(starts, 1) - 1, factors, factors))
    return [*turns, *(np.linalg.qr(one)[0] for one in random)]


def _criterion(loadings: Floats, method: Rotation) -> float:
    squares = loadings**2
    if method == "geomin":
        return float(np.exp(np.log(squares + GEOMIN_DELTA).mean(axis=1)).sum())
    return float(np.sum(squares.sum(axis=1) ** 2 - (squares**2).sum(axis=1)) / 4)


def _named(like: pd.DataFrame, values: Floats, phi: Floats, criterion: float, share: float) -> Rotated:
    names = like.columns
    return Rotated(
        loadings=pd.DataFrame(values, index=like.index, columns=names),
        phi=pd.DataFrame(phi, index=names, columns=names),
        criterion=criterion,
        share_at_best=share,
    )
