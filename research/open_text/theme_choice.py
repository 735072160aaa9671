"""Only how many themes: the number whose themes come back when some of the answers are left out.

Rule: of the numbers from three on, the largest whose agreement is within .02 of the best one; two only where no larger
number reaches .75. The agreement is the adjusted Rand index between the main themes found in all answers and those
found in four fifths of them, averaged over draws. Whether any of them is more than chance is another question: see
`research.open_text.together`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy import sparse

from research.arithmetic.agreement import adjusted_rand, cross_table
from research.arithmetic.parallel import Progress, run_all
from research.open_text.factorising import factorise, main_theme
from research.said import Said, say

KEPT, COST, COMES_BACK, SEVERAL = 0.8, 0.02, 0.75, 3
DRAWS = 6


@dataclass(frozen=True, kw_only=True)
class ThemeChoice:
    """How many themes, and why.

    Parameters
    ----------
    k : int
    agreement : dict of int to float
        Mean adjusted Rand index by number of themes.
    reason : Said
    """

    k: int
    agreement: dict[int, float]
    reason: Said


def choose_themes(
    matrix: sparse.csr_matrix,
    *,
    ks: Sequence[int],
    seed: int,
    n_jobs: int,
    progress: Progress | None = None,
) -> ThemeChoice:
    """Choose a number of themes by the rule of this module.

    Parameters
    ----------
    matrix : sparse matrix, answers x features
    ks : sequence of int
    seed : int
        The result does not depend on `n_jobs`.
    n_jobs : int
    progress : callable, optional

    References
    ----------
    Greene, O'Callaghan and Cunningham (2014), How many topics? Stability analysis for topic models, ECML PKDD.
    """
    tasks = [partial(_agreements, matrix, k, seed=seed, draws=DRAWS) for k in ks]
    found = run_all(tasks, n_jobs=n_jobs, progress=progress or (lambda _done: None))
    agreement = {k: float(np.mean(values)) for k, values in zip(ks, found, strict=True)}
    k = pick(agreement)
    return ThemeChoice(k=k, agreement=agreement, reason=_reason(k, agreement))


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


def _reason(k: int, agreement: dict[int, float]) -> Said:
    others = {other: value for other, value in agreement.items() if other != k and other >= SEVERAL}
    if not others:
        return say("themes_chosen", k=k, agreement=agreement[k])
    best = max(others, key=lambda other: others[other])
    return say("themes_chosen_before_others", k=k, agreement=agreement[k], next=best, next_agreement=others[best])
