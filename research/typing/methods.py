"""The ways to tell segments from a few answers: multinomial logit, linear discriminants, a tree."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression
from sklearn.tree import DecisionTreeClassifier

from research.arithmetic.arrays import Floats, Integers

METHODS = ("logit", "lda", "tree")
PENALTY = 1.0
"""scikit-learn's C of the multinomial logit on standardised answers: a mild ridge."""
FLAT, MOST_STEPS = 1e-3, 200
"""Slope at which its search ends, and after how many steps at the latest."""
LEAST_LEAF = 20
"""People in a leaf of the tree; smaller leaves learn single people by heart."""
CLEARLY = 0.02
"""Points of the hit rate that a method must be better by, beyond chance, to take the place of the logit."""
Z = 1.959963984540054

Model = Any  # the three share `fit`, `classes_` and `predict_proba`; scikit-learn has no types to say so


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """A model with what its answers were standardised with."""

    means: Floats
    spreads: Floats
    model: Model

    def probabilities(self, answers: Floats, k: int) -> Floats:
        """People x segments; segments it never saw have none."""
        found = np.zeros((len(answers), k))
        found[:, self.model.classes_] = self.model.predict_proba((answers - self.means) / self.spreads)
        return found


def fit_method(method: str, answers: Floats, groups: Integers) -> Fitted | None:
    """Fit to the people who answered everything; None where they are of one segment only, or no more than segments."""
    complete = ~np.isnan(answers).any(axis=1)
    there = len(np.unique(groups[complete]))
    if there < 2 or int(complete.sum()) <= there:
        return None
    used = answers[complete]
    means, spreads = used.mean(axis=0), used.std(axis=0)
    spreads = np.where(spreads > 0, spreads, 1.0)
    model = _new(method)
    model.fit((used - means) / spreads, groups[complete])
    return Fitted(means=means, spreads=spreads, model=model)


def clearly_better(right: Integers, than: Integers) -> bool:
    """Whether one method is right more often than another on the same people, by size and beyond chance (McNemar)."""
    only_one, only_other = int(((right == 1) & (than == 0)).sum()), int(((right == 0) & (than == 1)).sum())
    if not only_one + only_other:
        return False
    enough = (only_one - only_other) / len(right) >= CLEARLY
    return bool(enough and (only_one - only_other) / np.sqrt(only_one + only_other) > Z)


def _new(method: str) -> Model:
    if method == "logit":
        return LogisticRegression(C=PENALTY, tol=FLAT, max_iter=MOST_STEPS)
    if method == "lda":
        return LinearDiscriminantAnalysis()
    return DecisionTreeClassifier(min_samples_leaf=LEAST_LEAF, random_state=0)
