"""Only this: a multinomial logit with a mild ridge, for many small fits.

The criterion and the search are scikit-learn's; its checks of every argument take three times as long as the search.
"""

from typing import Self

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from research.segments.points import Floats, Integers

FLAT = 1e-3
"""Largest slope at which the search ends, per person."""
MOST_STEPS = 200


class Logit:
    """Multinomial logit (binomial where there are two groups), by maximum likelihood with a ridge on the slopes.

    Minimises the mean of ``-log p(own group)`` plus ``sum(slopes ** 2) / (2 C n)``.

    Parameters
    ----------
    C : float
        The larger, the weaker the ridge.

    References
    ----------
    scikit-learn: ``LogisticRegression(C=C, tol=1e-3, max_iter=200)``.
    """

    classes_: Integers
    coef_: Floats
    intercept_: Floats

    def __init__(self, *, C: float) -> None:
        self.C = C

    def fit(self, X: Floats, groups: Integers) -> Self:
        """Fit people x variables, without gaps, to at least two groups."""
        self.classes_, own = np.unique(groups, return_inverse=True)
        people, width = X.shape
        rows = 1 if len(self.classes_) == 2 else len(self.classes_)
        targets = (own[:, None] == (np.arange(rows) if rows > 1 else 1)).astype(np.float64)
        ridge = 1.0 / (self.C * people)

        def value_and_slope(flat: Floats) -> tuple[float, Floats]:
            weights = flat.reshape(rows, width + 1)
            scores = X @ weights[:, :-1].T + weights[:, -1]
            logs, shares = _log_totals(scores)
            value = float((logs - (targets * scores).sum(axis=1)).mean() + 0.5 * ridge * (weights[:, :-1] ** 2).sum())
            off = (shares - targets) / people
            slope = np.column_stack([off.T @ X + ridge * weights[:, :-1], off.sum(axis=0)])
            return value, slope.ravel()

        options = {"maxiter": MOST_STEPS, "maxls": 50, "gtol": FLAT, "ftol": 64 * np.finfo(float).eps}
        start = np.zeros(rows * (width + 1))
        found = minimize(value_and_slope, start, jac=True, method="L-BFGS-B", options=options).x
        weights = found.reshape(rows, width + 1)
        self.coef_, self.intercept_ = weights[:, :-1].copy(), weights[:, -1].copy()
        return self

    def predict_proba(self, X: Floats) -> Floats:
        """People x groups, in the order of `classes_`."""
        shares = _log_totals(X @ self.coef_.T + self.intercept_)[1]
        return shares if shares.shape[1] > 1 else np.column_stack([1 - shares, shares])


def _log_totals(scores: Floats) -> tuple[Floats, Floats]:
    """Logarithm of the sum of exponentials of each row, and each one's share of it; one column is set against 0."""
    if scores.shape[1] == 1:
        return np.logaddexp(0.0, scores[:, 0]), expit(scores)
    highest = scores.max(axis=1, keepdims=True)
    powers = np.exp(scores - highest)
    totals = powers.sum(axis=1, keepdims=True)
    return (highest + np.log(totals))[:, 0], powers / totals
