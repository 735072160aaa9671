"""Whether a mixture with one shared covariance comes back, and how many segments it has.

The number is the one of smallest BIC among those that come back. Only for that number is looked at data without
groups: where the same procedure finds as much in them, the mixture describes the shape of a cloud and no groups.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from research.arithmetic.agreement import chain_agreements
from research.arithmetic.arrays import Floats, Integers
from research.arithmetic.parallel import Progress, run_all, spawn
from research.segments.models import tied_refits
from research.segments.null import Clouds
from research.segments.rounds import rounds
from research.segments.stability import CLOUDS, Stability, null_summary, summary
from research.segments.tied import Tied, fit_tied, refit_tied, single_bic
from research.segments.valley import valley
from research.segments.verdict import COMES_BACK, SMALLEST_SHARE

STARTS, FIT_GAIN = 6, 1e-6
FIRST_LOOK, CLOUD_SAMPLES, CLOUD_STARTS = 5, 3, 3
"""Bootstrap samples of every number, and of a cloud; starts of a fit to a cloud."""
PROMISING = COMES_BACK - 0.1
"""Agreement at first sight from which a closer look is worth its time."""


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What was found for one number of segments.

    Parameters
    ----------
    fit : Tied
    stability : Stability
    gain : float
        BIC of one normal distribution less that of this mixture.
    valley : float
    null : Stability or None
        Agreement in clouds without groups, where they were looked at.
    null_gain_high : float or None
        The most that a cloud gained.
    """

    fit: Tied
    stability: Stability
    gain: float
    valley: float
    null: Stability | None = None
    null_gain_high: float | None = None

    @property
    def promising(self) -> bool:
        """Whether it describes people better than one cloud, has no tiny segment and comes back at first sight."""
        return self.gain > 0 and self.fit.shares.min() >= SMALLEST_SHARE and self.stability.mean >= PROMISING

    @property
    def beats_clouds(self) -> bool:
        """Whether it comes back more often and explains more than in every cloud."""
        if self.null is None or self.null_gain_high is None:
            return False
        return self.stability.mean > self.null.high and self.gain > self.null_gain_high


def try_mixtures(
    values: Floats,
    mass: Floats,
    ks: Sequence[int],
    *,
    clouds: Clouds,
    pairs: int,
    seed: int,
    wanted: int | None = None,
    n_jobs: int,
    progress: Progress | None = None,
) -> dict[int, Trial]:
    """Fit mixtures with one shared covariance and see which of them come back.

    Parameters
    ----------
    values : ndarray, people x variables
    mass : ndarray, people
        Weights with a mean of one.
    ks : sequence of int
    clouds : Clouds
        Where data without groups come from.
    pairs : int
        Pairs of bootstrap samples of those that come back at first sight; all others have 4.
    seed : int
    wanted : int, optional
        A planned number, which is held against clouds whatever its BIC.
    n_jobs : int
    progress : callable, optional

    Returns
    -------
    dict of int to Trial
        One number has been held against clouds, where one came back.

    References
    ----------
    McLachlan and Peel (2000), Finite Mixture Models, 6.9; Fang and Wang (2012), Selection of the number of clusters via
    the bootstrap method, Computational Statistics & Data Analysis 56, 468-477.
    """
    tell = progress or untold
    found = _first_look(values, mass, ks, seed=seed, n_jobs=n_jobs)
    tell(0.4)
    k, closer = _chosen(values, mass, found, pairs=pairs, seed=seed, wanted=wanted, n_jobs=n_jobs)
    found |= closer
    tell(0.6)
    if k is not None:
        found[k] = _against_clouds(found[k], k, len(values), clouds, seed=seed, n_jobs=n_jobs)
    tell(1.0)
    return found


def untold(share: float) -> None:
    """Nobody wants to know."""


def best_of(trials: Mapping[int, Trial]) -> int | None:
    """The number that was held against clouds."""
    return next((k for k, trial in trials.items() if trial.null is not None), None)


