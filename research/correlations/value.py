"""Only what a correlation matrix is: the figures, their bases, and how they were made."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.errors import Caution

Kind = Literal["pearson", "polychoric", "fiml"]


@dataclass(frozen=True, kw_only=True)
class Correlation:
    """Correlations between items, with everything a reader needs to judge them.

    Parameters
    ----------
    matrix : DataFrame, shape (items, items)
        Correlations; positive definite.
    bases : DataFrame, shape (items, items)
        Respondents who answered both items of a pair (people, not weights).
    kind : {"pearson", "polychoric", "fiml"}
        How the correlations were computed.
    n : int
        Respondents with at least one answer.
    n_effective : float
        Harmonic mean of the bases of all pairs (Kish's effective bases where the answers are weighted).
    smoothed : bool
        Whether the matrix had to be changed to become positive definite.
    smallest_eigenvalue : float
        Before smoothing.
    thresholds : dict of str to array
        Cut points on the normal scale per item (polychoric only).
    information : Series
        Per item, the share of the information about a correlation of zero that its categories keep
        (1 for Pearson). A pair with `n` answers is worth `n * information[i] * information[j]` answers
        on a continuous scale.
    cautions : tuple of Caution
        What the reader must know.
    """

    matrix: pd.DataFrame
    bases: pd.DataFrame
    kind: Kind
    n: int
    n_effective: float
    smoothed: bool
    smallest_eigenvalue: float
    information: pd.Series
    thresholds: dict[str, Floats] = field(default_factory=dict)
    cautions: tuple[Caution, ...] = ()

    @property
    def items(self) -> list[str]:
        """Names of the items, in the order of the matrix."""
        return [str(name) for name in self.matrix.columns]

    @property
    def values(self) -> Floats:
        """The matrix as an array (a copy)."""
        return self.matrix.to_numpy(dtype=np.float64, copy=True)

    def pair_information(self) -> Floats:
        """Return, per pair, the answers on a continuous scale that the pair's answers are worth."""
        share = self.information.to_numpy(dtype=np.float64)
        bases = self.bases.to_numpy(dtype=np.float64)
        lower = np.tril_indices(len(share), -1)
        harmonic = 1.0 / np.mean(1.0 / bases[lower]) if len(lower[0]) else float(self.n)
        return np.asarray(bases * (self.n_effective / harmonic) * np.outer(share, share), dtype=np.float64)
