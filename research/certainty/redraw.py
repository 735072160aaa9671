"""How sure every analysis is, within a bounded time: intervals and memberships from people drawn again."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

import numpy as np
import pandas as pd
from scipy import stats

from research.arithmetic.arrays import Floats
from research.arithmetic.parallel import Progress, run_all, spawn
from research.certainty.draw import Draw, draw_once
from research.certainty.pool import SLOW, Pool, pool_of
from research.certainty.replicate import compared
from research.certainty.sharpness import came_back, temperature_of
from research.result import Redrawn
from research.segments.solution import SegmentSolution
from research.steps.group import Grouping
from research.steps.measure import Measurement

DRAWS, SLOW_DRAWS = 50, 20
"""New samples; of what is slow to fit."""
NOT_BACK = 0.5
"""A segment that shares fewer than this of its people with its counterpart (Jaccard) has dissolved (Hennig 2007)."""


def redraw(
    measured: Measurement,
    grouping: Grouping,
    solution: SegmentSolution,
    *,
    seed: int,
    n_jobs: int = 2,
    progress: Progress | None = None,
) -> Redrawn:
    """Draw people again, score them, find their segments anew and compare these.

    People are drawn with replacement, as many as there are (of many a few thousand; what differs between samples is
    then scaled by the root of the shares of people). In each sample the basis is scored anew (correlations and factors
    move a few steps), as many segments are found, numbered as those they share most people with, and compared. The
    intervals hold what differs between samples *and* how far samples lie from the analysis on the whole.

    Parameters
    ----------
    measured : Measurement
    grouping : Grouping
    solution : SegmentSolution
    seed : int
    n_jobs : int, default 2
        Changes the time, never the result.
    progress : callable, optional

    Returns
    -------
    Redrawn

    References
    ----------
    Efron and Tibshirani (1993), An Introduction to the Bootstrap; Bickel, Götze and van Zwet (1997), Resampling fewer
    than n observations, Statistica Sinica 7; Pollard (1982), A central limit theorem for k-means clustering.
    """
    pool = pool_of(measured, grouping, solution, seed=seed)
    draws = SLOW_DRAWS if solution.method in SLOW else DRAWS
    found = run_all(
        [partial(draw_once, pool, stream) for stream in spawn(seed + 12, draws)], n_jobs=n_jobs, progress=progress
    )
    good = [one for one in found if isinstance(one, Draw)]
    failures = Counter(one for one in found if isinstance(one, str))
    return _gathered(pool, good, failures.total(), list(solution.codes))


def _gathered(pool: Pool, good: Sequence[Draw], failed: int, codes: list[str]) -> Redrawn:
    means, effects = compared(pool.described, pool.labels, pool.k, pool.mass)
    shares = np.bincount(pool.labels, weights=pool.mass, minlength=pool.k) / pool.mass.sum()
    back = np.mean([one.jaccard for one in good], axis=0)
    times = pool.scale * stats.t.ppf(0.975, len(good) - 1) / np.where(back < NOT_BACK, np.nan, 1.0)
    def named(margins: Floats) -> pd.DataFrame:
        return pd.DataFrame(margins * times[:, None], index=codes, columns=list(pool.names))
    return Redrawn(
        draws=len(good),
        failed=failed,
        people=len(pool.labels),
        comes_back=pd.Series(back, index=codes),
        share_margins=pd.Series(_apart([one.shares for one in good], shares) * times, index=codes),
        mean_margins=named(_apart([one.means for one in good], means)),
        effect_margins=named(_apart([one.effects for one in good], effects)),
        temperature=temperature_of(pool.probabilities, came_back([one.left_out for one in good], pool.k)),
    )


def _apart(samples: Sequence[Floats], own: Floats) -> Floats:
    """How far samples lie from the analysis: the root of the mean square."""
    return np.asarray(np.sqrt(np.nanmean((np.stack(samples) - own) ** 2, axis=0)))
