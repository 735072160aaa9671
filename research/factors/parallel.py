"""Only parallel analysis: which eigenvalues are larger than those of items that have nothing in common."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from research.arithmetic.arrays import Floats
from research.correlations.correlate import Correlation
from research.factors.factor_analyzer_engine import LOWEST_UNIQUENESS, minres_loadings

Some = npt.NDArray[np.floating[Any]]
"""Numbers of single or double precision: what goes in comes out."""

CELLS_AT_ONCE = 4_000_000
PERCENTILE = 95.0
MOST_SWEEPS = 150
SETTLED = 5e-4
SHIFT, INVERSE_STEPS = 1e-4, 3
"""How far from the eigenvalue a matrix is inverted, and how often: the vector is then good to six digits."""
AT_ONCE = 2


@dataclass(frozen=True, kw_only=True)
class Parallel:
    """Result of a parallel analysis.

    Parameters
    ----------
    factors, factors_by_mean : int
        Leading factor eigenvalues above the 95th percentile and above the mean of the draws.
    components : int
        The same by component eigenvalues and the 95th percentile.
    table : DataFrame, shape (items, 6)
        `observed`, `mean`, `p95` (factor eigenvalues) and `component_observed`, `component_mean`,
        `component_p95`.
    """

    factors: int
    factors_by_mean: int
    components: int
    table: pd.DataFrame


def parallel_analysis(correlation: Correlation, *, n: int | None = None, draws: int = 1000, seed: int) -> Parallel:
    """Compare the eigenvalues with those of unrelated items answered by as many people.

    The factor eigenvalues are those of ``R`` with the communalities of a one-factor MINRES solution on its
    diagonal. The draws are correlation matrices of independent normal variables (Wishart, by Bartlett's
    decomposition), so the cost does not depend on the number of respondents. A correlation of zero between
    categories with information q (see `Correlation`) over ``n_ij`` people varies with
    ``1 / (n_ij q_i q_j)``; the drawn correlations are widened to that variance, so polychoric
    correlations and pairs with few answers are compared with equally uncertain ones.

    Parameters
    ----------
    correlation : Correlation
    n : int, optional
        Respondents; left out, the effective number behind the correlations.
    draws : int
        Random matrices.
    seed : int

    References
    ----------
    Horn (1965), Psychometrika 30; Glorfeld (1995). R: ``psych::fa.parallel(x, fm = "minres", fa = "both")``.
    """
    matrix = correlation.values
    observed = np.linalg.eigvalsh(matrix)[::-1]
    loadings, _ = minres_loadings(matrix, 1)
    reduced = _reduced_eigenvalues(matrix[None], loadings.T)[0]
    drawn = _side_by_side(_null_matrices(correlation, n, draws, seed))
    components, factors = (np.concatenate(parts) for parts in zip(*drawn, strict=True))
    table = pd.DataFrame(
        {
            "observed": reduced,
            "mean": factors.mean(axis=0),
            "p95": np.percentile(factors, PERCENTILE, axis=0),
            "component_observed": observed,
            "component_mean": components.mean(axis=0),
            "component_p95": np.percentile(components, PERCENTILE, axis=0),
        },
        index=pd.RangeIndex(1, len(matrix) + 1, name="factor"),
    )
    return Parallel(
        factors=leading(table["observed"], table["p95"]),
        factors_by_mean=leading(table["observed"], table["mean"]),
        components=leading(table["component_observed"], table["component_p95"]),
        table=table,
    )


def leading(observed: pd.Series, reference: pd.Series) -> int:
    """Count the values above their reference before the first one that is not."""
    above = observed.to_numpy() > reference.to_numpy()
    return int(len(above) if above.all() else np.argmin(above))


def _null_matrices(correlation: Correlation, n: int | None, draws: int, seed: int) -> Iterator[Some]:
    """Yield blocks of correlation matrices of unrelated items, as uncertain as the observed ones."""
    items = len(correlation.items)
    worth = correlation.pair_information() * (1.0 if n is None else n / correlation.n_effective)
    lower = np.tril_indices(items, -1)
    size = max(round(1.0 / float(np.mean(1.0 / worth[lower]))), items + 2)
    wider = np.sqrt(size / worth)
    rng = np.random.default_rng(seed)
    block = max(1, CELLS_AT_ONCE // items**2)
    for start in range(0, draws, block):
        found = _wishart_correlations(rng, min(block, draws - start), items, size - 1) * wider
        found = np.clip(found, -0.999, 0.999)
        found[:, np.arange(items), np.arange(items)] = 1.0
        yield found.astype(np.float32)  # six digits of an eigenvalue: twice as fast, and far finer than the draws


def _wishart_correlations(rng: np.random.Generator, draws: int, items: int, degrees: int) -> Floats:
    root = np.zeros((draws, items, items))
    rows, columns = np.tril_indices(items, -1)
    root[:, rows, columns] = rng.standard_normal((draws, len(rows)))
    diagonal = np.arange(items)
    root[:, diagonal, diagonal] = np.sqrt(rng.chisquare(degrees - diagonal, size=(draws, items)))
    root /= np.sqrt(np.sum(root**2, axis=2, keepdims=True))
    return np.asarray(root @ root.transpose(0, 2, 1))


def _side_by_side(blocks: Iterator[Some]) -> list[tuple[Floats, Floats]]:
    """Both kinds of eigenvalues of each block, half a block at a time on each of two threads."""
    done: list[tuple[Floats, Floats]] = []
    with ThreadPoolExecutor(max_workers=AT_ONCE) as workers:
        waiting: deque[Future[tuple[Floats, Floats]]] = deque()
        for block in blocks:
            while len(waiting) > AT_ONCE:  # so that few blocks are in memory
                done.append(waiting.popleft().result())
            for part in np.array_split(block, AT_ONCE):
                waiting.append(workers.submit(_both_eigenvalues, part))
        done += [one.result() for one in waiting]
    return done


def _both_eigenvalues(matrices: Some) -> tuple[Floats, Floats]:
    components = np.asarray(np.linalg.eigvalsh(matrices)[:, ::-1], dtype=np.float64)
    return components, _reduced_eigenvalues(matrices, one_factor(matrices))


def _reduced_eigenvalues(matrices: Some, loadings: Some) -> Floats:
    reduced = matrices.copy()
    places = np.arange(matrices.shape[1])
    reduced[:, places, places] = loadings**2
    return np.asarray(np.linalg.eigvalsh(reduced)[:, ::-1], dtype=np.float64)


def one_factor(matrices: Some) -> Some:
    """Fit one factor to many correlation matrices at once by minimum residuals.

    Item by item, ``l_i = sum_{j != i} r_ij l_j / sum_{j != i} l_j^2``, until nothing moves.

    Parameters
    ----------
    matrices : array, shape (draws, items, items)

    Returns
    -------
    array, shape (draws, items)

    References
    ----------
    Harman & Jones (1966), Psychometrika 31.
    """
    found = _first_guess(matrices)
    moving = np.arange(len(matrices))
    rows = np.ascontiguousarray(matrices.transpose(1, 0, 2))
    for _ in range(MOST_SWEEPS):
        loadings, moved = _sweep(rows, found[moving])
        found[moving] = loadings
        still = moved > SETTLED
        if not still.any():
            break
        if not still.all():
            moving, rows = moving[still], rows[:, still]
    return found


def _sweep(rows: Some, before: Some) -> tuple[Some, Some]:
    """Renew the loadings of every item once; return them and the largest change per matrix."""
    most = float(np.sqrt(1.0 - LOWEST_UNIQUENESS))
    loadings = before.copy()
    squares = np.sum(loadings**2, axis=1)
    for item in range(loadings.shape[1]):
        own = loadings[:, item].copy()
        rest = np.maximum(squares - own**2, 1e-12)
        new = np.clip((np.einsum("bj,bj->b", rows[item], loadings) - own) / rest, -most, most)
        loadings[:, item] = new
        squares = rest + new**2
    return loadings, np.max(np.abs(loadings - before), axis=1)


def _first_guess(matrices: Some) -> Some:
    """Start where psych starts: the first factor of the matrices with squared multiple correlations."""
    reduced = matrices.copy()
    places = np.arange(matrices.shape[1])
    reduced[:, places, places] = 1.0 - 1.0 / np.einsum("bii->bi", np.linalg.inv(matrices))
    values, vectors = _leading(reduced)
    return np.asarray(vectors * np.sqrt(np.maximum(values, 0.0))[:, None])


def _leading(matrices: Some) -> tuple[Some, Some]:
    """The largest eigenvalue of each matrix and its vector, by inverse iteration: twice as fast as all vectors."""
    values = np.linalg.eigvalsh(matrices)[:, -1]
    shifted = matrices.copy()
    places = np.arange(matrices.shape[1])
    shifted[:, places, places] -= (values + SHIFT)[:, None]
    vectors = np.ones((len(matrices), len(places), 1), dtype=matrices.dtype)
    for _ in range(INVERSE_STEPS):
        vectors = np.linalg.solve(shifted, vectors)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return values, vectors[..., 0]
