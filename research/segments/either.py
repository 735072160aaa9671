"""A mixture where it finds groups, else a cut by k-means that is called one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from research.arithmetic.parallel import Progress
from research.said import Said, in_turn, say
from research.segments.choice import SegmentChoice, judged, show, tied_strategy
from research.segments.mixture_trial import Trial, best_of, untold
from research.segments.null import Clouds
from research.segments.verdict import COMES_BACK, ByStability, Candidate, Kind, traded

TRIAL_PART = 0.4
"""Share of the time that the mixtures take where k-means follows."""


def choose_either(
    X: pd.DataFrame,
    *,
    ks: Sequence[int],
    pairs: int,
    seed: int,
    n_jobs: int,
    weights: pd.Series | None = None,
    starts: int = 30,
    clouds: Clouds | None = None,
    wanted: int | None = None,
    progress: Progress | None = None,
) -> SegmentChoice:
    """Choose how to group people, and in how many segments.

    A mixture with one shared covariance sees groups of different sizes that lie across what all people share, which
    k-means, wanting round groups of one size, does not. But it is also quick to describe a cloud by several pieces. So
    it stays only where it comes back and finds more than in data without groups, in agreement and in BIC. Elsewhere
    k-means cuts people more steadily, and the segments are told as a cut.

    Parameters
    ----------
    X, ks, pairs, seed, n_jobs, weights, starts, clouds, wanted, progress
        As for `research.segments.choice.choose_segments`.

    Returns
    -------
    SegmentChoice
        `method` says which of the two it is.
    """
    tell = progress or untold
    strategy = tied_strategy(X, seed=seed, weights=weights, starts=starts, clouds=clouds)
    possible = strategy.possible(ks)
    trial = partial(strategy.tried, possible, pairs=pairs, seed=seed, wanted=wanted, n_jobs=n_jobs)
    trials = trial(progress=lambda share: tell(TRIAL_PART * share))
    if _stands(trials):
        return judged(X, "tied", strategy.shown(possible, trials, seed=seed, n_jobs=n_jobs))
    shown = show(
        strategy.distances,
        possible,
        pairs=pairs,
        seed=seed,
        n_jobs=n_jobs,
        progress=lambda share: tell(TRIAL_PART + (1 - TRIAL_PART) * share),
    )
    return judged(X, "kmeans", replace(shown, grounds=ByCut(why=_why_not(trials))))


@dataclass(frozen=True)
class ByCut(ByStability):
    """Stability chooses among cuts of three pieces or more, which are never told as more than a cut.

    Parameters
    ----------
    why : Said
        Why no mixture was taken.
    """

    why: Said

    def counted(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Three segments or more, where they were looked at."""
        return self.useful(candidates)

    def reason(self, kind: Kind, chosen: Candidate, candidates: Sequence[Candidate]) -> Said:
        """That it is a cut, how far it comes back, and why no mixture was taken."""
        if kind == "none":
            return in_turn(super().reason(kind, chosen, candidates), self.why)
        cut = say("cut_comes_back", k=chosen.k, agreement=chosen.ari_mean)
        return in_turn(cut, self.why, *traded("constructed", chosen, candidates))

    def told_as(self, kind: Kind) -> Kind:
        """Constructed, unless not even that."""
        return "none" if kind == "none" else "constructed"


def _stands(trials: Mapping[int, Trial]) -> bool:
    """Whether a mixture comes back, and is more than what clouds give."""
    k = best_of(trials)
    return k is not None and trials[k].stability.mean >= COMES_BACK and trials[k].beats_clouds


def _why_not(trials: Mapping[int, Trial]) -> Said:
    k = best_of(trials)
    if k is not None and trials[k].stability.mean >= COMES_BACK:
        return say("mixture_as_in_clouds", k=k, agreement=trials[k].stability.mean)
    gaining = [k for k, trial in trials.items() if trial.gain > 0]
    if not gaining:
        return say("one_cloud_is_enough")
    best = max(gaining, key=lambda one: trials[one].stability.mean)
    agreement = trials[best].stability.mean
    # what comes back and was not held against clouds has a group too small to plan for
    code = "mixture_with_tiny_group" if agreement >= COMES_BACK else "mixture_does_not_come_back"
    return say(code, k=best, agreement=agreement)
