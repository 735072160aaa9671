"""Only the matching of two factor solutions whose order and signs are arbitrary."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from research.arithmetic.arrays import Floats
from research.errors import BadPlan


@dataclass(frozen=True, kw_only=True)
class Alignment:
    """How to reorder and reflect the factors of one solution to match another.

    Parameters
    ----------
    order : tuple of int
        `order[j]` is the column that matches column j of the target.
    signs : tuple of float
        +1 or -1 for each of them.
    congruence : Series
        Tucker's phi of each matched pair, indexed by the target's factors (below .85: not the same factor).
    """

    order: tuple[int, ...]
    signs: tuple[float, ...]
    congruence: pd.Series

    def columns(self, values: Floats) -> Floats:
        """Reorder and reflect columns (loadings, weights, scores)."""
        return np.asarray(values[:, list(self.order)] * np.asarray(self.signs))

    def square(self, values: Floats) -> Floats:
        """Reorder and reflect rows and columns (factor correlations)."""
        order = list(self.order)
        return np.asarray(values[np.ix_(order, order)] * np.outer(self.signs, self.signs))


def tucker_congruence(loadings: pd.DataFrame, target: pd.DataFrame) -> pd.DataFrame:
    """Return Tucker's congruence of all pairs of factors: ``sum(a b) / sqrt(sum(a^2) sum(b^2))``.

    Parameters
    ----------
    loadings, target : DataFrame, shape (items, factors)
        Over the same items (matched by name).

    Returns
    -------
    DataFrame, shape (factors of loadings, factors of target)

    References
    ----------
    Tucker (1951); Lorenzo-Seva & ten Berge (2006), Methodology 2. R: ``psych::factor.congruence(a, b)``.
    """
    missing = [str(name) for name in target.index if name not in loadings.index]
    if missing or len(loadings) != len(target):
        raise BadPlan("solutions_of_other_items", where=missing)
    first = loadings.loc[target.index].to_numpy(dtype=np.float64)
    second = target.to_numpy(dtype=np.float64)
    sizes = np.sqrt(np.outer((first**2).sum(axis=0), (second**2).sum(axis=0)))
    return pd.DataFrame((first.T @ second) / np.maximum(sizes, 1e-300), index=loadings.columns, columns=target.columns)


def align(loadings: pd.DataFrame, target: pd.DataFrame) -> Alignment:
    """Match factors to a target so that the total absolute congruence is greatest (Hungarian method)."""
    if loadings.shape[1] != target.shape[1]:
        raise BadPlan("solutions_of_other_size", k=loadings.shape[1], target=target.shape[1])
    table = tucker_congruence(loadings, target).to_numpy(dtype=np.float64)
    rows, columns = linear_sum_assignment(-np.abs(table))
    order = [int(row) for row in rows[np.argsort(columns)]]
    matched = table[order, np.arange(table.shape[1])]
    signs = np.where(matched < 0, -1.0, 1.0)
    return Alignment(
        order=tuple(order),
        signs=tuple(float(sign) for sign in signs),
        congruence=pd.Series(np.abs(matched), index=target.columns),
    )
