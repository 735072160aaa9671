"""How sure every analysis is, within a bounded time: intervals and memberships from people drawn again."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.arithmetic.parallel import Progress, run_all, spawn
from research.certainty.draw import Draw, draw_once
from research.certainty.margins import apart, times
from research.certainty.pool import SLOW, Pool, pool_of
from research.certainty.replicate import compared
from research.certainty.run import counted
from research.certainty.sharpness import came_back, temperature_of
from research.errors import Caution, NotConverged, caution
from research.result import Redrawn
from research.said import say
from research.segments.solution import LOWEST_JACCARD, SegmentSolution
from research.segments.verdict import COMES_BACK
from research.steps.group import Grouping
from research.steps.measure import Measurement

DRAWS, SLOW_DRAWS = 50, 20
"""New samples; of what is slow to fit."""
NOT_BACK = LOWEST_JACCARD
"""Nothing is said of how exact the figures of a segment are that is not found again: they would be of other people."""


def redraw(
    measured: Measurement,
    grouping: Grouping,
    solution: SegmentSolution,
    *,
    seed: int,
    agreement: float = 1.0,
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
    agreement : float, default 1
        How far groupings of two new samples agree from the start (adjusted Rand index). Where they do not come back,
        very many people would be divided elsewhere, and samples of these people cannot tell where.
    n_jobs : int, default 2
        Changes the time, never the result.
    progress : callable, optional

    Returns
    -------
    Redrawn

    Raises
    ------
    NotConverged
        Fewer than half of the samples carried a solution.

    References
    ----------
    Efron and Tibshirani (1993), An Introduction to the Bootstrap; Bickel, Götze and van Zwet (1997), Resampling fewer
    than n observations, Statistica Sinica 7; Pollard (1982), A central limit theorem for k-means clustering.
    """
    pool = pool_of(measured, grouping, solution, seed=seed)
    draws = SLOW_DRAWS if solution.method in SLOW else DRAWS
    tasks = [partial(draw_once, pool, stream) for stream in spawn(seed + 12, draws)]
    found = run_all(tasks, n_jobs=n_jobs, progress=progress)
    good = [one for one in found if isinstance(one, Draw)]
    if len(good) * 2 < draws:
        failures = Counter(one for one in found if isinstance(one, str))
        raise NotConverged("few_samples_with_solution", good=len(good), replicates=draws, failures=counted(failures))
    lost = solution.jaccard.index if agreement < COMES_BACK else ()
    sure = _gathered(pool, good, draws=draws, jaccard=solution.jaccard, lost=lost)
    return sure if agreement >= COMES_BACK else replace(sure, cautions=(*sure.cautions, _elsewhere(agreement)))


def _gathered(pool: Pool, good: Sequence[Draw], *, draws: int, jaccard: pd.Series, lost: Collection[object]) -> Redrawn:
    codes = list(map(str, jaccard.index))
    means, effects = compared(pool.described, pool.labels, pool.k, pool.mass)
    shares = np.bincount(pool.labels, weights=pool.mass, minlength=pool.k) / pool.mass.sum()
    back = np.minimum(np.mean([one.jaccard for one in good], axis=0), jaccard.to_numpy(dtype=np.float64))
    means_apart = apart([one.means for one in good], means)
    there = np.where((back < NOT_BACK) | jaccard.index.isin(list(lost)), np.nan, 1.0)
    reach = pool.scale * times(len(good)) * there
    named = partial(pd.DataFrame, index=codes, columns=list(pool.names))
    return Redrawn(
        draws=len(good),
        failed=draws - len(good),
        people=len(pool.labels),
        comes_back=pd.Series(back, index=codes),
        share_margins=pd.Series(apart([one.shares for one in good], shares) * reach, index=codes),
        mean_margins=named(means_apart * reach[:, None]),
        effect_margins=named(apart([one.effects for one in good], effects) * reach[:, None]),
        designs=_by_question(named(means_apart**2 / _of_known_segments(pool) * there[:, None])),
        temperature=temperature_of(pool.probabilities, came_back([one.left_out for one in good], pool.k)),
        cautions=_cautions(dict(zip(codes, map(float, back), strict=True))),
    )


def _of_known_segments(pool: Pool) -> Floats:
    """Variance of a mean if it were known who belongs where: k x variables."""
    known = np.isfinite(pool.described)
    filled = np.where(known, pool.described, 0.0)
    member = (pool.labels[:, None] == np.arange(pool.k)) * pool.mass[:, None]
    people = np.where(heads := member.T @ known, heads, np.nan)
    spread = member.T @ filled**2 / people - (member.T @ filled / people) ** 2
    effective = people**2 / ((member * pool.mass[:, None]).T @ known)
    return np.asarray(np.where(spread > 0, spread, np.nan) / effective)


def _by_question(designs: pd.DataFrame) -> pd.DataFrame:
    """Options of one question (`item=code`) together; nobody is surer than if it were known who belongs where."""
    questions = [str(name).partition("=")[0] for name in designs]
    return designs.T.groupby(questions, sort=False).mean().T.clip(lower=1.0)


def _elsewhere(agreement: float) -> Caution:
    return caution("cut_without_intervals", agreement=agreement)


def _cautions(back: Mapping[str, float]) -> tuple[Caution, ...]:
    lost = [code for code, jaccard in back.items() if jaccard < NOT_BACK]
    if not lost:
        return ()
    told = [say("segment_in_both", segment=code, both=back[code]) for code in lost]
    return (caution("segments_without_interval", segments=told, where=tuple(lost)),)
