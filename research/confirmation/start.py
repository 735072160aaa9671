"""Only where the search begins: one factor per scale, each from its own items."""

import numpy as np

from research.arithmetic.arrays import Floats
from research.confirmation.layout import Identification, Layout, Matrices
from research.confirmation.model import MeasurementModel

SMALLEST_SHARE = 0.1
MOST_COMMON = 0.9
GENERAL = 0.5


def starting_point(
    model: MeasurementModel,
    layout: Layout,
    covariances: list[Floats],
    means: list[Floats],
    *,
    identification: Identification,
) -> Floats:
    """Guess all parameters.

    Loadings come from the first principal axis of each scale's correlations in the groups together (so that factors
    point the same way in all groups), factor correlations from the scores on these axes.

    Parameters
    ----------
    model, layout
    covariances : list of array, shape (items, items)
        Per group.
    means : list of array, shape (items,)
    identification : {"variance", "marker"}
    """
    pooled = np.mean(covariances, axis=0)
    spread = np.sqrt(np.diag(pooled))
    correlations = pooled / np.outer(spread, spread)
    shares = _first_axes(model, correlations)
    factor = _factor_correlations(shares, correlations)
    loadings = shares * spread[:, None]
    if identification == "marker":
        scale = np.asarray([loadings[item, home] for item, home in _markers(model)])
        loadings, factor = loadings / scale, factor * np.outer(scale, scale)
    common = np.diag(loadings @ factor @ loadings.T)
    general = np.full(len(factor), GENERAL) if model.general is not None else np.zeros(len(factor))
    guesses = [
        Matrices(
            loadings=loadings,
            factor=factor,
            general=general * np.sqrt(np.diag(factor)),
            unique=np.maximum(np.diag(covariance) - common, SMALLEST_SHARE * np.diag(covariance)),
            intercepts=mean,
            means=np.zeros(len(factor)),
        )
        for covariance, mean in zip(covariances, means, strict=True)
    ]
    return layout.collect(guesses)


def _markers(model: MeasurementModel) -> list[tuple[int, int]]:
    return [(int(item), int(model.home[item])) for item in np.flatnonzero(model.markers)]


def _first_axes(model: MeasurementModel, correlations: Floats) -> Floats:
    found = np.zeros((len(model.items), len(model.factors)))
    for factor in range(len(model.factors)):
        members = np.flatnonzero(model.home == factor)
        values, vectors = np.linalg.eigh(correlations[np.ix_(members, members)])
        common = max((values[-1] - 1) / (len(members) - 1), 0.1) * len(members)
        axis = vectors[:, -1] * np.sqrt(common)
        limited = np.clip(axis, -MOST_COMMON, MOST_COMMON)
        small = np.abs(limited) < SMALLEST_SHARE
        limited[small] = np.where(limited[small] < 0, -SMALLEST_SHARE, SMALLEST_SHARE)
        found[members, factor] = limited * (1.0 if axis.sum() >= 0 else -1.0)
    return found


def _factor_correlations(shares: Floats, correlations: Floats) -> Floats:
    """Correlate the axes, a little shrunk so that the matrix is positive definite."""
    between = shares.T @ correlations @ shares
    scale = 1.0 / np.sqrt(np.diag(between))
    found = between * np.outer(scale, scale) * MOST_COMMON
    np.fill_diagonal(found, 1.0)
    return np.asarray(found, dtype=np.float64)