def _first_look(values: Floats, mass: Floats, ks: Sequence[int], *, seed: int, n_jobs: int) -> dict[int, Trial]:
    fits: list[Tied] = run_all([partial(_fit, values, mass, k, seed) for k in ks], n_jobs=n_jobs)
    stability = _stability(values, mass, ks, samples=FIRST_LOOK, seed=seed, n_jobs=n_jobs)
    one = single_bic(values, mass)
    return {
        k: Trial(
            fit=fit,
            stability=stability[k],
            gain=one - fit.bic(len(values)),
            valley=valley(values, fit.probabilities, fit.means, fit.covariance),
        )
        for k, fit in zip(ks, fits, strict=True)
    }


def _fit(values: Floats, mass: Floats, k: int, seed: int) -> Tied:
    rng = np.random.default_rng([seed, 11, k])
    return fit_tied(values, k, rng=rng, starts=STARTS, tolerance=FIT_GAIN, weights=mass)


def _stability(
    values: Floats, mass: Floats, ks: Sequence[int], *, samples: int, seed: int, n_jobs: int
) -> dict[int, Stability]:
    tasks = {k: tied_refits(values, mass, k, samples=samples, seed=seed + 12) for k in ks}
    parts = iter(run_all([task for own in tasks.values() for task in own], n_jobs=n_jobs))
    found = {k: [labels for _ in own for labels in next(parts)] for k, own in tasks.items()}
    return {k: summary(k, _agreements(labels, k)) for k, labels in found.items()}


def _agreements(labels: list[Integers], k: int) -> list[float]:
    return chain_agreements(np.stack(labels), k=k, heads=np.ones(len(labels[0])))


def _chosen(
    values: Floats,
    mass: Floats,
    found: dict[int, Trial],
    *,
    pairs: int,
    seed: int,
    wanted: int | None,
    n_jobs: int,
) -> tuple[int | None, dict[int, Trial]]:
    """The number of smallest BIC that comes back, and what a closer look gave on the way."""
    in_turn = [wanted] if wanted is not None else sorted(found, key=lambda k: -found[k].gain)
    closer: dict[int, Trial] = {}
    for k in in_turn:
        if wanted is None and not found[k].promising:
            continue
        stability = _stability(values, mass, [k], samples=pairs + 1, seed=seed, n_jobs=n_jobs)[k]
        closer[k] = replace(found[k], stability=stability)
        if wanted is not None or stability.mean >= COMES_BACK:
            return k, closer
    return None, closer


def _against_clouds(trial: Trial, k: int, people: int, clouds: Clouds, *, seed: int, n_jobs: int) -> Trial:
    """Clouds until one of them comes back as often, or gains as much."""
    streams, held = spawn(seed + 13, CLOUDS), trial
    agreements: list[list[float]] = []
    gains: list[float] = []
    for places in rounds(CLOUDS):
        tasks = [partial(_in_cloud, clouds, people, k, streams[place]) for place in places]
        for agreement, gain in run_all(tasks, n_jobs=n_jobs):
            agreements.append(agreement)
            gains.append(gain)
        held = replace(trial, null=null_summary(k, agreements), null_gain_high=max(gains))
        if not held.beats_clouds:
            break
    return held


def _in_cloud(clouds: Clouds, people: int, k: int, stream: np.random.SeedSequence) -> tuple[list[float], float]:
    """How far `k` groups come back in one cloud, and what they gain."""
    rng = np.random.default_rng(stream)
    values = clouds.draw(people, rng)
    n = len(values)
    fit = fit_tied(values, k, rng=rng, starts=CLOUD_STARTS, tolerance=FIT_GAIN)
    masses = np.stack([np.bincount(rng.integers(0, n, n), minlength=n) for _ in range(CLOUD_SAMPLES)]).astype(
        np.float64
    )
    refits = refit_tied(values, masses, k, rng=rng, starts=CLOUD_STARTS)
    labels = [one.probabilities.argmax(axis=1) for one in refits]
    return _agreements(labels, k), single_bic(values) - fit.bic(n)
