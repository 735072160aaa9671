"""The honest contest between the demographic and the psychographic view of the same people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats, Integers
from research.arithmetic.parallel import run_all, spawn
from research.errors import BadData, NoVariance, TooFewResponses
from research.personas.design import Design, design_of, joined
from research.personas.out_of_fold import (
    Estimate,
    Split,
    Target,
    estimate,
    permutation_drops,
    predict_fold,
    repeated_folds,
    sampled,
    score,
)
from research.said import Count, Said, say

Winner = Literal["demographics", "psychographics", "neither", "tie"]
View = Literal["demographics", "psychographics"]

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
    words : Said
        One sentence, either way.
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
    words: Said
    importance: tuple[Importance, ...]


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
    if demographics.shape[1] == 0:
        raise BadData("no_demographic_variable")
    if psychographics.shape[1] == 0:
        raise BadData("no_psychographic_variable")
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
    rows = sampled(np.flatnonzero(~np.isnan(answers)), seed)
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


def _target(answers: Floats, rows: Integers, *, kind: str, name: str) -> tuple[Integers, Target]:
    if len(rows) < FEWEST_PEOPLE:
        few = Count(len(rows))
        raise TooFewResponses("few_answered_outcome", n=few, outcome=name, least=FEWEST_PEOPLE, where=(name,))
    y = answers[rows]
    if len(np.unique(y)) < 2:
        raise NoVariance("outcome_without_variance", outcome=name, where=(name,))
    if kind in ("numeric", "ordinal"):
        return rows, Target(metric="r2", columns=y[:, None], strata=_bands(y))
    levels, counts = np.unique(y, return_counts=True)
    common = levels[np.argsort(-counts, kind="stable")[:MOST_CLASSES]]
    common = np.sort([level for level in common if (y == level).sum() >= SMALLEST_CLASS])
    if len(common) < 2:
        raise TooFewResponses("outcome_of_rare_answers", outcome=name, least=SMALLEST_CLASS, where=(name,))
    kept = np.isin(y, common)
    strata = np.searchsorted(common, y[kept])
    columns = (strata[:, None] == np.arange(len(common))).astype(np.float64)
    return rows[kept], Target(metric="auc", columns=columns, strata=strata)


def _bands(y: Floats) -> Integers:
    """Five bands of the outcome, so that every fold holds low and high ones."""
    ranks = np.argsort(np.argsort(y, kind="stable"), kind="stable")
    return (ranks * 5 // len(y)).astype(np.int64)


def _fold(target: Target, designs: Sequence[Design], split: Split) -> list[float]:
    return [score(target, predict_fold(target, design, split)[0], split[1], split[0]) for design in designs]


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


def _words(winner: Winner, views: Sequence[Estimate], *, metric: str) -> Said:
    who, why, both = (view.mean for view in views)
    return say(f"contest_{winner}", metric="R²" if metric == "r2" else "AUC", who=who, why=why, both=both)
