"""Categorical answers like ours but without classes of people, to compare ours with.

People are drawn from one multivariate normal with the polychoric correlations of the answers, cut into answers at the
same shares: a continuum. Answers in no order are first put into the one in which they go best with all other answers
(first axis of a multiple correspondence analysis), so that the continuum has their strongest association too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import norm

from research.arithmetic.arrays import Floats
from research.correlations.correlate import correlate
from research.correlations.smoothing import smooth


@dataclass(frozen=True, kw_only=True)
class Continuum:
    """One multivariate normal and where it is cut.

    Parameters
    ----------
    root : ndarray, items x items
        `root @ root.T` are the correlations.
    cuts : tuple of ndarray
        Per item: thresholds between its answers.
    missing : ndarray of bool, people x items
    """

    root: Floats
    cuts: tuple[Floats, ...]
    missing: np.ndarray

    def draw(self, rng: np.random.Generator) -> Floats:
        """As many people as there are, people x items; answers are numbered from 0, the same ones are missing."""
        normal = rng.standard_normal(self.missing.shape) @ self.root.T
        answers = np.stack(
            [np.searchsorted(cuts, column) for cuts, column in zip(self.cuts, normal.T, strict=True)], axis=1
        )
        return np.where(self.missing, np.nan, answers)


def continuum_of(values: Floats, weights: Floats, *, unordered: Sequence[int]) -> Continuum:
    """The continuum that has the shares and correlations of these answers.

    Parameters
    ----------
    values : ndarray, people x items
        Answer codes, NaN where missing.
    weights : ndarray, people
    unordered : sequence of int
        Columns whose answers have no order.

    References
    ----------
    Olsson (1979), Psychometrika 44; Greenacre (2007), Correspondence Analysis in Practice, chapter 18.
    R: ``psych::polychoric``, ``ca::mjca``.
    """
    ordered = _in_order(values, weights, unordered) if unordered else values
    frame = pd.DataFrame(ordered, columns=[f"item {place}" for place in range(values.shape[1])])
    found = correlate(frame, kind="polychoric", ordinal=list(map(str, frame)), weights=pd.Series(weights))
    matrix, _, _ = smooth(found.values)
    roots, vectors = np.linalg.eigh(matrix)
    return Continuum(
        root=vectors * np.sqrt(np.maximum(roots, 0.0)),
        cuts=tuple(_cuts(column, weights) for column in ordered.T),
        missing=np.isnan(values),
    )


def _cuts(column: Floats, weights: Floats) -> Floats:
    known = ~np.isnan(column)
    place = np.unique(column[known], return_inverse=True)[1]
    mass = np.bincount(place.reshape(-1), weights=weights[known])
    cuts: Floats = norm.ppf(np.cumsum(mass)[:-1] / mass.sum())
    return cuts


def _in_order(values: Floats, weights: Floats, unordered: Sequence[int]) -> Floats:
    """The same with unordered answers numbered by their place on the axis; a missing answer pulls nowhere."""
    parts = [np.unique(column[~np.isnan(column)]) for column in values.T]
    hot = np.concatenate([column[:, None] == codes for column, codes in zip(values.T, parts, strict=True)], axis=1)
    known = np.concatenate(
        [
            np.repeat(~np.isnan(column)[:, None], len(codes), axis=1)
            for column, codes in zip(values.T, parts, strict=True)
        ],
        axis=1,
    )
    shares = (weights @ hot) / (weights @ known)
    scaled = np.where(known, (hot - shares) / np.sqrt(shares), 0.0) * np.sqrt(weights)[:, None]
    axis = np.linalg.eigh(scaled.T @ scaled)[1][:, -1] / np.sqrt(shares)
    first = np.concatenate([[0], np.cumsum([len(codes) for codes in parts])])
    ordered = values.copy()
    for item in unordered:
        answered = ~np.isnan(values[:, item])
        coordinates = axis[first[item] : first[item + 1]]
        rank = np.argsort(np.argsort(coordinates, kind="stable"), kind="stable")
        ordered[answered, item] = rank[np.searchsorted(parts[item], values[answered, item])]
    return ordered
