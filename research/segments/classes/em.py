"""The engine behind every latent-class model: expectation and maximisation on patterns of answers.

People with the same answers are one pattern, all random starts go side by side, and a missing answer says nothing (the
likelihood of the answers that were given), so that a thousand fits to samples and to data without classes take seconds
and the one final fit can go on until nothing moves.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from research.arithmetic.arrays import Floats, Integers

STARTS, KEPT = 6, 1
SHORT, LONG = 15, 400
SETTLED = 1e-5
"""Gain in mean log-likelihood at which a fit of many stops."""
FLOOR = 1e-12
GAP = -1
"""Code of a missing answer."""


@dataclass(frozen=True, kw_only=True)
class Patterns:
    """Categorical answers as distinct patterns.

    Parameters
    ----------
    rows : ndarray, patterns x items
        Place of each answer among the levels of its item; -1 where missing.
    hot : ndarray, patterns x categories
        One column per item and level; a missing answer is all zeros.
    first : ndarray, items
        First column of each item.
    levels : tuple of ndarray
        Per item: its answer codes.
    row_of : ndarray, people
        Pattern of each person.
    """

    rows: Integers
    hot: Floats
    first: Integers
    levels: tuple[Floats, ...]
    row_of: Integers

    @property
    def people(self) -> int:
        """Number of people."""
        return len(self.row_of)

    @property
    def free_answers(self) -> int:
        """Answer probabilities that one class is free to choose."""
        return int(self.hot.shape[1]) - len(self.levels)

    def mass(self, weights: Floats) -> Floats:
        """Sum of the weights of the people of each pattern."""
        return np.bincount(self.row_of, weights=weights, minlength=len(self.rows)).astype(np.float64)


@dataclass(frozen=True, kw_only=True)
class ClassFit:
    """Shares (k), logarithms of answer probabilities (k x categories), and the log-likelihood."""

    shares: Floats
    logs: Floats
    log_likelihood: float


def patterns_of(values: Floats) -> Patterns:
    """Answers, people x items with NaN where missing, as patterns in an order that only the answers decide."""
    levels, columns = [], []
    for column in values.T:
        known = ~np.isnan(column)
        codes = np.unique(column[known])
        place = np.full(len(column), GAP, dtype=np.int64)
        place[known] = np.searchsorted(codes, column[known])
        levels.append(codes)
        columns.append(place)
    rows, row_of = np.unique(np.stack(columns, axis=1), axis=0, return_inverse=True)
    widths = [len(codes) for codes in levels]
    first = np.concatenate([[0], np.cumsum(widths)[:-1]]).astype(np.int64)
    return Patterns(
        rows=rows, hot=_hot(rows, first, sum(widths)), first=first, levels=tuple(levels), row_of=row_of.reshape(-1)
    )


def fit_classes(
    patterns: Patterns,
    mass: Floats,
    k: int,
    rng: np.random.Generator,
    *,
    starts: int = STARTS,
    kept: int = KEPT,
    settled: float = SETTLED,
    steps: int = LONG,
) -> ClassFit:
    """Fit k classes to the patterns that have weight: all starts go a short way, the best of them to the end.

    Parameters
    ----------
    patterns : Patterns
    mass : ndarray, patterns
        People (or their weights) on each pattern; zero leaves a pattern out.
    k : int
    rng : Generator
    starts, kept : int, default 6 and 1
        Random starts, and how many of them go to the end.
    settled : float, default 1e-5
        Gain in mean log-likelihood at which a fit stops.
    steps : int, default 400
        After so many it stops at the latest.

    References
    ----------
    Dempster, Laird and Rubin (1977), J. Royal Statistical Society B 39, 1-38; Linzer and Lewis (2011), poLCA.
    """
    there = np.flatnonzero(mass > 0)
    hot, weight = patterns.hot[there], mass[there]
    belonging = rng.dirichlet(np.ones(k), size=(len(there), starts if k > 1 else 1))
    shares, logs = _maximise(belonging, hot, weight, patterns.first)
    shares, logs, likelihood = _climb(shares, logs, hot, weight, patterns.first, steps=SHORT, settled=SETTLED)
    best = np.argsort(-likelihood, kind="stable")[:kept]
    shares, logs, likelihood = _climb(
        shares[best], logs[best], hot, weight, patterns.first, steps=steps, settled=settled
    )
    top = int(likelihood.argmax())
    return ClassFit(shares=shares[top], logs=logs[top], log_likelihood=float(likelihood[top]))


def class_membership(patterns: Patterns, fit: ClassFit) -> Floats:
    """Probability of each class for every pattern, patterns x k."""
    scores = patterns.hot @ fit.logs.T + np.log(np.maximum(fit.shares, FLOOR))
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


def relative_entropy(probabilities: Floats, mass: Floats) -> float:
    """How clearly people belong to classes: 1 certain, 0 by chance.

    References
    ----------
    Celeux and Soromenho (1996), J. Classification 13, 195-212. R: `1 - sum(-p * log(p)) / (n * log(k))`.
    """
    k = probabilities.shape[1]
    if k < 2:
        return 1.0
    spread = -(probabilities * np.log(np.maximum(probabilities, FLOOR))).sum(axis=1)
    return float(1 - mass @ spread / (mass.sum() * np.log(k)))


def drawn_mass(patterns: Patterns, weights: Floats, rng: np.random.Generator) -> Floats:
    """Weights of the patterns when as many people as there are are drawn with replacement."""
    drawn = rng.integers(0, patterns.people, patterns.people)
    return np.bincount(patterns.row_of[drawn], weights=weights[drawn], minlength=len(patterns.rows)).astype(np.float64)


def refit_classes(patterns: Patterns, weights: Floats, k: int, stream: np.random.SeedSequence) -> Integers:
    """Class of each pattern by a fit to one bootstrap sample of the people."""
    rng = np.random.default_rng(stream)
    fit = fit_classes(patterns, drawn_mass(patterns, weights, rng), k, rng)
    labels: Integers = class_membership(patterns, fit).argmax(axis=1)
    return labels


def _hot(rows: Integers, first: Integers, width: int) -> Floats:
    hot = np.zeros((len(rows), width))
    for item, begin in enumerate(first):
        known = np.flatnonzero(rows[:, item] != GAP)
        hot[known, begin + rows[known, item]] = 1.0
    return hot


def _climb(
    shares: Floats, logs: Floats, hot: Floats, weight: Floats, first: Integers, *, steps: int, settled: float
) -> tuple[Floats, Floats, Floats]:
    """Steps of EM for several starts at once, until none of them gains any more."""
    people = weight.sum()
    before = np.full(len(shares), -np.inf)
    likelihood = before
    for _ in range(steps):
        belonging, likelihood = _expect(shares, logs, hot, weight)
        if (likelihood - before < settled * people).all():
            break
        before = likelihood
        shares, logs = _maximise(belonging, hot, weight, first)
    return shares, logs, likelihood


def _expect(shares: Floats, logs: Floats, hot: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Membership (patterns x starts x k) and log-likelihood (starts)."""
    starts, k, width = logs.shape
    scores = (hot @ logs.reshape(starts * k, width).T).reshape(len(hot), starts, k)
    scores += np.log(np.maximum(shares, FLOOR))
    highest = scores.max(axis=2, keepdims=True)
    powers = np.exp(scores - highest)
    total = powers.sum(axis=2, keepdims=True)
    likelihood: Floats = weight @ (np.log(total[:, :, 0]) + highest[:, :, 0])
    return powers / total, likelihood


def _maximise(belonging: Floats, hot: Floats, weight: Floats, first: Integers) -> tuple[Floats, Floats]:
    """Shares (starts x k) and logarithms of answer probabilities (starts x k x categories)."""
    patterns, starts, k = belonging.shape
    counted = belonging * weight[:, None, None]
    shares = counted.sum(axis=0) / weight.sum()
    sums = (counted.reshape(patterns, -1).T @ hot).reshape(starts, k, -1)
    answered = np.add.reduceat(sums, first, axis=2)
    widths = np.diff([*first, hot.shape[1]])
    chances = sums / np.maximum(np.repeat(answered, widths, axis=2), FLOOR)
    return shares, np.log(np.maximum(chances, FLOOR))


def parameters_of(patterns: Patterns, k: int) -> int:
    """Free parameters of a model with k classes."""
    return k - 1 + k * patterns.free_answers


def most_classes(patterns: Patterns, ks: Sequence[int]) -> list[int]:
    """Numbers of classes that the answers can determine: fewer parameters than patterns that could occur, or people."""
    possible = float(np.prod([float(len(codes)) for codes in patterns.levels]))
    room = min(possible, float(patterns.people)) - 1
    return [k for k in ks if parameters_of(patterns, k) <= room]
