"""Data like ours but without groups, to compare ours with."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy.stats import norm

from research.arithmetic.arrays import Floats
from research.segments.points import Points

FEW_VALUES = 10
"""A variable with at most this many different values is cut into the same values in the null."""


class Clouds(Protocol):
    """Where data without groups come from."""

    def draw(self, people: int, rng: np.random.Generator) -> Floats:
        """People without groups on the segmentation variables: `people` x variables."""


@dataclass(frozen=True, kw_only=True, eq=False)
class NormalClouds:
    """One normal distribution of the segmentation variables themselves; see `null_set`."""

    values: Floats
    weights: Floats

    def draw(self, people: int, rng: np.random.Generator) -> Floats:
        """`null_set` of these values."""
        return null_set(self.values, self.weights, people=people, rng=rng)


def null_set(values: Floats, weights: Floats, *, people: int, rng: np.random.Generator) -> Floats:
    """Draw people from one multivariate normal with the means and covariances of the data.

    Discrete variables (answers of 1 to 5, yes or no) are cut from the normal at the same shares: coarse
    answers alone make groups look stable, and the null must have them too. Their correlations are raised
    beforehand by what cutting takes away.

    Parameters
    ----------
    values : ndarray, people x variables
    weights : ndarray, people
    people : int
        How many to draw.
    rng : Generator

    Returns
    -------
    ndarray, `people` x variables
    """
    mean = np.average(values, axis=0, weights=weights)
    covariance = np.atleast_2d(np.cov(values, rowvar=False, aweights=weights))
    spread = np.sqrt(np.diag(covariance))
    levels = [_levels(column, weights) for column in values.T]
    kept = np.array([1.0 if level is None else kept_by_cutting(*level) for level in levels])
    correlation = covariance / np.outer(spread, spread) / np.outer(kept, kept)
    np.fill_diagonal(correlation, 1.0)
    eigenvalues, vectors = np.linalg.eigh(correlation)
    root = vectors * np.sqrt(np.maximum(eigenvalues, 0.0))
    root /= np.sqrt((root**2).sum(axis=1, keepdims=True))
    drawn = rng.standard_normal((people, len(mean))) @ root.T
    for place, level in enumerate(levels):
        if level is None:
            drawn[:, place] = mean[place] + spread[place] * drawn[:, place]
        else:
            codes, shares = level
            drawn[:, place] = codes[np.searchsorted(cuts_of(shares), drawn[:, place])]
    sample: Floats = drawn
    return sample


def cloud_points(points: Points, clouds: Clouds | None, rng: np.random.Generator) -> Points:
    """As many people without groups as there are points, in their units; without a source normal ones."""
    if clouds is None:
        drawn = null_set(points.rows, points.weights, people=points.people, rng=rng)
    else:
        drawn = (clouds.draw(points.people, rng) - points.centre) / points.scale
    rows, row_of, heads = np.unique(drawn, axis=0, return_inverse=True, return_counts=True)
    return Points(
        rows=rows,
        weights=heads.astype(np.float64),
        row_of=row_of.reshape(-1),
        drawn_from=np.sort(row_of.reshape(-1)),
        centre=points.centre,
        scale=points.scale,
    )


def _levels(column: Floats, weights: Floats) -> tuple[Floats, Floats] | None:
    codes, place = np.unique(column, return_inverse=True)
    if len(codes) > FEW_VALUES:
        return None
    mass = np.bincount(place, weights=weights)
    return codes, mass / mass.sum()


def cuts_of(shares: Floats) -> Floats:
    """Where a normal variable is cut so that its pieces have these shares."""
    cuts: Floats = norm.ppf(np.clip(np.cumsum(shares)[:-1], 0.0, 1.0))
    return cuts


def kept_by_cutting(codes: Floats, shares: Floats) -> float:
    """Correlation of a normal variable with itself cut into these codes."""
    edges = np.concatenate([[0.0], norm.pdf(cuts_of(shares)), [0.0]])
    mean = codes @ shares
    spread = np.sqrt((codes - mean) ** 2 @ shares)
    return float(codes @ (edges[:-1] - edges[1:]) / spread)
