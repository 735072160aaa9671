"""Only this: the honest contest between the demographic and the psychographic view of the same people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
import pandas as pd

from research.errors import BadData, NoVariance, TooFewResponses
from research.personas.design import Design, Floats, Integers, design_of, joined
from research.personas.out_of_fold import (
    Estimate,
    Split,
    Target,
    area_under_curve,
    estimate,
    permutation_drops,
    predict_fold,
    repeated_folds,
    score,
)
from research.personas.passport import PassportCell, same_passport
from research.segments.parallel import run_all, spawn

__all__ = [
    "ContrastResult",
    "DemographicPrediction",
    "Estimate",
    "Importance",
    "PassportCell",
    "contrast",
    "same_passport",
    "segments_from_demographics",
]

Winner = Literal["demographics", "psychographics", "neither", "tie"]
View = Literal["demographics", "psychographics"]

CONTEST_LIMIT = 4_000
"""With more people a random sample of this size is used."""

FEWEST_PEOPLE, SMALLEST_CLASS, MOST_CLASSES = 50, 30, 12
TOP_IMPORTANCE = 10


@dataclass(frozen=True, kw_only=True)
class Importance:
    """What the model of both sets loses when one variable is shuffled among people it has not seen."""

    variable: str
    view: View
    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class ContrastResult:
    """How well each set of variables tells one outcome for people the model has not seen.

    Parameters
    ----------
    outcome : str
    metric : {"r2", "auc"}
        R² for numbers and ordered answers; area under the curve for options (mean over options, each
        against the rest, when there are more than two).
    demographics, psychographics, both : Estimate
    difference : Estimate
        Psychographics minus demographics, on the same folds.
    n : int
    winner : {"demographics", "psychographics", "neither", "tie"}
        "neither": no set tells the outcome at all; "tie": the interval of the difference includes zero.
    words : str
        One sentence, written either way.
    importance : tuple of Importance
    """

    outcome: str
    metric: str
    demographics: Estimate
    psychographics: Estimate
    both: Estimate
    difference: Estimate
    n: int
    winner: Winner
    words: str
    importance: tuple[Importance, ...]


@dataclass(frozen=True, kw_only=True)
class DemographicPrediction:
    """How well demographics alone find the segment of a person.

    High: easy to target, little new. Low: new insight, hard to find.

    Parameters
    ----------
    hit_rate, auc : Estimate
        Share put into the own segment, and mean area under the curve of each segment against the rest.
    majority, chance : float
        Hit rates of always naming the largest segment, and of guessing by the shares.
    n : int
    words : str
    """

    hit_rate: Estimate
    auc: Estimate
    majority: float
    chance: float
    n: int
    words: str


def contrast(
    outcomes: pd.DataFrame,
    demographics: pd.DataFrame,
    psychographics: pd.DataFrame,
    *,
    kinds: Mapping[str, str],
    seed: int,
    folds: int = 5,
    repeats: int = 5,
    n_jobs: int = 2,
) -> dict[str, ContrastResult]:
    """Let demographics, psychographics and both tell each outcome, out of fold.

    All three sets see the same repeated stratified folds. Models are linear: ridge regression for numbers and
    ordered answers, ridge logits for options; numbers enter with their square; the penalty is chosen, and gaps
    are filled and marked, inside each training set.

    Parameters
    ----------
    outcomes, demographics, psychographics : DataFrame, people x variables
        Codes or numbers, by the index of `outcomes`; an outcome is never its own predictor.
    kinds : mapping of variable to str
        `"numeric"`, `"ordinal"`, `"nominal"` or `"binary"`; predictors that are not named are numeric.
    seed : int
    folds, repeats : int, default 5 and 5
    n_jobs : int, default 2

    Returns
    -------
    dict of outcome to ContrastResult

    Raises
    ------
    TooFewResponses, NoVariance, BadData
        An outcome has too few answers or no variation, or a set is empty.
    """
    for words, frame in (("demographic", demographics), ("psychographic", psychographics)):
        if frame.shape[1] == 0:
            raise BadData(f"There is no {words} variable.", advice="Give at least one of each set.")
    return {
        str(name): _one_contest(
            outcomes[name],
            demographics.reindex(outcomes.index).drop(columns=name, errors="ignore"),
            psychographics.reindex(outcomes.index).drop(columns=name, errors="ignore"),
            kinds=kinds,
            seed=seed,
            folds=folds,
            repeats=repeats,
            n_jobs=n_jobs,
        )
        for name in outcomes.columns
    }


def segments_from_demographics(
    demographics: pd.DataFrame,
    labels: pd.Series,
    *,
    kinds: Mapping[str, str] | None = None,
    seed: int,
    folds: int = 5,
    repeats: int = 5,
    n_jobs: int = 2,
) -> DemographicPrediction:
    """Predict the segment from demographics alone, out of fold (the reverse of the contest).

    Parameters
    ----------
    demographics : DataFrame, people x variables
        Codes and numbers; missing answers are an answer of their own.
    labels : Series
        Segment per person; people without one are left out.
    kinds : mapping of variable to {"numeric", "ordinal", "nominal", "binary"}, optional
        Left out, all are taken as numeric.
    seed : int
    folds, repeats : int, default 5
        Stratified by segment; the same for every model.
    n_jobs : int, default 2

    Raises
    ------
    TooFewResponses
        Fewer than two segments, or one with fewer people than folds.

    References
    ----------
    Nadeau and Bengio (2003), Machine Learning 52, 239-281 (intervals over repeated folds).
    """
    known = labels.reindex(demographics.index)
    rows = _sampled(np.flatnonzero(known.notna().to_numpy()), seed)
    classes, groups = np.unique(known.iloc[rows].astype(str).to_numpy(dtype=str), return_inverse=True)
    counts = np.bincount(groups)
    if len(classes) < 2 or counts.min() < folds:
        raise TooFewResponses(
            f"At least two segments of {folds} people or more are needed.",
            advice="Ask for fewer segments or collect more answers.",
        )
    design = design_of(demographics.iloc[rows], kinds or {})
    columns = (groups[:, None] == np.arange(len(classes))).astype(np.float64)
    target = Target(metric="auc", columns=columns, strata=groups)
    splits = repeated_folds(groups, folds=folds, repeats=repeats, seed=seed)
    results = run_all([partial(_segment_fold, target, design, groups, split) for split in splits], n_jobs=n_jobs)
    hits, areas = zip(*results, strict=True)
    shares = counts / counts.sum()
    hit_rate, majority = estimate(hits, folds=folds), float(shares.max())
    return DemographicPrediction(
        hit_rate=hit_rate,
        auc=estimate(areas, folds=folds),
        majority=majority,
        chance=float((shares**2).sum()),
        n=len(rows),
        words=_prediction_words(hit_rate, majority),
    )


def _one_contest(
    outcome: pd.Series,
    demographics: pd.DataFrame,
    psychographics: pd.DataFrame,
    *,
    kinds: Mapping[str, str],
    seed: int,
    folds: int,
    repeats: int,
    n_jobs: int,
) -> ContrastResult:
    answers = outcome.to_numpy(dtype=np.float64, na_value=np.nan)
    name = str(outcome.name)
    rows = _sampled(np.flatnonzero(~np.isnan(answers)), seed)
    rows, target = _target(answers, rows, kind=kinds.get(name, "numeric"), name=name)
    who = design_of(demographics.iloc[rows], kinds)
    why = design_of(psychographics.iloc[rows], kinds)
    both = joined(who, why)
    splits = repeated_folds(target.strata, folds=folds, repeats=repeats, seed=seed)
    scores = np.array(run_all([partial(_fold, target, (who, why, both), split) for split in splits], n_jobs=n_jobs))
    views = [estimate(column, folds=folds) for column in scores.T]
    difference = estimate(scores[:, 1] - scores[:, 0], folds=folds)
    winner = _winner(views, difference, metric=target.metric)
    return ContrastResult(
        outcome=name,
        metric=target.metric,
        demographics=views[0],
        psychographics=views[1],
        both=views[2],
        difference=difference,
        n=len(rows),
        winner=winner,
        words=_words(winner, views, metric=target.metric),
        importance=_importance(target, both, splits[: 2 * folds], who, seed=seed, n_jobs=n_jobs),
    )


def _sampled(rows: Integers, seed: int) -> Integers:
    if len(rows) <= CONTEST_LIMIT:
        return rows
    return np.sort(np.random.default_rng(seed).choice(rows, CONTEST_LIMIT, replace=False))


def _target(answers: Floats, rows: Integers, *, kind: str, name: str) -> tuple[Integers, Target]:
    if len(rows) < FEWEST_PEOPLE:
        raise TooFewResponses(
            f"Only {len(rows)} people answered {name}; a contest needs {FEWEST_PEOPLE}.",
            advice="Collect more answers or choose another outcome.",
            where=(name,),
        )
    y = answers[rows]
    if len(np.unique(y)) < 2:
        raise NoVariance(f"Everybody gave the same answer to {name}.", advice="Choose another outcome.", where=(name,))
    if kind in ("numeric", "ordinal"):
        return rows, Target(metric="r2", columns=y[:, None], strata=_bands(y))
    levels, counts = np.unique(y, return_counts=True)
    common = levels[np.argsort(-counts, kind="stable")[:MOST_CLASSES]]
    common = np.sort([level for level in common if (y == level).sum() >= SMALLEST_CLASS])
    if len(common) < 2:
        raise TooFewResponses(
            f"Fewer than two answers to {name} were given by {SMALLEST_CLASS} people or more.",
            advice="Collect more answers or choose another outcome.",
            where=(name,),
        )
    kept = np.isin(y, common)
    strata = np.searchsorted(common, y[kept])
    columns = (strata[:, None] == np.arange(len(common))).astype(np.float64)
    return rows[kept], Target(metric="auc", columns=columns[:, 1:] if len(common) == 2 else columns, strata=strata)


def _bands(y: Floats) -> Integers:
    """Five bands of the outcome, so that every fold holds low and high ones."""
    ranks = np.argsort(np.argsort(y, kind="stable"), kind="stable")
    return (ranks * 5 // len(y)).astype(np.int64)


def _fold(target: Target, designs: Sequence[Design], split: Split) -> list[float]:
    return [score(target, predict_fold(target, design, split)[0], split[1], split[0]) for design in designs]


def _segment_fold(target: Target, design: Design, groups: Integers, split: Split) -> tuple[float, float]:
    predicted, _, _ = predict_fold(target, design, split)
    hit = float((predicted.argmax(axis=1) == groups[split[1]]).mean())
    areas = [area_under_curve(t, p) for t, p in zip(target.columns[split[1]].T, predicted.T, strict=True)]
    return hit, float(np.nanmean(areas))


def _importance(
    target: Target, both: Design, splits: Sequence[Split], who: Design, *, seed: int, n_jobs: int
) -> tuple[Importance, ...]:
    streams = spawn(seed, len(splits))
    tasks = [partial(permutation_drops, target, both, *each) for each in zip(splits, streams, strict=True)]
    drops = np.stack(run_all(tasks, n_jobs=n_jobs))
    means = drops.mean(axis=0)
    order = np.argsort(-means, kind="stable")[:TOP_IMPORTANCE]
    low, high = np.quantile(drops, [0.05, 0.95], axis=0)
    return tuple(
        Importance(
            variable=both.variables[place],
            view="demographics" if place < len(who.variables) else "psychographics",
            value=float(means[place]),
            low=float(low[place]),
            high=float(high[place]),
        )
        for place in order.tolist()
        if means[place] > 0
    )


def _winner(views: Sequence[Estimate], difference: Estimate, *, metric: str) -> Winner:
    nothing = 0.0 if metric == "r2" else 0.5
    if all(view.low <= nothing for view in views):
        return "neither"
    if difference.low > 0:
        return "psychographics"
    return "demographics" if difference.high < 0 else "tie"


def _words(winner: Winner, views: Sequence[Estimate], *, metric: str) -> str:
    who, why, both = (f"{view.mean:.2f}" for view in views)
    name = "R²" if metric == "r2" else "AUC"
    figures = f"{name} {why} against {who} (both together: {both}), for people the model had not seen"
    if winner == "psychographics":
        return f"What people think tells more about this than who they are: {figures}."
    if winner == "demographics":
        turned = f"{name} {who} against {why} (both together: {both}), for people the model had not seen"
        return f"Who people are tells more about this than what they think: {turned}."
    if winner == "tie":
        return f"What people think and who they are tell about equally much: {figures}."
    return f"Neither what people think nor who they are tells anything reliable about this: {figures}."


def _prediction_words(hit_rate: Estimate, majority: float) -> str:
    start = (
        f"Demographics alone put {hit_rate.mean:.0%} of people into their own segment; always naming the largest "
        f"would get {majority:.0%}."
    )
    if hit_rate.low <= majority:
        return f"{start} These segments cannot be found by demographics."
    if hit_rate.mean < majority + 0.15:
        return f"{start} Demographics help only a little to find them."
    return f"{start} Demographics go a long way to find them, so the segments tell less that is new."
