"""What mixtures with one shared covariance have to show, and the grounds on which one of them is taken."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from research.arithmetic.arrays import Floats
from research.arithmetic.parallel import Progress, run_work
from research.said import Said, in_turn, say
from research.segments.mixture_trial import Trial, try_mixtures
from research.segments.null import Clouds
from research.segments.strategies import MIXTURE_PAIRS, KMeansStrategy, Shown
from research.segments.verdict import IN_PART, Candidate, Kind, comes_back, large_enough

SEPARATED = 0.80
"""Density between neighbours over that at the lower of their centres, above which there is no valley."""
TRIAL_LIMIT = 2_000
"""People that mixtures are tried on at most."""


@dataclass(frozen=True, kw_only=True)
class TiedStrategy:
    """Mixtures with one shared covariance; what distances say is that of k-means on the same people.

    With more than 2,000 people, the evidence comes from a random sample of 2,000.

    Parameters
    ----------
    values, weights : ndarray
        Of everybody.
    clouds : Clouds
    distances : KMeansStrategy
    """

    values: Floats
    weights: Floats
    clouds: Clouds
    distances: KMeansStrategy

    def possible(self, ks: Sequence[int]) -> list[int]:
        """As with k-means."""
        return self.distances.possible(ks)

    def tried(
        self, ks: Sequence[int], *, pairs: int, seed: int, wanted: int | None, n_jobs: int, progress: Progress | None
    ) -> dict[int, Trial]:
        """See `try_mixtures`."""
        rng = np.random.default_rng([seed, 10])
        some = np.sort(rng.choice(len(self.values), min(len(self.values), TRIAL_LIMIT), replace=False))
        return try_mixtures(
            self.values[some],
            self.weights[some] / self.weights[some].mean(),
            ks,
            clouds=self.clouds,
            pairs=min(pairs, MIXTURE_PAIRS),
            seed=seed,
            wanted=wanted,
            n_jobs=n_jobs,
            progress=progress,
        )

    def shown(self, ks: Sequence[int], trials: dict[int, Trial], *, seed: int, n_jobs: int) -> Shown:
        """All of it together."""
        stability = {k: trial.stability for k, trial in trials.items()}
        criteria = run_work(self.distances.criteria(ks, seed=seed), n_jobs=n_jobs)
        found = self.distances.shown(ks, stability, stability, criteria)
        return replace(
            found,
            candidates=tuple(_candidate(one, trials[one.k]) for one in found.candidates),
            votes={**found.votes, "bic": max(ks, key=lambda k: trials[k].gain)},
            grounds=ByMixture(),
        )


@dataclass(frozen=True)
class ByMixture:
    """BIC decides, among the numbers that come back."""

    def counted(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Numbers that describe people better than one normal distribution does."""
        return [one for one in candidates if (one.gain or 0.0) > 0]

    def useful(self, counted: Sequence[Candidate]) -> list[Candidate]:
        """All of them."""
        return list(counted)

    def in_part(self, useful: Sequence[Candidate]) -> list[Candidate]:
        """Those that come back in part."""
        return [one for one in useful if one.ari_mean >= IN_PART]

    def pick(self, kind: Kind, candidates: Sequence[Candidate]) -> Candidate:
        """The greatest gain in BIC; `kind` changes nothing."""
        del kind
        return max(large_enough(candidates), key=lambda one: one.gain or 0.0)

    def reason(self, kind: Kind, chosen: Candidate, candidates: Sequence[Candidate]) -> Said:
        """What comes back and how often, and what BIC alone would have taken."""
        better = self.counted(candidates)
        if not better:
            return say("one_cloud_is_enough")
        if kind == "none":
            best = max(candidates, key=lambda one: one.ari_mean)
            return say("no_segments_come_back", k=best.k, agreement=best.ari_mean)
        favoured = self.pick(kind, better)
        alone = say("bic_agrees") if favoured.k == chosen.k else _alone(favoured)
        return in_turn(comes_back(kind, "segments", chosen), alone)

    def told_as(self, kind: Kind) -> Kind:
        """The same."""
        return kind


def _alone(favoured: Candidate) -> Said:
    return say("bic_alone", k=favoured.k, agreement=favoured.ari_mean)


def _candidate(found: Candidate, trial: Trial) -> Candidate:
    """With the shares of the mixture, and without clouds where none were looked at."""
    return replace(
        found,
        null_ari_mean=None if trial.null is None else trial.null.mean,
        null_ari_high=None if trial.null is None else trial.null.high,
        null_clouds=None if trial.null is None else trial.null.sets,
        smallest_share=float(trial.fit.shares.min()),
        separated=trial.valley <= SEPARATED,
        bic=trial.fit.bic(len(trial.fit.probabilities)),
        gain=trial.gain,
        null_gain_high=trial.null_gain_high,
        valley=trial.valley,
    )
