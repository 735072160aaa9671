"""The honest contest between the demographic and the psychographic view of the same people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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

Winner = Literal["demographics", "psychographics", "itself", "neither", "tie"]
View = Literal["demographics", "psychographics"]

FEWEST_PEOPLE, SMALLEST_CLASS, MOST_CLASSES = 50, 30, 12
TOP_IMPORTANCE = 10
METRICS = {"r2": "R²", "auc": "AUC"}
NOTHING = {"r2": 0.0, "auc": 0.5}
"""What is reached by knowing nothing."""
CLEARLY = 0.02
"""What both views together may lose against the better one before their model is taken to have failed."""


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
    personas : Estimate or None
        What is told by the segment of a person alone.
    difference : Estimate
        Psychographics minus demographics, on the same folds.
    gain : Estimate
        Both minus the better side, on the same folds.
    price : Estimate or None
        Psychographics minus personas, on the same folds: what is lost by using segments instead of scores.
    n : int
    winner : {"demographics", "psychographics", "itself", "neither", "tie"}
        "neither": no set tells the outcome at all; "tie": the interval of the difference includes zero; "itself": the
        psychographics that win are attitudes to the outcome or to the thing that it is about.
    words : Said
        One sentence, either way.
    price_words : Said or None
        One sentence about the personas.
    about : Said or None
        Why psychographics that win say little of why.
    importance : tuple of Importance
    """

    outcome: str
    metric: str
    demographics: Estimate
    psychographics: Estimate
    both: Estimate
    personas: Estimate | None
    difference: Estimate
    gain: Estimate
    price: Estimate | None
    n: int
    winner: Winner
    words: Said
    price_words: Said | None
    about: Said | None = None
    importance: tuple[Importance, ...]

    @property
    def contradicts(self) -> bool:
        """Whether both views together clearly tell less than one of them, which knows less: then no figure is told."""
        return self.gain.high < 0 and self.gain.mean < -CLEARLY


def contrast(
    outcomes: pd.DataFrame,
    demographics: pd.DataFrame,
    psychographics: pd.DataFrame,
    *,
    kinds: Mapping[str, str],
    seed: int,
    segments: pd.Series | None = None,
    folds: int = 5,
    repeats: int = 5,
    n_jobs: int = 2,
) -> dict[str, ContrastResult]:
    """Let demographics, psychographics, both and segments tell each outcome, out of fold.

    All sets see the same repeated stratified folds. Models are linear: ridge regression for numbers and
    ordered answers, ridge logits for options; numbers enter with their square; the penalty is chosen, and gaps
    are filled and marked, inside each training set.

    Parameters
    ----------
    outcomes, demographics, psychographics : DataFrame, people x variables
        Codes or numbers, by the index of `outcomes`; an outcome is never its own predictor.
    kinds : mapping of variable to str
        `"numeric"`, `"ordinal"`, `"nominal"` or `"binary"`; predictors that are not named are numeric.
    seed : int
    segments : Series, optional
        Segment per person. They may have been formed by everybody: they come from answers of the psychographic kind
        alone, and what never saw an outcome cannot carry it into the test people.
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
            None if segments is None else segments.reindex(outcomes.index),
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
    segments: pd.Series | None,
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
    designs = [who, why, both] if segments is None else [who, why, both, _membership(segments.iloc[rows])]
    splits = repeated_folds(target.strata, folds=folds, repeats=repeats, seed=seed)
    scores = np.array(run_all([partial(_fold, target, designs, split) for split in splits], n_jobs=n_jobs))
    views = [estimate(column, folds=folds) for column in scores.T]
    difference = estimate(scores[:, 1] - scores[:, 0], folds=folds)
    better = scores[:, int(views[1].mean > views[0].mean)]
    winner = _winner(views[:3], difference, metric=target.metric)
    personas = views[3] if segments is not None else None
    price = estimate(scores[:, 1] - scores[:, 3], folds=folds) if segments is not None else None
    return ContrastResult(
        outcome=name,
        metric=target.metric,
        demographics=views[0],
        psychographics=views[1],
        both=views[2],
        personas=personas,
        difference=difference,
        gain=estimate(scores[:, 2] - better, folds=folds),
        price=price,
        n=len(rows),
        winner=winner,
        words=_words(winner, views, metric=target.metric),
        price_words=_price_words(views[1], personas, price, metric=target.metric),
        importance=_importance(target, both, splits[: 2 * folds], who, seed=seed, n_jobs=n_jobs),
    )


def of_itself(found: ContrastResult, subject: Said | None, *, about: Said | None = None) -> ContrastResult:
    """The same contest where the psychographics are attitudes to the outcome, or to what it is about.

    Parameters
    ----------
    found : ContrastResult
    subject : Said or None
        What the attitudes are to; None where they are the outcome asked twice.
    about : Said, optional
        What makes them so, if not the subject.
    """
    if found.winner != "psychographics":
        return replace(found, about=about)
    views = (found.demographics, found.psychographics, found.both)
    words = _words("itself", views, metric=found.metric, subject=subject or say("the_outcome"))
    return replace(found, winner="itself", words=words, about=about or say("attitudes_to_itself"))


def _membership(segments: pd.Series) -> Design:
    codes = pd.Categorical(segments).codes.astype(np.float64)
    return design_of(pd.DataFrame({"segment": np.where(codes < 0, np.nan, codes)}), {"segment": "nominal"})


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
    nothing = NOTHING[metric]
    if all(view.low <= nothing for view in views):
        return "neither"
    if difference.low > 0:
        return "psychographics"
    return "demographics" if difference.high < 0 else "tie"


def _words(winner: Winner, views: Sequence[Estimate], *, metric: str, **subject: Said) -> Said:
    who, why, both = (view.mean for view in views[:3])
    return say(f"contest_{winner}", metric=METRICS[metric], who=who, why=why, both=both, **subject)


def _price_words(why: Estimate, personas: Estimate | None, price: Estimate | None, *, metric: str) -> Said | None:
    if personas is None or price is None:
        return None
    code = (
        "persona_alone_tells_less"
        if price.low > 0
        else "persona_alone_tells_more"
        if price.high < 0
        else "persona_alone_tells_alike"
    )
    if personas.low <= NOTHING[metric]:
        code = "persona_alone_tells_nothing"
    return say(code, metric=METRICS[metric], personas=personas.mean, why=why.mean)
