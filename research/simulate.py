"""Only this: answers with known factors and segments, for tests, benchmarks and demonstrations."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from research.errors import BadPlan

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

OPTIONS = 5
"""Answers run from 1 to 5."""


@dataclass(frozen=True, kw_only=True)
class SimulatedStudy:
    """A study whose truth is known.

    Parameters
    ----------
    answers : DataFrame, people x items
        Codes 1 to 5 as given (reverse-keyed items not yet turned); missing answers are `nan`.
    labels : Series
        Planted segment of each person, S1 the largest.
    scores : DataFrame, people x factors
        True factor scores, standardised over everybody.
    loadings : DataFrame, items x factors
        Of the items after reversing; negative nowhere.
    reverse : tuple of str
        Items whose answers run the other way.
    demographics : DataFrame, people x (gender, age, region, education)
        Codes and years; related to the segments only as much as was asked for.
    outcome : Series
        1 for people who bought: driven by the factor scores, hardly by demographics.
    careless : Series of bool
        People who answered at random or ticked straight down.
    """

    answers: pd.DataFrame
    labels: pd.Series
    scores: pd.DataFrame
    loadings: pd.DataFrame
    reverse: tuple[str, ...]
    demographics: pd.DataFrame
    outcome: pd.Series
    careless: pd.Series


def simulate_answers(
    *,
    n: int,
    n_items: int,
    n_factors: int,
    n_segments: int,
    seed: int,
    separation: float = 4.0,
    loading: float = 0.7,
    factor_correlation: float = 0.2,
    reverse_share: float = 0.25,
    missing_share: float = 0.02,
    careless_share: float = 0.0,
    demographic_link: float = 0.1,
) -> SimulatedStudy:
    """Draw answers from planted factors and segments.

    Parameters
    ----------
    n, n_items, n_factors, n_segments : int
        At least three items per factor; with one segment there are no groups.
    seed : int
    separation : float, default 4
        Smallest distance between two segment centres, in standard deviations within segments; 0 gives one
        cloud, 2 overlapping groups, 4 groups with room between them.
    loading : float, default 0.7
        Mean loading of an item on its factor (they vary by .1 either way).
    factor_correlation : float, default 0.2
        Correlation of factors within segments.
    reverse_share : float, default 0.25
        Share of items worded the other way.
    missing_share : float, default 0.02
        Share of answers left out at random.
    careless_share : float, default 0
        Share of people who answer at random (half of them) or tick one answer throughout.
    demographic_link : float, default 0.1
        0: demographics know nothing of segments; 1: they follow them closely.

    Returns
    -------
    SimulatedStudy

    Raises
    ------
    BadPlan
        The numbers contradict each other.

    Examples
    --------
    >>> study = simulate_answers(n=300, n_items=12, n_factors=3, n_segments=3, seed=1)
    >>> study.answers.shape
    (300, 12)
    """
    _check(n=n, n_items=n_items, n_factors=n_factors, n_segments=n_segments)
    rng = np.random.default_rng(seed)
    index = pd.RangeIndex(1, n + 1, name="respondent")
    items = [f"q{place + 1:02d}" for place in range(n_items)]
    factors = [f"F{place + 1}" for place in range(n_factors)]
    labels = _labels(n, n_segments, rng)
    scores = _scores(labels, n_segments, n_factors, separation, factor_correlation, rng)
    loadings = _loadings(n_items, n_factors, loading, rng)
    answers = _answers(scores, loadings, rng)
    reverse = rng.random(n_items) < reverse_share
    answers[:, reverse] = OPTIONS + 1 - answers[:, reverse]
    careless = rng.random(n) < careless_share
    _answer_carelessly(answers, careless, rng)
    answers[rng.random((n, n_items), dtype=np.float32) < missing_share] = np.nan
    codes = np.array([f"S{place + 1}" for place in range(n_segments)], dtype=object)
    return SimulatedStudy(
        answers=pd.DataFrame(answers, index=index, columns=items),
        labels=pd.Series(codes[labels], index=index, name="segment"),
        scores=pd.DataFrame(scores, index=index, columns=factors),
        loadings=pd.DataFrame(loadings, index=items, columns=factors),
        reverse=tuple(name for name, turned in zip(items, reverse, strict=True) if turned),
        demographics=_demographics(labels, demographic_link, index, rng),
        outcome=_outcome(scores, index, rng),
        careless=pd.Series(careless, index=index, name="careless"),
    )


def _check(*, n: int, n_items: int, n_factors: int, n_segments: int) -> None:
    if n_factors < 1 or n_items < 3 * n_factors:
        raise BadPlan("few_items_to_make_up", n=n_items, k=n_factors)
    if n_segments < 1 or n < 10 * n_segments:
        raise BadPlan("few_people_to_make_up", n=n, k=n_segments)  # a number that was asked for, of nobody


def _labels(n: int, k: int, rng: np.random.Generator) -> Integers:
    """Segments of unequal size: the largest about twice the smallest."""
    sizes = np.linspace(2.0, 1.0, k) if k > 1 else np.ones(1)
    counts = np.floor(sizes / sizes.sum() * n).astype(np.int64)
    counts[0] += n - counts.sum()
    labels: Integers = np.repeat(np.arange(k), counts)
    return rng.permutation(labels)


def _scores(
    labels: Integers, k: int, width: int, separation: float, correlation: float, rng: np.random.Generator
) -> Floats:
    within = np.full((width, width), correlation)
    np.fill_diagonal(within, 1.0)
    root = np.linalg.cholesky(within)
    scores = rng.standard_normal((len(labels), width)) @ root.T
    if k > 1 and separation > 0:
        scores += (_centres(k, width, rng) * separation)[labels]
    standard: Floats = (scores - scores.mean(axis=0)) / scores.std(axis=0)
    return standard


def _centres(k: int, width: int, rng: np.random.Generator) -> Floats:
    """The roundest of many random sets of centres, its two nearest ones at a distance of one."""
    best, best_ratio = np.zeros((k, width)), -1.0
    upper = np.triu_indices(k, 1)
    for _ in range(200):
        centres = rng.standard_normal((k, width))
        gaps = np.sqrt(((centres[:, None] - centres[None]) ** 2).sum(axis=2))[upper]
        if gaps.min() / gaps.max() > best_ratio:
            best, best_ratio = centres / gaps.min(), gaps.min() / gaps.max()
    return best


def _loadings(n_items: int, n_factors: int, loading: float, rng: np.random.Generator) -> Floats:
    owner = np.arange(n_items) % n_factors
    table = np.zeros((n_items, n_factors))
    table[np.arange(n_items), owner] = np.clip(loading + rng.uniform(-0.1, 0.1, n_items), 0.05, 0.95)
    return table


def _answers(scores: Floats, loadings: Floats, rng: np.random.Generator) -> Floats:
    """Cut the latent answers at thresholds that differ between items (some easy, some hard to agree with)."""
    n, n_items = len(scores), len(loadings)
    noise = rng.standard_normal((n, n_items), dtype=np.float32)
    unique = np.sqrt(1 - (loadings**2).sum(axis=1)).astype(np.float32)
    latent = scores.astype(np.float32) @ loadings.T.astype(np.float32) + noise * unique
    shift = rng.uniform(-0.5, 0.5, n_items).astype(np.float32)
    steps = np.array([-1.4, -0.5, 0.4, 1.3], dtype=np.float32)
    answers = np.ones((n, n_items))
    for step in steps:
        answers += latent > step + shift
    return answers


def _answer_carelessly(answers: Floats, careless: npt.NDArray[np.bool_], rng: np.random.Generator) -> None:
    people = np.flatnonzero(careless)
    straight, random = people[::2], people[1::2]
    answers[straight] = rng.integers(1, OPTIONS + 1, (len(straight), 1))
    answers[random] = rng.integers(1, OPTIONS + 1, (len(random), answers.shape[1]))


def _demographics(labels: Integers, link: float, index: pd.RangeIndex, rng: np.random.Generator) -> pd.DataFrame:
    lean = link * (labels - labels.mean()) / max(float(labels.std()), 1e-9) if link else np.zeros(len(labels))
    n = len(labels)
    age = np.clip(np.round(42 + 10 * lean + rng.normal(0, 14, n)), 18, 85)
    return pd.DataFrame(
        {
            "gender": (rng.random(n) < 0.5 + 0.2 * np.clip(lean, -1, 1)).astype(np.float64) + 1,
            "age": age,
            "region": rng.integers(1, 5, n).astype(np.float64),
            "education": np.clip(np.round(3 + rng.normal(0, 1, n)), 1, 5),
        },
        index=index,
    )


def _outcome(scores: Floats, index: pd.RangeIndex, rng: np.random.Generator) -> pd.Series:
    pull = 1.2 * scores[:, 0] - (0.8 * scores[:, 1] if scores.shape[1] > 1 else 0.0)
    bought = rng.random(len(scores)) < 1 / (1 + np.exp(-pull))
    return pd.Series(bought.astype(np.float64), index=index, name="bought")
