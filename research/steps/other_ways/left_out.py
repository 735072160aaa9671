"""How much segments tell of variables that did not make them."""

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats, Integers
from research.matrix import ResponseMatrix


def told_of(matrix: ResponseMatrix, labels: Integers, *, items: list[str], weights: Floats) -> pd.Series:
    """Return eta squared of every variable that was left out of the segmentation.

    Numbers and ordered answers: the share of the variance that lies between segments. Options: the same share of the
    variation of a category, summed over the options, which is Goodman and Kruskal's tau.

    Parameters
    ----------
    matrix : ResponseMatrix
        The people who were grouped, in the order of `labels`.
    labels : ndarray, people
        Segments, numbered from 0.
    items : list of str
        What made the segments.
    weights : ndarray, people

    Returns
    -------
    Series
        By variable; those that everybody answered alike are left out.

    References
    ----------
    Goodman and Kruskal (1954), J. American Statistical Association 49.
    R: ``summary(lm(x ~ factor(segment)))$r.squared``, ``DescTools::GoodmanKruskalTau(x, segment)``.
    """
    found = {}
    for item in matrix.codebook:
        if not item.is_coded or item.name in items or item.name == matrix.codebook.weight:
            continue
        share = eta_squared(
            matrix.values[item.name].to_numpy(dtype=np.float64), labels, weights=weights, options=item.is_category
        )
        if share is not None:
            found[item.name] = share
    return pd.Series(found, dtype=np.float64)


def eta_squared(values: Floats, labels: Integers, *, weights: Floats, options: bool) -> float | None:
    """Share of the variation of one variable that lies between groups; None where it does not vary."""
    known = np.isfinite(values)
    x, group, mass = values[known], labels[known], weights[known]
    if len(x) < 2 or mass.sum() <= 0:
        return None
    codes = np.unique(x)
    columns = (x[:, None] == codes).astype(np.float64) if options else x[:, None]
    mean = np.average(columns, axis=0, weights=mass)
    total = float((mass @ (columns - mean) ** 2).sum())
    if total <= 0:
        return None
    k = int(group.max()) + 1
    weight = np.bincount(group, weights=mass, minlength=k)
    between = 0.0
    for column, middle in zip(columns.T, mean, strict=True):
        sums = np.bincount(group, weights=mass * (column - middle), minlength=k)
        between += float(np.divide(sums**2, weight, out=np.zeros(k), where=weight > 0).sum())
    return between / total
