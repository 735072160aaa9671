"""How far two groupings of the same people agree."""

import numpy as np

from research.arithmetic.arrays import Floats, Integers


def cross_table(first: Integers, second: Integers, *, shape: tuple[int, int], heads: Floats) -> Floats:
    """People (summed `heads`) in each combination of groups, `shape[0]` x `shape[1]`."""
    joint = first * shape[1] + second
    table: Floats = np.bincount(joint, weights=heads, minlength=shape[0] * shape[1]).astype(np.float64)
    return table.reshape(shape)


def adjusted_rand(table: Floats) -> float:
    """Adjusted Rand index of a cross table: 1 is the same grouping, 0 what chance gives.

    References
    ----------
    Hubert and Arabie (1985), Journal of Classification 2, 193-218. R: `mclust::adjustedRandIndex`.
    """
    both, rows, columns = _pairs(table), _pairs(table.sum(axis=1)), _pairs(table.sum(axis=0))
    everything = _pairs(table.sum(keepdims=True))
    expected = rows * columns / everything if everything else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == expected else float((both - expected) / (most - expected))


def chain_agreements(labels: Integers, *, k: int, heads: Floats) -> list[float]:
    """`adjusted_rand` of each grouping of the same people with the next one.

    Parameters
    ----------
    labels : ndarray, groupings x points
        0 to at most k - 1.
    k : int
    heads : ndarray, points
        People standing on each point.
    """
    first, second = labels[:-1], labels[1:]
    pairs = len(first)
    joint = first * k + second + np.arange(pairs)[:, None] * k * k
    counts = np.bincount(joint.ravel(), weights=np.tile(heads, pairs), minlength=pairs * k * k).reshape(pairs, k, k)
    both, rows, columns = (
        (some * (some - 1) / 2).sum(axis=1)
        for some in (counts.reshape(pairs, -1), counts.sum(axis=2), counts.sum(axis=1))
    )
    everything = heads.sum() * (heads.sum() - 1) / 2
    expected = rows * columns / everything if everything else np.zeros(pairs)
    most = (rows + columns) / 2
    same = most == expected
    found = np.where(same, 1.0, (both - expected) / np.where(same, 1.0, most - expected))
    return [float(value) for value in found]


def best_jaccard(table: Floats) -> Floats:
    """For each row group, the Jaccard index with the column group most like it.

    References
    ----------
    Hennig (2007), Computational Statistics & Data Analysis 52, 258-271. R: `fpc::clusterboot`,
    `flexclust::slswFlexclust`.
    """
    union = table.sum(axis=1, keepdims=True) + table.sum(axis=0, keepdims=True) - table
    best: Floats = np.divide(table, union, out=np.zeros_like(table), where=union > 0).max(axis=1)
    return best


def _pairs(counts: Floats) -> float:
    return float((counts * (counts - 1) / 2).sum())
