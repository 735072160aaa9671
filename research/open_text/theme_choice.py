"""Only how many themes: the number whose themes come back when some of the answers are left out.

Rule: of the numbers from three on, the largest whose agreement is within .02 of the best one; two only where no larger
number reaches .75. The agreement is the adjusted Rand index between the main themes found in all answers and those
found in four fifths of them, averaged over draws. It is then held against answers whose words were shuffled: the same
words, as often, in answers as long, but without anything that belongs together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy import sparse

from research.arithmetic.agreement import adjusted_rand, cross_table
from research.arithmetic.parallel import Progress, run_all, spawn
from research.open_text.factorising import factorise, main_theme
from research.open_text.features import RUNS, is_unspaced, learn_features, plain_words
from research.said import Said, in_turn, say

KEPT, COST, COMES_BACK, SEVERAL = 0.8, 0.02, 0.75, 3
DRAWS, SHUFFLES, SHUFFLED_DRAWS = 6, 19, 2


@dataclass(frozen=True, kw_only=True)
class ThemeChoice:
    """How many themes, and why.

    Parameters
    ----------
    k : int
    agreement : dict of int to float
        Mean adjusted Rand index by number of themes.
    shuffled, shuffled_high : float
        The same at `k` in shuffled answers: mean, and highest of 19 shuffles.
    supported : bool
        More than in every shuffle (5 per cent level).
    reason : Said
    """

    k: int
    agreement: dict[int, float]
    shuffled: float
    shuffled_high: float
    supported: bool
    reason: Said


def choose_themes(
    texts: Sequence[str],
    matrix: sparse.csr_matrix,
    *,
    ks: Sequence[int],
    fewest: int,
    seed: int,
    n_jobs: int,
    progress: Progress | None = None,
) -> ThemeChoice:
    """Choose a number of themes by the rule of this module.

    Parameters
    ----------
    texts : sequence of str
    matrix : sparse matrix, answers x features
        Of the same answers.
    ks : sequence of int
    fewest : int
        See `learn`.
    seed : int
        The result does not depend on `n_jobs`.
    n_jobs : int
    progress : callable, optional

    References
    ----------
    Greene, O'Callaghan and Cunningham (2014), How many topics? Stability analysis for topic models, ECML PKDD.
    """
    report = progress or (lambda _done: None)
    tasks = [partial(_agreements, matrix, k, seed=seed, draws=DRAWS) for k in ks]
    found = run_all(tasks, n_jobs=n_jobs, progress=lambda done: report(0.6 * done))
    agreement = {k: float(np.mean(values)) for k, values in zip(ks, found, strict=True)}
    k = pick(agreement)
    streams = spawn(seed + 1, SHUFFLES)
    nulls = run_all(
        [partial(_shuffled_agreement, texts, k, fewest, stream) for stream in streams],
        n_jobs=n_jobs,
        progress=lambda done: report(0.6 + 0.4 * done),
    )
    supported = agreement[k] > max(nulls)
    return ThemeChoice(
        k=k,
        agreement=agreement,
        shuffled=float(np.mean(nulls)),
        shuffled_high=float(max(nulls)),
        supported=supported,
        reason=_reason(k, agreement, max(nulls), supported=supported),
    )


def pick(agreement: dict[int, float]) -> int:
    """Apply the rule to mean agreements by number of themes."""
    several = {k: value for k, value in agreement.items() if k >= SEVERAL}
    fewer = {k: value for k, value in agreement.items() if k < SEVERAL}
    if not several or (max(several.values()) < COMES_BACK and max(fewer.values(), default=0.0) >= COMES_BACK):
        several = fewer
    best = max(several.values())
    return max(k for k, value in several.items() if value >= best - COST)


def _agreements(matrix: sparse.csr_matrix, k: int, *, seed: int, draws: int) -> list[float]:
    whole = main_theme(factorise(matrix, k, seed=seed).strengths)
    rng = np.random.default_rng([seed, k])
    values = []
    for _ in range(draws):
        rows = np.sort(rng.choice(matrix.shape[0], max(k + 1, round(KEPT * matrix.shape[0])), replace=False))
        part = main_theme(factorise(matrix[rows], k, seed=seed).strengths)
        values.append(adjusted_rand(cross_table(whole[rows], part, shape=(k, k), heads=np.ones(len(rows)))))
    return values


def _shuffled_agreement(texts: Sequence[str], k: int, fewest: int, stream: np.random.SeedSequence) -> float:
    rng = np.random.default_rng(stream)
    mixed = shuffled(texts, rng)
    matrix = learn_features(mixed, fewest=fewest).matrix
    if min(matrix.shape) <= k:
        return 0.0
    return float(np.mean(_agreements(matrix, k, seed=int(rng.integers(2**31)), draws=SHUFFLED_DRAWS)))


def shuffled(texts: Sequence[str], rng: np.random.Generator) -> list[str]:
    """Deal all words anew over answers of the same lengths; unspaced scripts are dealt in pairs of signs."""
    units = [_units(text) for text in texts]
    pool = [unit for some in units for unit in some]
    order = iter(rng.permutation(len(pool)))
    return [" ".join(pool[next(order)] for _ in some) for some in units]


def _units(text: str) -> list[str]:
    found: list[str] = []
    for word in plain_words(text):
        size = RUNS[0]
        found += [word[at : at + size] for at in range(0, len(word), size)] if is_unspaced(word) else [word]
    return found


def _reason(k: int, agreement: dict[int, float], shuffled_high: float, *, supported: bool) -> Said:
    against = say("random_words_less" if supported else "random_words_as_much", shuffled=shuffled_high)
    others = {other: value for other, value in agreement.items() if other != k and other >= SEVERAL}
    if not others:
        return in_turn(say("themes_chosen", k=k, agreement=agreement[k]), against)
    best = max(others, key=lambda other: others[other])
    chosen = say(
        "themes_chosen_before_others", k=k, agreement=agreement[k], next=best, next_agreement=others[best]
    )  # fmt: skip
    return in_turn(chosen, against)
