"""Answers of people of whom we know everything: whether there are kinds of them, who is which, and who did not read."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from research.codebook import Codebook, Item, Scale
from research.matrix import ResponseMatrix

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
TRIES_FOR_CENTRES = 60


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How people and their answers are drawn.

    Parameters
    ----------
    kinds : int
        1: no groups.
    sizes : tuple of float
        Of the kinds; empty: from 1.3 to .8 of the mean.
    distance : float
        Between the two nearest kinds, in standard deviations within kinds.
    scales, items_each, points : int
    reversed_share, misplaced_share : float
        Shares of the items that are worded the other way, and that are declared in a wrong scale.
    loadings : tuple of (lowest, highest)
    correlation : float
        Of the factors within kinds.
    acquiescence : float
        Spread of saying yes to everything, in units of the spread of a latent answer.
    careless, missing : float
        Shares of people, and of answers.
    skew, tails : float
        Of the factors within kinds: the sigma of a log-normal, and degrees of freedom of t (0: normal).
    floor : float
        How far the thresholds lie above the middle.
    """

    n: int = 1000
    kinds: int = 4
    sizes: tuple[float, ...] = ()
    distance: float = 4.0
    scales: int = 5
    items_each: int = 6
    points: int = 5
    reversed_share: float = 1 / 3
    misplaced_share: float = 0.0
    loadings: tuple[float, float] = (0.7, 0.88)
    correlation: float = 0.2
    acquiescence: float = 0.4
    careless: float = 0.08
    missing: float = 0.04
    skew: float = 0.0
    tails: float = 0.0
    floor: float = 0.0


@dataclass(frozen=True, kw_only=True)
class World:
    """What was drawn.

    Parameters
    ----------
    matrix : ResponseMatrix
    kinds : ndarray, people
    factors : ndarray, people x scales
        True ones, standardised.
    """

    matrix: ResponseMatrix
    kinds: Integers
    factors: Floats


def draw(recipe: Recipe, *, seed: int) -> World:
    """The same for the same recipe and seed."""
    rng = np.random.default_rng(seed)
    kinds = _kinds(recipe, rng)
    factors = _factors(recipe, kinds, rng)
    owner = np.repeat(np.arange(recipe.scales), recipe.items_each)
    turned = _turned(recipe, owner, rng)
    answers = _answers(recipe, factors, owner, turned, rng)
    return World(matrix=_matrix(recipe, answers, _declared(recipe, owner, rng), turned), kinds=kinds, factors=factors)


def _kinds(recipe: Recipe, rng: np.random.Generator) -> Integers:
    sizes = np.asarray(recipe.sizes or np.linspace(1.3, 0.8, recipe.kinds))
    kinds: Integers = rng.choice(recipe.kinds, recipe.n, p=sizes / sizes.sum())
    return kinds


def _factors(recipe: Recipe, kinds: Integers, rng: np.random.Generator) -> Floats:
    within = np.full((recipe.scales, recipe.scales), recipe.correlation)
    np.fill_diagonal(within, 1.0)
    drawn = rng.standard_normal((recipe.n, recipe.scales)) @ np.linalg.cholesky(within).T
    if recipe.skew:
        variance = np.exp(recipe.skew**2)
        drawn = (np.exp(recipe.skew * drawn) - np.sqrt(variance)) / np.sqrt((variance - 1) * variance)
    if recipe.tails:
        drawn /= np.sqrt(rng.chisquare(recipe.tails, recipe.n) / recipe.tails)[:, None]
    factors = drawn + recipe.distance * _centres(recipe.kinds, recipe.scales, rng)[kinds]
    standard: Floats = (factors - factors.mean(axis=0)) / factors.std(axis=0)
    return standard


def _centres(kinds: int, width: int, rng: np.random.Generator) -> Floats:
    """The roundest of some random sets, its two nearest ones at a distance of one."""
    if kinds == 1:
        return np.zeros((1, width))
    pairs = np.triu_indices(kinds, 1)
    best, roundest = np.zeros((kinds, width)), -1.0
    for _ in range(TRIES_FOR_CENTRES):
        centres = rng.standard_normal((kinds, width))
        gaps = np.sqrt(((centres[:, None] - centres[None]) ** 2).sum(axis=2))[pairs]
        if gaps.min() / gaps.max() > roundest:
            best, roundest = centres / gaps.min(), gaps.min() / gaps.max()
    return best


def _turned(recipe: Recipe, owner: Integers, rng: np.random.Generator) -> npt.NDArray[np.bool_]:
    turned = np.zeros(len(owner), dtype=bool)
    each = round(recipe.reversed_share * recipe.items_each)
    for scale in range(recipe.scales):
        turned[rng.choice(np.flatnonzero(owner == scale), each, replace=False)] = True
    return turned


def _answers(
    recipe: Recipe, factors: Floats, owner: Integers, turned: npt.NDArray[np.bool_], rng: np.random.Generator
) -> Floats:
    width = len(owner)
    loadings = rng.uniform(*recipe.loadings, width)
    latent = factors[:, owner] * loadings * np.where(turned, -1, 1)
    latent += rng.standard_normal((recipe.n, width)) * np.sqrt(1 - loadings**2)
    latent += rng.standard_normal((recipe.n, 1)) * recipe.acquiescence
    shift = rng.uniform(-0.5, 0.5, width) + recipe.floor
    answers = np.ones((recipe.n, width))
    for cut in np.linspace(-1.35, 1.35, recipe.points - 1) if recipe.points > 2 else (0.0,):
        answers += latent > cut + shift
    _answer_carelessly(recipe, answers, rng)
    answers[rng.random(answers.shape) < recipe.missing] = np.nan
    return answers


def _answer_carelessly(recipe: Recipe, answers: Floats, rng: np.random.Generator) -> None:
    """Half of them tick straight down, half at random."""
    people = np.flatnonzero(rng.random(recipe.n) < recipe.careless)
    straight, random = people[::2], people[1::2]
    answers[straight] = rng.integers(1, recipe.points + 1, (len(straight), 1))
    answers[random] = rng.integers(1, recipe.points + 1, (len(random), answers.shape[1]))


def _declared(recipe: Recipe, owner: Integers, rng: np.random.Generator) -> Integers:
    declared = owner.copy()
    moved = rng.choice(len(owner), round(recipe.misplaced_share * len(owner)), replace=False)
    declared[moved] = (declared[moved] + rng.integers(1, recipe.scales, len(moved))) % recipe.scales
    return declared


def _matrix(
    recipe: Recipe, answers: Floats, declared: Sequence[int] | Integers, turned: npt.NDArray[np.bool_]
) -> ResponseMatrix:
    names = [f"q{place + 1:02d}" for place in range(answers.shape[1])]
    items = tuple(
        Item(name=name, range=(1, recipe.points), facet="values", scale=f"scale_{scale}", reverse=bool(turn))
        for name, scale, turn in zip(names, declared, turned, strict=True)
    )
    scales = tuple(Scale(name=f"scale_{scale}", title=f"Scale {scale}") for scale in sorted(set(map(int, declared))))
    codebook = Codebook(name="world", items=items, scales=scales)
    return ResponseMatrix.from_frame(pd.DataFrame(answers, columns=names), codebook=codebook)
