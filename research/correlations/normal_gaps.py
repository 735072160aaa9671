"""Only what answers from a multivariate normal are expected to be, given those that are there (the E step).

With S the covariance, K its inverse, M the missing and O the observed answers of a person, ``E[z_M] = -K_MM^-1 K_MO
z_O`` and ``Var[z_M] = K_MM^-1``; also ``log det S_OO = log det S + log det K_MM``, and the quadratic form of the
observed part equals that of the filled row. So only systems as large as a person's gaps are solved, once for
each pattern of gaps.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from research.arithmetic.arrays import Floats

CELLS_AT_ONCE = 2_000_000
LOG_2_PI = float(np.log(2 * np.pi))


@dataclass(frozen=True)
class Expected:
    """Mean and covariance (divisor: sum of weights) of the completed answers, and -2 log-likelihood per person."""

    mean: Floats
    covariance: Floats
    deviance: float


@dataclass(frozen=True)
class _Gaps:
    """People with the same number of gaps: their rows, their pattern, and the items each pattern lacks."""

    rows: NDArray[np.intp]
    pattern: NDArray[np.intp]
    places: NDArray[np.intp]
    weight: Floats

    def blocks(self) -> Iterator[slice]:
        size = max(1, CELLS_AT_ONCE // max(self.places.shape[1] ** 2, 1))
        return (slice(start, start + size) for start in range(0, len(self.rows), size))


@dataclass(frozen=True)
class NormalSample:
    """Answers with gaps, grouped by what is missing; complete people only as their sums.

    Parameters
    ----------
    values : array, shape (people with gaps, items)
        Zero where missing.
    missing : array of bool, same shape
    weights : array, shape (people with gaps,)
    groups : tuple
        People with gaps by their number of gaps.
    complete : (float, array, array)
        Sum of weights, of answers, and of products of the people without gaps.
    total : float
        Sum of all weights.
    cells : float
        Weighted number of answers.
    """

    values: Floats
    missing: NDArray[np.bool_]
    weights: Floats
    groups: tuple[_Gaps, ...]
    complete: tuple[float, Floats, Floats]
    total: float
    cells: float

    def expect(self, mean: Floats, covariance: Floats) -> Expected:
        """Complete the answers under a mean and a covariance.

        Raises
        ------
        numpy.linalg.LinAlgError
            The covariance is not positive definite.
        """
        root = np.linalg.cholesky(covariance)
        precision: Floats = np.asarray(np.linalg.inv(covariance), dtype=np.float64)
        weight, sums, products = self.complete
        shifted = products - np.outer(sums, mean) - np.outer(mean, sums) + weight * np.outer(mean, mean)
        filled, uncertain, logarithms = self._fill(mean, precision)
        first = sums - weight * mean + self.weights @ filled
        second = shifted + filled.T @ (filled * self.weights[:, None])
        quadratic = float(np.sum(precision * second))
        log_det = 2 * float(np.sum(np.log(np.diag(root))))
        move = first / self.total
        return Expected(
            mean=mean + move,
            covariance=(second + uncertain) / self.total - np.outer(move, move),
            deviance=(self.cells * LOG_2_PI + logarithms + quadratic) / self.total + log_det,
        )

    def _fill(self, mean: Floats, precision: Floats) -> tuple[Floats, Floats, float]:
        """Return the filled rows, the sum of the conditional covariances, and the sum of log det K_MM."""
        items = len(mean)
        filled = np.where(self.missing, 0.0, self.values - mean)
        pull = filled @ precision
        uncertain = np.zeros(items * items)
        logarithms = 0.0
        for group in self.groups:
            inner = precision[group.places[:, :, None], group.places[:, None, :]]
            logarithms += float(group.weight @ np.linalg.slogdet(inner)[1])
            spread = np.linalg.inv(inner)
            cells = group.places[:, :, None] * items + group.places[:, None, :]
            heavy = spread * group.weight[:, None, None]
            uncertain += np.bincount(cells.ravel(), heavy.ravel(), minlength=items * items)
            for block in group.blocks():
                rows, pattern = group.rows[block, None], group.pattern[block]
                places = group.places[pattern]
                wanted = pull[rows, places][:, :, None]
                filled[rows, places] = -(spread[pattern] @ wanted)[:, :, 0]
        return filled, uncertain.reshape(items, items), logarithms


def normal_sample(values: Floats, weights: Floats | None = None) -> NormalSample:
    """Group answers by what is missing.

    Parameters
    ----------
    values : array, shape (people, items)
        NaN where missing; every row holds at least one answer.
    weights : array, shape (people,), optional
    """
    heavy = np.ones(len(values)) if weights is None else weights
    missing = np.isnan(values)
    whole = ~missing.any(axis=1)
    full = values[whole]
    complete = (float(heavy[whole].sum()), heavy[whole] @ full, full.T @ (full * heavy[whole, None]))
    gaps = missing[~whole]
    return NormalSample(
        values=np.nan_to_num(values[~whole]),
        missing=gaps,
        weights=heavy[~whole],
        groups=tuple(_groups(gaps, heavy[~whole])),
        complete=complete,
        total=float(heavy.sum()),
        cells=float(heavy @ (~missing).sum(axis=1)),
    )


def _groups(missing: NDArray[np.bool_], weights: Floats) -> Iterator[_Gaps]:
    if not len(missing):
        return
    packed, pattern = np.unique(np.packbits(missing, axis=1), axis=0, return_inverse=True)
    patterns = np.unpackbits(packed, axis=1, count=missing.shape[1]).astype(bool)
    heavy: Floats = np.asarray(np.bincount(pattern, weights), dtype=np.float64)
    sizes = patterns.sum(axis=1)
    for size in np.unique(sizes):
        chosen = np.flatnonzero(sizes == size)
        number = np.full(len(patterns), -1, dtype=np.intp)
        number[chosen] = np.arange(len(chosen))
        rows = np.flatnonzero(number[pattern] >= 0)
        places = np.nonzero(patterns[chosen])[1].reshape(len(chosen), int(size))
        yield _Gaps(rows, number[pattern[rows]], places, heavy[chosen])
