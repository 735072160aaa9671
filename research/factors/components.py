"""Only rotated principal components: not factors, offered beside them as the example of what not to group people by."""

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.arithmetic.columns import as_floats
from research.errors import BadData, BadPlan
from research.factors.rotation import rotate


def component_scores(data: pd.DataFrame, k: int) -> pd.DataFrame:
    """Score people on `k` principal components of the standardised items, rotated by varimax.

    Loadings are ``V D^1/2`` of the correlation matrix ``V D V'``, rotated to ``L``; scores are ``Z L (L'L)^-1``,
    uncorrelated with variance 1.

    Parameters
    ----------
    data : DataFrame, shape (respondents, items)
        Without missing answers.
    k : int
        Number of components, at most the number of items.

    Returns
    -------
    DataFrame, shape (respondents, components)

    Raises
    ------
    BadData, BadPlan
        Missing answers, or more components than items.

    References
    ----------
    R: ``psych::principal(x, nfactors = k, rotate = "varimax")$scores``.
    """
    values = as_floats(data)
    if np.isnan(values).any():
        raise BadData("components_with_gaps")
    if not 1 <= k <= values.shape[1]:
        raise BadPlan("more_components_than_items", items=values.shape[1], k=k)
    z = (values - values.mean(axis=0)) / values.std(axis=0, ddof=1)
    names = [f"C{number}" for number in range(1, k + 1)]
    loadings = pd.DataFrame(_unrotated(z, k), index=[str(name) for name in data.columns], columns=names)
    turned = rotate(loadings, method="varimax", seed=0).loadings.to_numpy(dtype=np.float64)
    return pd.DataFrame(z @ turned @ np.linalg.inv(turned.T @ turned), index=data.index, columns=names)


def _unrotated(z: Floats, k: int) -> Floats:
    values, vectors = np.linalg.eigh(np.corrcoef(z.T))
    return np.asarray(vectors[:, ::-1][:, :k] * np.sqrt(np.maximum(values[::-1][:k], 0.0)))
