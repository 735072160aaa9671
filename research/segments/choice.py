"""Only this: how many segments, from evidence on our data and on data without groups."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from research.arithmetic.parallel import Progress, run_work, run_works
from research.errors import BadPlan, Caution
from research.segments.criteria import calinski_harabasz
from research.segments.evidence import Evidence, evidence_work
from research.segments.kmeans import Partition
from research.segments.models import MODEL_LIMIT, check_method, fit_model, model_agreements
from research.segments.null import null_set
from research.segments.points import Points, points_of, values_of, weights_of
from research.segments.stability import (
    STABILITY_LIMIT,
    Stability,
    bounded,
    null_stability_work,
    null_summary,
    stability_work,
    summary,
)
from research.segments.verdict import Candidate, Kind, judge

PEOPLE_PER_VARIABLE = 100
"""Fewer people than this per segmentation variable and the segments are shaky (Dolnicar et al. 2014)."""

ROOM = 0.05
"""Silhouette by which groups with room between them exceed clouds without groups."""

MODEL_PAIRS, MODEL_CLOUDS = 20, 4
"""Pairs and clouds for mixtures and latent classes, which take a thousand times longer than k-means."""


@dataclass(frozen=True, kw_only=True)
class SegmentChoice:
    """How many segments, and why.

    Parameters
    ----------
    candidates : tuple of Candidate
    k : int
        The number chosen; with the verdict `"none"` merely the smallest of three or more.
    verdict : {"natural", "reproducible", "constructed", "none"}
        See `research.segments.verdict`.
    reason : str
        One to three sentences in plain words.
    method : str
    votes : dict of str to int
        What single criteria would choose: `gap`, `silhouette`, `prediction_strength`, `calinski_harabasz`, `bic`.
    cautions : tuple of Caution
    partitions : dict of int to Partition
        A k-means partition per k, of the people themselves (or of a sample where there are very many).
    single_bic : float or None
        Latent classes: BIC of one class, in which answers are independent of each other.
    """

    candidates: tuple[Candidate, ...]
    k: int
    verdict: Kind
    reason: str
    method: str
    votes: dict[str, int]
    cautions: tuple[Caution, ...] = ()
    partitions: dict[int, Partition] = field(default_factory=dict, repr=False)
    single_bic: float | None = None

    def candidate(self, k: int) -> Candidate | None:
        """The candidate with `k` segments, if it was looked at."""
        return next((one for one in self.candidates if one.k == k), None)


def choose_segments(
    X: pd.DataFrame,
    *,
    ks: Sequence[int] = range(2, 9),
    pairs: int = 100,
    seed: int,
    n_jobs: int = 2,
    method: str = "kmeans",
    weights: pd.Series | None = None,
    starts: int = 30,
    progress: Progress | None = None,
) -> SegmentChoice:
    """Choose the number of segments.

    Parameters
    ----------
    X : DataFrame, people x segmentation variables
        Numbers without gaps.
    ks : sequence of int, default 2 to 8
        Numbers that fewer people than segments (or fewer different people) rule out are left out.
    pairs : int, default 100
        Pairs of bootstrap samples (mixtures and latent classes: at most 20).
    seed : int
    n_jobs : int, default 2
        Changes the time, never the result.
    method : {"kmeans", "gmm", "lca"}
    weights : Series, optional
    starts : int, default 30
        Random starts of the partition of each k. The solution itself is searched for anew, more thoroughly.
    progress : callable, optional
        Called with the share done, 0 to 1.

    Returns
    -------
    SegmentChoice

    Raises
    ------
    BadPlan
        No usable number of segments, or an unknown method.
    BadData, NoVariance, TooFewResponses
        See `research.segments.points.values_of`.

    Notes
    -----
    Latent classes are compared here as any other method; analyses use `research.segments.class_choice.choose_classes`,
    which knows their own criteria, gaps, and answers in no order.

    With more than 4,000 people, the evidence comes from a random sample of 4,000.

    References
    ----------
    Dolnicar, Grün and Leisch (2018), Market Segmentation Analysis, step 5.
    """
    check_method(method)
    points = bounded(points_of(X, weights=weights), STABILITY_LIMIT, seed)
    ks = _possible(ks, points)
    report = progress or (lambda _done: None)
    criteria = evidence_work(points, ks, seed=seed, starts=starts)
    if method == "kmeans":
        resampled = [work(points, ks, pairs=pairs, seed=seed) for work in (stability_work, null_stability_work)]
        own, null, evidence = run_works([*resampled, criteria], n_jobs=n_jobs, progress=report)
        bics: dict[int, float | None] = dict.fromkeys(ks)
    else:
        own, null, bics = _model_evidence(
            X, ks, method=method, pairs=pairs, seed=seed, n_jobs=n_jobs, weights=weights, report=report
        )
        evidence = run_work(criteria, n_jobs=n_jobs, progress=_span(report, 0.8, 0.2))
    candidates = tuple(_candidate(points, k, own[k], null[k], evidence, bics[k]) for k in ks)
    verdict = judge(candidates)
    return SegmentChoice(
        candidates=candidates,
        k=verdict.k,
        verdict=verdict.kind,
        reason=verdict.reason,
        method=method,
        votes=_votes(candidates, evidence),
        cautions=evidence_cautions(X, verdict.kind, verdict.reason),
        partitions=evidence.partitions,
    )


def _possible(ks: Sequence[int], points: Points) -> list[int]:
    possible = sorted({int(k) for k in ks if 2 <= k <= min(len(points.rows), points.people // 2)})
    if not possible:
        raise BadPlan(
            f"None of the asked numbers of segments is possible with {points.people} people "
            f"({len(points.rows)} of them different).",
            advice="Ask for two or more segments, and for at least two people in each.",
        )
    return possible


def _span(report: Progress, begin: float, share: float) -> Progress:
    return lambda done: report(begin + share * done)


def _candidate(
    points: Points, k: int, own: Stability, null: Stability, evidence: Evidence, bic: float | None
) -> Candidate:
    partition = evidence.partitions[k]
    heads = np.bincount(points.drawn_from, minlength=len(points.rows))
    person_weight = (points.weights / heads)[points.row_of]
    mass = np.bincount(partition.labels, weights=person_weight, minlength=k)
    strength, error = evidence.prediction_strength[k], evidence.prediction_strength_error[k]
    separated = (
        evidence.silhouette[k] >= evidence.null_silhouette_high[k] + ROOM
        and strength + error >= 0.8
        and evidence.gap[k] - evidence.gap_error[k] > evidence.gap[1]
    )
    return Candidate(
        k=k,
        ari_mean=own.mean,
        ari_low=own.low,
        ari_high=own.high,
        null_ari_mean=null.mean,
        null_ari_high=null.high,
        silhouette=evidence.silhouette[k],
        null_silhouette=evidence.null_silhouette[k],
        null_silhouette_high=evidence.null_silhouette_high[k],
        gap=evidence.gap[k],
        gap_error=evidence.gap_error[k],
        prediction_strength=strength,
        prediction_strength_error=error,
        calinski_harabasz=calinski_harabasz(points, partition.inertia, k),
        bic=bic,
        smallest_share=float(mass.min() / mass.sum()),
        supported=own.mean > null.high,
        separated=separated,
    )


def _votes(candidates: Sequence[Candidate], evidence: Evidence) -> dict[str, int]:
    strong = [one.k for one in candidates if one.prediction_strength + one.prediction_strength_error >= 0.8]
    votes = {
        "gap": evidence.gap_k,
        "silhouette": max(candidates, key=lambda one: one.silhouette).k,
        "prediction_strength": max(strong, default=1),
        "calinski_harabasz": max(candidates, key=lambda one: one.calinski_harabasz).k,
    }
    with_bic = [(one.bic, one.k) for one in candidates if one.bic is not None]
    if with_bic:
        votes["bic"] = min(with_bic)[1]
    return votes


def _model_evidence(
    X: pd.DataFrame,
    ks: Sequence[int],
    *,
    method: str,
    pairs: int,
    seed: int,
    n_jobs: int,
    weights: pd.Series | None,
    report: Progress,
) -> tuple[dict[int, Stability], dict[int, Stability], dict[int, float | None]]:
    """Stability on the data and on clouds, and BIC, for methods with a likelihood."""
    pairs = min(pairs, MODEL_PAIRS)
    rng = np.random.default_rng([seed, 8])
    values, mass = values_of(X), weights_of(weights, X)
    size = min(len(X), MODEL_LIMIT)
    clouds = [
        pd.DataFrame(null_set(values, mass, people=size, rng=rng), columns=X.columns) for _ in range(MODEL_CLOUDS)
    ]
    each = max(1, round(pairs / MODEL_CLOUDS))
    own, null, bics = {}, {}, {}
    for place, k in enumerate(ks):
        report(0.8 * place / len(ks))
        agreements = model_agreements(X, k, method=method, pairs=pairs, seed=seed, n_jobs=n_jobs)
        own[k] = summary(k, agreements)
        of_clouds = [
            model_agreements(cloud, k, method=method, pairs=each, seed=seed + 1 + at, n_jobs=n_jobs)
            for at, cloud in enumerate(clouds)
        ]
        null[k] = null_summary(k, of_clouds)
        bics[k] = fit_model(X, k, method=method, seed=seed, starts=50, weights=weights).bic
    return own, null, bics


def evidence_cautions(X: pd.DataFrame, kind: Kind, reason: str) -> tuple[Caution, ...]:
    """What a reader must know about the ground on which people are grouped."""
    cautions = []
    people, variables = X.shape
    if people < PEOPLE_PER_VARIABLE * variables:
        cautions.append(
            Caution(
                code="few_people_per_variable",
                text=f"{people} people for {variables} segmentation variables: "
                f"{people // variables} each, fewer than {PEOPLE_PER_VARIABLE}.",
                advice="Segment on fewer variables (scores instead of items) or collect more answers.",
                severity="stop" if people < 20 * variables or people < 50 else "warning",
            )
        )
    if kind == "none":
        cautions.append(
            Caution(
                code="no_segments",
                text=reason,
                advice="Describe people on the factors themselves instead of in segments.",
                severity="stop",
            )
        )
    return tuple(cautions)
