"""Only the sums over all pairs of items from which means, covariances and correlations follow.

The sums add up across blocks of rows, so memory does not grow with the number of respondents.
"""

from dataclasses import dataclass

import numpy as np

from research.arithmetic.arrays import Floats
from research.arithmetic.columns import BLOCK_ROWS, column_means, row_blocks


@dataclass(frozen=True)
class PairSums:
    """Sums over the respondents who answered both items i and j (all arrays have shape (items, items)).

    `people` counts them, `weight` and `weight_squared` sum their weights, `x[i, j]` sums item i, `xx[i, j]`
    its square, `xy[i, j]` the product; items are centred at `centre` first, which keeps the digits.
    """

    centre: Floats
    people: Floats
    weight: Floats
    weight_squared: Floats
    x: Floats
    xx: Floats
    xy: Floats

    def covariance(self) -> Floats:
        """Return the pairwise covariance with n - 1; R: `cov(x, use = "pairwise")`."""
        with np.errstate(divide="ignore", invalid="ignore"):
            products = self.xy - self.x * self.x.T / self.weight
            return np.asarray(products / (self.weight * (1.0 - 1.0 / self.people)))

    def correlation(self) -> Floats:
        """Return the pairwise correlation; R: `cor(x, use = "pairwise")`."""
        with np.errstate(divide="ignore", invalid="ignore"):
            products = self.xy - self.x * self.x.T / self.weight
            squares = self.xx - self.x**2 / self.weight
            found = products / np.sqrt(squares * squares.T)
        np.fill_diagonal(found, 1.0)
        return np.asarray(found)

    def effective(self) -> Floats:
        """Return Kish's effective base of each pair: (sum of weights)^2 / sum of squared weights."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(self.weight**2 / self.weight_squared)


def pair_sums(values: Floats, weights: Floats | None = None, *, block_rows: int = BLOCK_ROWS) -> PairSums:
    """Sum over all pairs of items, in blocks of rows.

    Parameters
    ----------
    values : array, shape (respondents, items)
        NaN where an answer is missing.
    weights : array, shape (respondents,), optional
    block_rows : int
        Rows held in memory at once.
    """
    items = values.shape[1]
    _, centre = column_means(values)
    total = np.zeros((6, items, items))
    for rows in row_blocks(len(values), block_rows):
        shares = None if weights is None else weights[rows, None]
        total += _block_sums(values[rows] - centre, shares)
    return PairSums(centre, *total)


def _block_sums(block: Floats, weights: Floats | None) -> Floats:
    missing = np.isnan(block)
    if weights is None and not missing.any():
        return _complete_sums(block)
    answered = (~missing).astype(np.float64)
    filled = np.where(missing, 0.0, block)
    weighted = answered if weights is None else answered * weights
    heavy = filled if weights is None else filled * weights
    people = answered.T @ answered
    weight = people if weights is None else weighted.T @ answered
    squared = people if weights is None else weighted.T @ weighted
    return np.stack([people, weight, squared, heavy.T @ answered, (heavy * filled).T @ answered, heavy.T @ filled])


def _complete_sums(block: Floats) -> Floats:
    count = np.full((block.shape[1], block.shape[1]), float(len(block)))
    sums = np.broadcast_to(block.sum(axis=0)[:, None], count.shape)
    products = block.T @ block
    squares = np.broadcast_to(np.diag(products)[:, None], count.shape)
    return np.stack([count, count, count, sums, squares, products])
