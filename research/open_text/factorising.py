"""Answers split into themes: non-negative matrix factorisation, and what an answer speaks of."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.decomposition import NMF

from research.arithmetic.arrays import Floats, Integers

FAINT, HALF = 0.1, 0.5
ROUNDS, TOLERANCE = 100, 2e-3


@dataclass(frozen=True, kw_only=True)
class Factors:
    """Themes as weights of features.

    Parameters
    ----------
    components : ndarray, themes x features
        Rows of length 1.
    strengths : ndarray, answers x themes
        How much of each theme an answer holds; the answer itself has length 1.
    """

    components: Floats
    strengths: Floats


def factorise(matrix: sparse.csr_matrix, k: int, *, seed: int) -> Factors:
    """Split answers into `k` themes: ``X ~ W H``, both without negative values.

    Starts from the singular vectors (NNDSVD), so there is one solution and not one per random start.

    References
    ----------
    Lee and Seung (1999), Nature 401; Boutsidis and Gallopoulos (2008), Pattern Recognition 41 (the start).
    R: ``NMF::nmf(x, k, seed = "nndsvd")``.
    """
    model = NMF(k, init="nndsvd", max_iter=ROUNDS, tol=TOLERANCE, random_state=seed)
    weights = np.asarray(model.fit_transform(matrix), dtype=np.float64)
    sizes = np.sqrt((model.components_**2).sum(axis=1))
    return Factors(
        components=np.asarray(model.components_ / np.maximum(sizes, 1e-12)[:, None], dtype=np.float64),
        strengths=weights * sizes,
    )


def strengths_of(matrix: sparse.csr_matrix, components: Floats, *, rounds: int = 100) -> Floats:
    """Strengths of answers in given themes: non-negative least squares by multiplicative steps.

    ``W <- W * (X H') / (W H H')``; the problem is convex, so every start ends at the same place.
    """
    target = np.asarray(matrix @ components.T)
    gram = components @ components.T
    found: Floats = np.maximum(target, 0.0)
    for _ in range(rounds):
        found = found * target / np.maximum(found @ gram, 1e-12)
    return np.where(found < 1e-6, 0.0, found)


def spoken_of(strengths: Floats) -> npt.NDArray[np.bool_]:
    """Say which themes an answer speaks of.

    The one that is strongest in it, and others at least half as strong; none where even the strongest is faint (below
    .1 of the answer's length).
    """
    strongest = strengths.max(axis=1, keepdims=True)
    return np.asarray((strongest >= FAINT) & (strengths >= HALF * strongest) & (strengths > 0))


def main_theme(strengths: Floats) -> Integers:
    """The strongest theme of each answer."""
    return np.asarray(strengths.argmax(axis=1), dtype=np.int64)
