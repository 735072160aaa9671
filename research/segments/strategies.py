"""What k-means and mixtures have to show for each number of segments: how stable, how stable in clouds, how apart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np

from research.arithmetic.agreement import chain_agreements
from research.arithmetic.arrays import Floats
from research.arithmetic.parallel import Work
from research.errors import BadPlan
from research.said import Count
from research.segments.criteria import calinski_harabasz
from research.segments.evidence import Evidence, evidence_work
from research.segments.kmeans import Partition
from research.segments.mixture import settle_mixture
from research.segments.models import mixture_refits
from research.segments.null import Clouds, NormalClouds
from research.segments.points import Points
from research.segments.rounds import Agreements, by_number
from research.segments.stability import CLOUDS, Stability, cloud_work, stability_work, summary
from research.segments.verdict import ByStability, Candidate, Grounds, Room

ROOM = 0.05
"""Silhouette by which groups with room between them exceed clouds without groups."""
STRONG = 0.8
"""Prediction strength from which a number of segments is supported (Tibshirani and Walther)."""
MIXTURE_PAIRS, MIXTURE_CLOUDS = 20, 4
"""Pairs and clouds for mixtures, which take a thousand times longer than k-means."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a strategy shows: candidates, what single criteria would take, the grounds, and partitions it has anyway."""

    candidates: tuple[Candidate, ...]
    votes: dict[str, int]
    grounds: Grounds
    partitions: dict[int, Partition] = field(default_factory=dict, repr=False)
    single_bic: float | None = None


