"""People without groups as they would have answered: drawn as answers, and scored as everybody is."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.segments.null import cuts_of, kept_by_cutting

Score = Callable[[pd.DataFrame], pd.DataFrame]
"""From keyed answers, people x items, to what people are grouped by."""


@dataclass(frozen=True, kw_only=True, eq=False)
class AnswerClouds:
    """One normal distribution behind the answers, cut at the same shares, with the same gaps, scored in the same way.

    Normal scores would be no fair comparison: answers at the floor, skewed ones, gaps and coarse scales give scores
    shapes of their own, in which groups are "found" that are none.

    Parameters
    ----------
    items : tuple of str
    root : ndarray, items x items
        A root of the correlations behind the answers.
    cuts : tuple of ndarray
        For each item where the normal variable is cut, in standard deviations.
    codes : tuple of ndarray
        The answers between the cuts: one more than cuts.
    gaps : ndarray of bool, people x items
        Which answers are missing, person by person; everybody drawn has the gaps of somebody.
    score : callable
    """

    items: tuple[str, ...]
    root: Floats
    cuts: tuple[Floats, ...]
    codes: tuple[Floats, ...]
    gaps: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
    score: Score

    def draw(self, people: int, rng: np.random.Generator) -> Floats:
        """As many people on the segmentation variables; somebody whose gaps leave no score is drawn again."""
        found = np.empty((0, 0))
        while len(found) < people:
            scored = self.score(self.answers(people, rng)).dropna().to_numpy(dtype=np.float64)
            if not len(scored):
                raise ValueError("answers with these gaps cannot be scored")
            found = scored if not found.size else np.concatenate([found, scored])
        return found[:people]

    def answers(self, people: int, rng: np.random.Generator) -> pd.DataFrame:
        """Keyed answers, people x items."""
        behind = rng.standard_normal((people, len(self.items))) @ self.root.T
        columns = [
            codes[np.searchsorted(cuts, column)]
            for cuts, codes, column in zip(self.cuts, self.codes, behind.T, strict=True)
        ]
        values = np.stack(columns, axis=1)
        if self.gaps.any():
            values[self.gaps[rng.integers(0, len(self.gaps), people)]] = np.nan
        return pd.DataFrame(values, columns=list(self.items))


def answer_clouds(
    keyed: pd.DataFrame, correlations: pd.DataFrame, *, score: Score, weights: Floats, behind: bool = True
) -> AnswerClouds:
    """Clouds like these answers.

    Parameters
    ----------
    keyed : DataFrame, people x items
        With gaps.
    correlations : DataFrame, items x items
    score : callable
    weights : ndarray, people
    behind : bool, default True
        Whether these are correlations of what lies behind the answers (polychoric); those of the answers themselves are
        raised by what cutting takes away.
    """
    items = tuple(map(str, keyed))
    answered = keyed.to_numpy(dtype=np.float64)
    levels = [_levels(column, weights) for column in answered.T]
    matrix = correlations.loc[list(items), list(items)].to_numpy(dtype=np.float64)
    if not behind:
        kept = np.array([kept_by_cutting(codes, shares) for codes, shares in levels])
        matrix = np.clip(matrix / np.outer(kept, kept), -1.0, 1.0)
        np.fill_diagonal(matrix, 1.0)
    values, vectors = np.linalg.eigh(matrix)
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    root /= np.sqrt((root**2).sum(axis=1, keepdims=True))
    return AnswerClouds(
        items=items,
        root=root,
        cuts=tuple(cuts_of(shares) for _, shares in levels),
        codes=tuple(codes for codes, _ in levels),
        gaps=np.isnan(answered),
        score=score,
    )


def _levels(column: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Codes of one item, and the weighted shares of its answers."""
    known = np.isfinite(column)
    codes, place = np.unique(column[known], return_inverse=True)
    return codes, np.bincount(place, weights=weights[known]) / weights[known].sum()
