"""The segmentation people work with: who belongs where, how sure, how big, how stable."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats, Integers
from research.arithmetic.intervals import wilson
from research.arithmetic.parallel import Work, run_works
from research.errors import Caution, caution
from research.said import say
from research.segments.across import Transition, transitions
from research.segments.assignment import Rule, membership, segment_codes, softened
from research.segments.choice import SegmentChoice
from research.segments.classes.em import most_classes, patterns_of
from research.segments.classes.fit import answers_of, gaps_marked
from research.segments.kmeans import Partition, partition_points
from research.segments.lloyd import nearest
from research.segments.models import Model, check_method, fit_model, model_jaccard
from research.segments.points import Points, check_k, points_of, weights_of
from research.segments.stability import STABILITY_LIMIT, bounded, jaccard_of, resampled_labels_work

SMALLEST_SHARE, LOWEST_JACCARD = 0.05, 0.6
MODEL_BOOTS = 20


@dataclass(frozen=True, kw_only=True)
class SegmentSolution:
    """A segmentation.

    Parameters
    ----------
    k : int
    method : str
    codes : tuple of str
        S1, S2 … by size (weighted), the largest first.
    labels : Series
        Code of each person, by the index of the data.
    probabilities : DataFrame, people x segments
        See `research.segments.assignment.kmeans_rule` for what they mean with k-means.
    centres : DataFrame, segments x variables
        Weighted means.
    sizes : Series
        People per segment.
    shares : DataFrame, segments x (share, low, high)
        Weighted share with a 95 per cent Wilson interval on the effective number of people.
    jaccard : Series
        Bootstrap stability per segment.
    transitions : tuple of Transition
        What becomes of segments from k to k + 1 (stability across solutions).
    rule : dict
        JSON-able; `research.segments.assignment.assign` types new people with it.
    bic, log_likelihood : float or None
    effective_people : float
    cautions : tuple of Caution
    """

    k: int
    method: str
    codes: tuple[str, ...]
    labels: pd.Series
    probabilities: pd.DataFrame
    centres: pd.DataFrame
    sizes: pd.Series
    shares: pd.DataFrame
    jaccard: pd.Series
    transitions: tuple[Transition, ...]
    rule: Rule
    bic: float | None
    log_likelihood: float | None
    effective_people: float
    cautions: tuple[Caution, ...]

    def ordered_as(self, people: pd.Index) -> "SegmentSolution":
        """The same solution with its people in another order."""
        return replace(self, labels=self.labels.loc[people], probabilities=self.probabilities.loc[people])

    def softened(self, temperature: float) -> "SegmentSolution":
        """The same people in the same segments, said as surely as it turned out to be; the rule says it, too."""
        sure = softened(self.probabilities.to_numpy(), temperature)
        return replace(
            self,
            probabilities=pd.DataFrame(sure, index=self.probabilities.index, columns=self.probabilities.columns),
            rule={**self.rule, "temperature": temperature},
        )


def solve_segments(
    X: pd.DataFrame,
    *,
    k: int,
    method: str = "kmeans",
    seed: int,
    starts: int = 100,
    jaccard_boots: int = 100,
    weights: pd.Series | None = None,
    choice: SegmentChoice | None = None,
    fitted: pd.Series | None = None,
    n_jobs: int = 2,
) -> SegmentSolution:
    """Partition people into `k` segments and say how far each can be trusted.

    Parameters
    ----------
    X : DataFrame, people x segmentation variables
        Numbers without gaps; the index names the people.
    k : int
    method : {"kmeans", "tied", "gmm", "lca"}
    seed : int
    starts : int, default 100
        Random starts (mixtures: a tenth of them, latent classes a third, at least one).
    jaccard_boots : int, default 100
        Bootstrap samples for the stability of segments (mixtures and latent classes: at most 20).
    weights : Series, optional
    choice : SegmentChoice, optional
        Its partitions save time. Its own cautions stay with it and are not repeated.
    fitted : Series of bool, optional
        Who shapes the segments, and whom `choice` was made from; everybody is assigned and counts in sizes and shares.
    n_jobs : int, default 2

    Returns
    -------
    SegmentSolution

    Raises
    ------
    BadData, NoVariance, TooFewResponses, NotConverged, BadPlan
    """
    check_method(method)
    shaping = np.ones(len(X), dtype=bool) if fitted is None else fitted.loc[X.index].to_numpy(dtype=bool)
    own = X[shaping]
    points = points_of(gaps_marked(own) if method == "lca" else own, weights=weights)
    check_k(points, k)
    fitting = partial(fit_model, own, k, method=method, seed=seed, starts=starts, weights=weights)
    if method == "kmeans":
        model, labels, some = _with_samples(
            partial(fitting, points=points), points, k, boots=jaccard_boots, seed=seed, n_jobs=n_jobs
        )
        model = _everybody(model, X, weights)
        jaccard = jaccard_of(some, _as_partition(model), labels)
    else:
        model = _everybody(fitting(), X, weights)
        jaccard = model_jaccard(own, model, boots=min(jaccard_boots, MODEL_BOOTS), seed=seed, n_jobs=n_jobs)
    mass = weights_of(weights, X)
    codes = segment_codes(k)
    shares, effective = share_table(model.labels, mass, codes)
    named_jaccard = pd.Series(jaccard, index=codes, name="jaccard")
    cautions = (
        *_against_the_evidence(choice, k),
        *_segment_cautions(shares, named_jaccard),
        *_unweighted(method, weights),
    )
    return SegmentSolution(
        k=k,
        method=method,
        codes=tuple(codes),
        labels=pd.Series(np.asarray(codes, dtype=object)[model.labels], index=X.index, name="segment"),
        probabilities=pd.DataFrame(model.probabilities, index=X.index, columns=codes),
        centres=_centres(X, model.labels, mass, codes),
        sizes=pd.Series(np.bincount(model.labels, minlength=k), index=codes, name="people"),
        shares=shares,
        jaccard=named_jaccard,
        transitions=transitions(_neighbours(own, points, model.labels[shaping], model, seed, weights, choice)),
        rule=model.rule,
        bic=model.bic,
        log_likelihood=model.log_likelihood,
        effective_people=effective,
        cautions=cautions,
    )


def _everybody(model: Model, X: pd.DataFrame, weights: pd.Series | None) -> Model:
    """The model with everybody assigned, also people who did not shape it, and the largest segment first."""
    if len(model.labels) != len(X):
        probabilities = membership(answers_of(X), model.rule)
        model = replace(model, labels=probabilities.argmax(axis=1), probabilities=probabilities)
    return in_order(model, X, weights)


def _with_samples(
    fitting: Callable[[], Model], points: Points, k: int, *, boots: int, seed: int, n_jobs: int
) -> tuple[Model, Integers, Points]:
    """The fit and, beside it, the groups of (a sample of) the points by bootstrap samples."""
    some = bounded(points, STABILITY_LIMIT, seed)
    fitted: Work[Model] = Work(tasks=[fitting], gather=lambda found: found[0], light=False)
    model, labels = run_works([fitted, resampled_labels_work(some, k, boots=boots, seed=seed)], n_jobs=n_jobs)
    return model, labels, some


def in_order(model: Model, X: pd.DataFrame, weights: pd.Series | None) -> Model:
    """Renumber a model so that the segment with the largest weighted size comes first."""
    k = len(model.rule["codes"])
    mass = np.bincount(model.labels, weights=weights_of(weights, X), minlength=k)
    order = np.argsort(-mass.round(9), kind="stable")
    if (order == np.arange(k)).all():
        return model
    rank = np.empty(k, dtype=np.int64)
    rank[order] = np.arange(k)
    rule = dict(model.rule)
    for part in ("centres", "shares", "means", "precisions"):
        if part in rule:
            rule[part] = [rule[part][place] for place in order]
    if "answers" in rule:
        rule["answers"] = [[table[place] for place in order] for table in rule["answers"]]
    return replace(model, labels=rank[model.labels], probabilities=model.probabilities[:, order], rule=rule)


def share_table(labels: Integers, mass: Floats, codes: list[str]) -> tuple[pd.DataFrame, float]:
    """Weighted shares with 95 per cent Wilson intervals, and the effective number of people."""
    effective = float(mass.sum() ** 2 / (mass**2).sum())
    share = np.bincount(labels, weights=mass, minlength=len(codes)) / mass.sum()
    low, high = zip(*(wilson(float(one), effective) for one in share), strict=True)
    return pd.DataFrame({"share": share, "low": low, "high": high}, index=codes), effective


def _as_partition(model: Model) -> Partition:
    return Partition(labels=model.labels, centres=np.asarray(model.rule["centres"]), inertia=float("nan"), starts=0)


def _centres(X: pd.DataFrame, labels: Integers, mass: Floats, codes: list[str]) -> pd.DataFrame:
    columns = {}
    for name in X.columns:
        values = X[name].to_numpy(dtype=np.float64)
        known = ~np.isnan(values)
        held, own = mass[known], labels[known]
        total = np.bincount(own, weights=held, minlength=len(codes))
        sums = np.bincount(own, weights=held * values[known], minlength=len(codes))
        columns[name] = sums / np.where(total > 0, total, np.nan)
    return pd.DataFrame(columns, index=codes)


def _neighbours(
    X: pd.DataFrame,
    points: Points,
    own: Integers,
    model: Model,
    seed: int,
    weights: pd.Series | None,
    choice: SegmentChoice | None,
) -> dict[int, Integers]:
    """Segments of the same people for k and the numbers around it (k-means: all that were looked at)."""
    k, method = len(model.rule["codes"]), str(model.rule["method"])
    around = [one for one in (k - 1, k + 1) if 2 <= one <= len(points.rows)]
    labels = {k: own}
    if method == "lca":
        around = most_classes(patterns_of(X.to_numpy(dtype=np.float64)), around)
    if method != "kmeans":
        for one in around:
            other = fit_model(X, one, method=method, seed=seed, starts=20, weights=weights)
            labels[one] = in_order(other, X, weights).labels
        return dict(sorted(labels.items()))
    if choice is not None and choice.method == "kmeans":
        partitions = choice.partitions
    else:
        sample = bounded(points, STABILITY_LIMIT, seed)
        partitions = {one: partition_points(sample, one, seed=seed, starts=30, rounds=1) for one in around}
    rows = points.rows.astype(np.float32)
    for one, partition in partitions.items():
        if one != k:
            centres = ((partition.centres - points.centre) / points.scale).astype(np.float32)
            labels[one] = nearest(rows, centres[None])[0][points.row_of]
    return dict(sorted(labels.items()))


def _against_the_evidence(choice: SegmentChoice | None, k: int) -> tuple[Caution, ...]:
    if choice is None or k == choice.k:
        return ()
    return (caution("other_number_of_segments", k=k, favoured=choice.k, severity="note"),)


def _segment_cautions(shares: pd.DataFrame, jaccard: pd.Series) -> list[Caution]:
    small = [str(code) for code in shares.index[shares["share"] < SMALLEST_SHARE]]
    shaky = [str(code) for code in jaccard.index[jaccard < LOWEST_JACCARD]]
    cautions = []
    if small:
        cautions.append(caution("small_segment", segments=small, severity="stop", where=small))
    if shaky:
        figures = [say("segment_with_jaccard", segment=code, jaccard=float(jaccard[code])) for code in shaky]
        cautions.append(caution("unstable_segment", segments=figures, severity="stop", where=shaky))
    return cautions


def _unweighted(method: str, weights: pd.Series | None) -> tuple[Caution, ...]:
    if method != "gmm" or weights is None:
        return ()
    return (caution("mixture_without_weights", severity="note"),)