@dataclass(frozen=True, kw_only=True)
class KMeansStrategy:
    """k-means on (a sample of) the people."""

    points: Points
    starts: int
    clouds: Clouds | None = None
    """Where data without groups come from; without it they are normal in the variables."""

    def possible(self, ks: Sequence[int]) -> list[int]:
        """Numbers for which there are people enough, and people who differ."""
        points = self.points
        possible = sorted({int(k) for k in ks if 2 <= k <= min(len(points.rows), points.people // 2)})
        if not possible:
            raise BadPlan("no_possible_number", people=Count(points.people), different=Count(len(points.rows)))
        return possible

    def stability(self, ks: Sequence[int], *, pairs: int, seed: int) -> Work[dict[int, Stability]]:
        """Adjusted Rand index between bootstrap samples."""
        return stability_work(self.points, ks, pairs=pairs, seed=seed)

    @property
    def most_clouds(self) -> int:
        """As many as make a test at the 5 per cent level."""
        return CLOUDS

    def null(self, ks: Sequence[int], places: Sequence[int], *, pairs: int, seed: int) -> Work[Agreements]:
        """The same of clouds without groups."""
        return cloud_work(self.points, ks, places, pairs=pairs, seed=seed, source=self.clouds)

    def criteria(self, ks: Sequence[int], *, seed: int) -> Work[Evidence]:
        """What distances say."""
        return evidence_work(self.points, ks, seed=seed, starts=self.starts, source=self.clouds)

    def shown(
        self, ks: Sequence[int], own: dict[int, Stability], null: dict[int, Stability], criteria: Evidence
    ) -> Shown:
        """All of it together."""
        candidates = tuple(_candidate(self.points, own[k], null[k], criteria) for k in ks)
        return Shown(
            candidates=candidates,
            votes=_votes(ks, criteria, candidates),
            grounds=ByStability(),
            partitions=criteria.partitions,
        )


@dataclass(frozen=True, kw_only=True)
class _MixtureEvidence:
    distances: Evidence
    bics: dict[int, float]


@dataclass(frozen=True, kw_only=True)
class MixtureStrategy:
    """Mixtures of normal distributions; what distances say is that of k-means on the same people.

    Parameters
    ----------
    values, weights : ndarray
        Of everybody; the likelihood knows no weights, clouds do.
    sample : ndarray, people x variables
        Whom bootstrap samples are drawn from.
    distances : KMeansStrategy
    """

    values: Floats
    weights: Floats
    sample: Floats
    distances: KMeansStrategy

    def possible(self, ks: Sequence[int]) -> list[int]:
        """As with k-means."""
        return self.distances.possible(ks)

    def stability(self, ks: Sequence[int], *, pairs: int, seed: int) -> Work[dict[int, Stability]]:
        """Adjusted Rand index between bootstrap samples."""
        samples = min(pairs, MIXTURE_PAIRS) + 1
        return Work(
            tasks=[partial(_mixture_agreements, self.sample, k, samples=samples, seed=seed) for k in ks],
            gather=lambda found: {k: summary(k, values) for k, values in zip(ks, found, strict=True)},
            light=False,
        )

    @property
    def most_clouds(self) -> int:
        """A few, for they take long."""
        return MIXTURE_CLOUDS

    def null(self, ks: Sequence[int], places: Sequence[int], *, pairs: int, seed: int) -> Work[Agreements]:
        """The same of clouds without groups."""
        rng = np.random.default_rng([seed, 8])
        source = self.distances.clouds or NormalClouds(values=self.values, weights=self.weights)
        clouds = [source.draw(len(self.sample), rng) for _ in range(MIXTURE_CLOUDS)]
        samples = max(1, round(min(pairs, MIXTURE_PAIRS) / MIXTURE_CLOUDS)) + 1
        tasks = [
            partial(_mixture_agreements, clouds[place], k, samples=samples, seed=seed + 1 + place)
            for k in ks
            for place in places
        ]
        return Work(tasks=tasks, gather=partial(by_number, ks, len(places)), light=False)

    def criteria(self, ks: Sequence[int], *, seed: int) -> Work[_MixtureEvidence]:
        """What distances say, and BIC."""
        distances = self.distances.criteria(ks, seed=seed)
        fits: list[Callable[[], Any]] = [partial(_bic, self.values, k, seed) for k in ks]
        return Work(
            tasks=[*fits, *distances.tasks],
            gather=lambda found: _MixtureEvidence(
                bics=dict(zip(ks, found[: len(ks)], strict=True)), distances=distances.gather(found[len(ks) :])
            ),
            light=False,
        )

    def shown(
        self, ks: Sequence[int], own: dict[int, Stability], null: dict[int, Stability], criteria: _MixtureEvidence
    ) -> Shown:
        """All of it together."""
        bics = criteria.bics
        found = self.distances.shown(ks, own, null, criteria.distances)
        return replace(
            found,
            candidates=tuple(replace(one, bic=bics[one.k]) for one in found.candidates),
            votes={**found.votes, "bic": min(ks, key=lambda k: (bics[k], k))},
        )


def _candidate(points: Points, own: Stability, null: Stability, evidence: Evidence) -> Candidate:
    k = own.k
    partition = evidence.partitions[k]
    strength, error = evidence.prediction_strength[k], evidence.prediction_strength_error[k]
    separated = (
        evidence.silhouette[k] >= evidence.null_silhouette_high[k] + ROOM
        and strength + error >= STRONG
        and evidence.gap[k] - evidence.gap_error[k] > evidence.gap[1]
    )
    return Candidate(
        k=k,
        ari_mean=own.mean,
        ari_low=own.low,
        ari_high=own.high,
        null_ari_mean=null.mean,
        null_ari_high=null.high,
        null_clouds=null.sets,
        smallest_share=_smallest_share(points, partition),
        separated=separated,
        room=Room(
            silhouette=evidence.silhouette[k],
            null_silhouette=evidence.null_silhouette[k],
            null_silhouette_high=evidence.null_silhouette_high[k],
            gap=evidence.gap[k],
            gap_error=evidence.gap_error[k],
            prediction_strength=strength,
            prediction_strength_error=error,
            calinski_harabasz=calinski_harabasz(points, partition.inertia, k),
        ),
    )


def _smallest_share(points: Points, partition: Partition) -> float:
    heads = np.bincount(points.drawn_from, minlength=len(points.rows))
    person_weight = (points.weights / heads)[points.row_of]
    mass = np.bincount(partition.labels, weights=person_weight, minlength=len(partition.centres))
    return float(mass.min() / mass.sum())


def _votes(ks: Sequence[int], evidence: Evidence, candidates: Sequence[Candidate]) -> dict[str, int]:
    rooms = {one.k: one.room for one in candidates if one.room}
    strong = [k for k in ks if evidence.prediction_strength[k] + evidence.prediction_strength_error[k] >= STRONG]
    return {
        "gap": evidence.gap_k,
        "silhouette": max(ks, key=lambda k: rooms[k].silhouette),
        "prediction_strength": max(strong, default=1),
        "calinski_harabasz": max(ks, key=lambda k: rooms[k].calinski_harabasz),
    }


def _bic(values: Floats, k: int, seed: int) -> float:
    return settle_mixture(values, k, seed=seed, starts=5, shape=None, tolerance=1e-5).bic


def _mixture_agreements(values: Floats, k: int, *, samples: int, seed: int) -> list[float]:
    labels = [refit() for refit in mixture_refits(values, k, samples=samples, seed=seed)]
    heads = np.ones(len(values))
    return chain_agreements(np.stack(labels), k=k, heads=heads)
