"""How well predictors tell an outcome for people the model has not seen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats
from scipy.special import softmax
from sklearn.linear_model import LogisticRegression, RidgeCV
from sklearn.model_selection import StratifiedKFold

from research.arithmetic.arrays import Floats, Integers
from research.personas.design import Design, standardised

PENALTIES = np.array([0.3, 3.0, 30.0, 100.0, 300.0, 1000.0, 3000.0, 10000.0])
"""Ridge penalties on standardised columns; one is chosen inside every training set."""

CONTEST_LIMIT = 4_000
"""With more people a random sample of this size is used."""

Split = tuple[Integers, Integers]
Model = tuple[Floats, Floats]
"""Intercepts (outputs) and slopes (columns x outputs)."""


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A figure with its 95 per cent interval over repeated folds."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Target:
    """What is to be told.

    Parameters
    ----------
    metric : {"r2", "auc"}
    columns : ndarray, people x outputs
        The number itself, or a 0/1 column per class.
    strata : ndarray, people
        Keeps folds alike: the class of each person, or a band of the number.
    """

    metric: str
    columns: Floats
    strata: Integers


def repeated_folds(strata: Integers, *, folds: int, repeats: int, seed: int) -> list[Split]:
    """Splits into training and test people, stratified; repeat after repeat."""
    splits: list[Split] = []
    for repeat in range(repeats):
        splitter = StratifiedKFold(folds, shuffle=True, random_state=seed + repeat)
        splits += [(train, test) for train, test in splitter.split(np.zeros(len(strata)), strata)]
    return splits


def sampled(rows: Integers, seed: int) -> Integers:
    """All of the rows, or a random sample where they are many."""
    if len(rows) <= CONTEST_LIMIT:
        return rows
    return np.sort(np.random.default_rng(seed).choice(rows, CONTEST_LIMIT, replace=False))


def fit(target: Target, columns: Floats, train: Integers) -> Model:
    """Ridge regression or a ridge logit, the penalty chosen on the training people."""
    y = target.columns[train]
    if columns.shape[1] == 0:
        return y.mean(axis=0), np.zeros((0, y.shape[1]))
    intercepts, slopes, penalty = _ridge(columns, y)
    if target.metric == "r2":
        return intercepts, slopes
    return _logit(columns, target.strata[train], penalty * float((intercepts * (1 - intercepts)).mean()))


def score(target: Target, predicted: Floats, test: Integers, train: Integers) -> float:
    """R² against the training mean, or the area under the curve (mean over classes) on the test people."""
    y = target.columns[test]
    if target.metric == "r2":
        total = float(((y - target.columns[train].mean(axis=0)) ** 2).sum())
        return 1 - float(((y - predicted) ** 2).sum()) / total if total > 0 else 0.0
    return mean_area(y, softmax(predicted, axis=1))


def predict_fold(target: Target, design: Design, split: Split) -> tuple[Floats, Model, Floats]:
    """Predictions for the test people, the model, and their standardised columns."""
    own, asked = standardised(design, *split)
    model = fit(target, own, split[0])
    return model[0] + asked @ model[1], model, asked


def area_under_curve(truth: Floats, guess: Floats) -> float:
    """Probability that a person with the outcome is ranked above one without; `nan` when one kind is absent."""
    positive = truth > 0.5
    n1, n0 = int(positive.sum()), int((~positive).sum())
    if n1 == 0 or n0 == 0:
        return float("nan")
    ranks = stats.rankdata(guess)
    return float((ranks[positive].sum() - n1 * (n1 + 1) / 2) / (n1 * n0))


def mean_area(truths: Floats, guesses: Floats) -> float:
    """Mean of `area_under_curve` over classes; .5 where no class can be looked at."""
    areas = [area_under_curve(truth, guess) for truth, guess in zip(truths.T, guesses.T, strict=True)]
    known = [area for area in areas if not np.isnan(area)]
    return float(np.mean(known)) if known else 0.5


def estimate(values: Sequence[float], *, folds: int) -> Estimate:
    """Mean over folds and repeats with an interval that knows the training sets overlap.

    The variance is multiplied by 1/J + 1/(folds - 1) instead of 1/J, for J values.

    References
    ----------
    Nadeau and Bengio (2003), Machine Learning 52, 239-281.
    """
    mean, spread = float(np.mean(values)), float(np.std(values, ddof=1)) if len(values) > 1 else 0.0
    half = float(stats.t.ppf(0.975, max(len(values) - 1, 1))) * spread * np.sqrt(1 / len(values) + 1 / (folds - 1))
    return Estimate(mean=mean, low=float(mean - half), high=float(mean + half))


def permutation_drops(target: Target, design: Design, split: Split, stream: np.random.SeedSequence) -> Floats:
    """Loss of the score when one variable's answers are shuffled among the test people, per variable."""
    predicted, (_, slopes), asked = predict_fold(target, design, split)
    full = score(target, predicted, split[1], split[0])
    order = np.random.default_rng(stream).permutation(len(asked))
    drops = np.zeros(len(design.variables))
    for variable in range(len(design.variables)):
        own = design.owner == variable
        shift = (asked[order][:, own] - asked[:, own]) @ slopes[own]
        drops[variable] = full - score(target, predicted + shift, split[1], split[0])
    return drops


def _ridge(x: Floats, y: Floats) -> tuple[Floats, Floats, float]:
    """Ridge regression: intercepts, slopes, and the penalty, chosen by leaving out one person after the other.

    References
    ----------
    Golub, Heath and Wahba (1979), Technometrics 21, 215-223.
    """
    found = RidgeCV(alphas=PENALTIES).fit(x, y)
    return np.atleast_1d(found.intercept_), found.coef_.reshape(y.shape[1], -1).T, float(found.alpha_)


def _logit(x: Floats, classes: Integers, penalty: float) -> Model:
    """Multinomial ridge logit; of two classes the first is the zero.

    The penalty is that of a ridge regression on the classes, times the curvature of the logit at the base rates.
    """
    found = LogisticRegression(C=1 / penalty).fit(x, classes)
    intercepts, slopes = found.intercept_, found.coef_.T
    if len(intercepts) == 1:
        return np.array([0.0, *intercepts]), np.column_stack([np.zeros(len(slopes)), slopes])
    return intercepts, slopes
