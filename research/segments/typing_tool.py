"""Only this: a short form that assigns newcomers to segments, with its accuracy stated honestly."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from research.errors import TooFewItems, TooFewResponses
from research.intervals import wilson
from research.segments.parallel import run_all
from research.segments.points import Floats, Integers

TYPING_LIMIT = 6_000
"""With more people a random sample of this size, stratified by segment, is used: accuracy no longer grows."""

PENALTY = 1.0
"""scikit-learn's C of the multinomial logit on standardised answers: a mild ridge."""


@dataclass(frozen=True, kw_only=True)
class TypingTool:
    """Golden questions and what they are worth.

    Parameters
    ----------
    items : tuple of str
        In the order in which they were picked, the most telling first.
    hit_rate, hit_low, hit_high : float
        Share of people assigned to their own segment, with a 95 per cent Wilson interval, from nested folds:
        the items were picked again without the people they were tried on.
    chance, majority : float
        Hit rate of guessing at random by the shares, and of always naming the largest segment.
    n : int
        People it was tried on (those who answered all the items picked in their fold).
    confusion : DataFrame, own segment x assigned segment
        People.
    curve : Series, number of items to hit rate
        Nested hit rate by the length of the form.
    rule : dict
        JSON-able; see `score_rule`.
    """

    items: tuple[str, ...]
    hit_rate: float
    hit_low: float
    hit_high: float
    chance: float
    majority: float
    n: int
    confusion: pd.DataFrame
    curve: pd.Series
    rule: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class _Form:
    """Answers with their segments: `answers` may hold `nan`, `groups` are 0 to k - 1."""

    answers: Floats
    groups: Integers
    k: int


def fit_typing_tool(
    items: pd.DataFrame,
    labels: pd.Series,
    *,
    seed: int,
    max_items: int = 8,
    min_items: int = 3,
    folds: int = 5,
    n_jobs: int = 2,
) -> TypingTool:
    """Pick the items that tell segments apart, and say how well they do.

    Items are picked one by one by Wilks' lambda (what each adds to separating the segments beyond those
    already picked), from means and covariances alone, so that picking costs milliseconds and can be done
    anew in every fold; missing answers count as the mean there. The picked items then go into a multinomial
    logit on the people who answered them all. The length of the form is the shortest whose nested hit rate
    is within one standard error of the best.

    Parameters
    ----------
    items : DataFrame, people x items
        Answer codes, incomplete rows allowed. Text and constant columns are no candidates.
    labels : Series
        Segment codes by the index of `items`; people without one are left out. Their order decides who is drawn
        into which fold.
    seed : int
    max_items, min_items : int, default 8 and 3
    folds : int, default 5
    n_jobs : int, default 2

    Returns
    -------
    TypingTool

    Raises
    ------
    TooFewItems
        Fewer than `min_items` usable items.
    TooFewResponses
        Fewer than two segments, or a segment with fewer people than folds.

    References
    ----------
    Rencher (2002), Methods of Multivariate Analysis, 8.9 (stepwise discriminant analysis);
    Varma and Simon (2006), BMC Bioinformatics 7:91 (nested folds).
    """
    names, form, codes = _form_of(items, labels, folds=folds, min_items=min_items, seed=seed)
    longest = min(max_items, len(names))
    splits = list(StratifiedKFold(folds, shuffle=True, random_state=seed).split(form.answers, form.groups))
    tasks: list[Callable[[], dict[int, Integers]]] = [
        partial(_try_fold, form, train, test, min(min_items, longest), longest) for train, test in splits
    ]
    predicted = _gathered(run_all(tasks, n_jobs=n_jobs), [test for _, test in splits], len(form.groups))
    curve = _curve(predicted, form.groups)
    length = _shortest(curve, len(form.groups))
    chosen = pick_items(form.answers, form.groups, count=length)
    tried = predicted[length] >= 0
    hits = float((predicted[length][tried] == form.groups[tried]).mean())
    low, high = wilson(hits, int(tried.sum()))
    shares = np.bincount(form.groups, minlength=form.k) / len(form.groups)
    confusion = np.zeros((form.k, form.k), dtype=np.int64)
    np.add.at(confusion, (form.groups[tried], predicted[length][tried]), 1)
    return TypingTool(
        items=tuple(names[place] for place in chosen),
        hit_rate=hits,
        hit_low=low,
        hit_high=high,
        chance=float((shares**2).sum()),
        majority=float(shares.max()),
        n=int(tried.sum()),
        confusion=pd.DataFrame(confusion, index=codes, columns=codes),
        curve=curve,
        rule=_rule(form, chosen, names, codes),
    )


def pick_items(answers: Floats, groups: Integers, *, count: int) -> list[int]:
    """Columns by forward selection on Wilks' lambda, in the order picked; missing answers are the mean."""
    filled = np.where(np.isnan(answers), np.nanmean(answers, axis=0), answers)
    spread = filled.std(axis=0)
    scaled = (filled - filled.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    total = scaled.T @ scaled
    member = (groups[:, None] == np.arange(groups.max() + 1)).astype(np.float64)
    sums = member.T @ scaled
    within = total - sums.T @ (sums / np.maximum(member.sum(axis=0), 1)[:, None])
    floor = 1e-8 * len(groups)
    open_places = spread > 0
    picked: list[int] = []
    while len(picked) < count and open_places.any():
        usable = open_places & (np.diag(total) > floor) & (np.diag(within) > floor)
        if not usable.any():
            break
        ratio = np.where(usable, np.diag(within) / np.where(usable, np.diag(total), 1.0), np.inf)
        best = int(ratio.argmin())
        picked.append(best)
        open_places[best] = False
        total = total - np.outer(total[:, best], total[best]) / total[best, best]
        within = within - np.outer(within[:, best], within[best]) / within[best, best]
    return picked


def score_rule(rule: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Type one person, in plain arithmetic.

    For every segment: intercept + sum of coefficient x (answer - mean) / sd; probabilities are the
    exponentials of these sums, divided by their total.

    Parameters
    ----------
    rule : mapping
        `TypingTool.rule`, also after a round trip through JSON.
    answers : mapping of item to code
        More items than needed do no harm.

    Returns
    -------
    dict
        `probabilities` (segment to probability; empty when an answer is missing) and `segment` (the most
        probable one, or None).
    """
    scaled = {}
    for item in rule["items"]:
        value = _number(answers.get(item))
        if value is None:
            return {"probabilities": {}, "segment": None}
        scaled[item] = (value - rule["means"][item]) / rule["sds"][item]
    scores = {
        segment: rule["intercepts"][segment]
        + sum(rule["coefficients"][segment][item] * value for item, value in scaled.items())
        for segment in rule["segments"]
    }
    highest = max(scores.values())
    powers = {segment: math.exp(score - highest) for segment, score in scores.items()}
    total = sum(powers.values())
    probabilities = {segment: power / total for segment, power in powers.items()}
    return {"probabilities": probabilities, "segment": max(probabilities, key=lambda one: probabilities[one])}


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def _form_of(
    items: pd.DataFrame, labels: pd.Series, *, folds: int, min_items: int, seed: int
) -> tuple[list[str], _Form, list[str]]:
    known = labels[labels.index.isin(items.index)].dropna()
    groups, codes = pd.factorize(known, sort=True)
    chosen = _stratified(groups, TYPING_LIMIT, seed) if len(codes) else np.arange(0)
    numeric = items.loc[:, [pd.api.types.is_numeric_dtype(items[name]) for name in items.columns]]
    answers = numeric.loc[known.index[chosen]].to_numpy(dtype=np.float64, na_value=np.nan)
    answers = np.where(np.isfinite(answers), answers, np.nan)
    varied = [place for place, column in enumerate(answers.T) if len(np.unique(column[~np.isnan(column)])) > 1]
    if len(varied) < max(1, min_items):
        raise TooFewItems(
            f"{len(varied)} items can be used for a short form, {min_items} are needed.",
            advice="Offer more items that people answered differently.",
        )
    counts = np.bincount(groups)
    if len(codes) < 2 or counts.min() < folds:
        raise TooFewResponses(
            "A typing tool needs two segments or more, "
            f"with at least {folds} people in each (smallest: {counts.min() if len(counts) else 0}).",
            advice="Ask for fewer segments or collect more answers.",
        )
    form = _Form(answers=answers[:, varied], groups=groups[chosen], k=len(codes))
    return [str(numeric.columns[place]) for place in varied], form, [str(code) for code in codes]


def _stratified(groups: Integers, limit: int, seed: int) -> Integers:
    """At most about `limit` people with the shares of the groups kept, and no group lost."""
    if len(groups) <= limit:
        return np.arange(len(groups))
    rng = np.random.default_rng(seed)
    parts = []
    for group in np.unique(groups):
        members = np.flatnonzero(groups == group)
        wanted = min(len(members), max(50, round(limit * len(members) / len(groups))))
        parts.append(rng.choice(members, wanted, replace=False))
    return np.sort(np.concatenate(parts))


def _try_fold(form: _Form, train: Integers, test: Integers, shortest: int, longest: int) -> dict[int, Integers]:
    """Pick items on the training people, and predict the test people with each length: -1 where impossible."""
    picked = pick_items(form.answers[train], form.groups[train], count=longest)
    result = {}
    for length in range(shortest, longest + 1):
        columns = picked[:length]
        predicted = np.full(len(test), -1, dtype=np.int64)
        fitted = _fit_logit(form.answers[train][:, columns], form.groups[train])
        asked = form.answers[test][:, columns]
        complete = ~np.isnan(asked).any(axis=1)
        if fitted is not None and complete.any():
            means, spreads, model = fitted
            predicted[complete] = model.predict((asked[complete] - means) / spreads)
        result[length] = predicted
    return result


def _fit_logit(answers: Floats, groups: Integers) -> tuple[Floats, Floats, LogisticRegression] | None:
    complete = ~np.isnan(answers).any(axis=1)
    if len(np.unique(groups[complete])) < 2:
        return None
    used = answers[complete]
    means, spreads = used.mean(axis=0), used.std(axis=0)
    spreads = np.where(spreads > 0, spreads, 1.0)
    model = LogisticRegression(C=PENALTY, tol=1e-3, max_iter=200)
    model.fit((used - means) / spreads, groups[complete])
    return means, spreads, model


def _gathered(parts: list[dict[int, Integers]], tests: list[Integers], people: int) -> dict[int, Integers]:
    gathered = {length: np.full(people, -1, dtype=np.int64) for length in parts[0]}
    for part, test in zip(parts, tests, strict=True):
        for length, predicted in part.items():
            gathered[length][test] = predicted
    return gathered


def _curve(predicted: dict[int, Integers], groups: Integers) -> pd.Series:
    rates = {}
    for length, guess in predicted.items():
        tried = guess >= 0
        rates[length] = float((guess[tried] == groups[tried]).mean()) if tried.any() else 0.0
    return pd.Series(rates, name="hit_rate").rename_axis("items")


def _shortest(curve: pd.Series, people: int) -> int:
    rates = curve.to_numpy(dtype=np.float64)
    rate = float(rates.max())
    error = math.sqrt(rate * (1 - rate) / max(people, 1))
    return int(curve.index.to_numpy()[rates >= rate - error].min())


def _rule(form: _Form, chosen: list[int], names: list[str], codes: list[str]) -> dict[str, Any]:
    fitted = _fit_logit(form.answers[:, chosen], form.groups)
    if fitted is None or len(fitted[2].classes_) < form.k:
        raise TooFewResponses(
            "Some segments have nobody who answered all the items of the short form.",
            advice="Offer items that more people answered.",
        )
    means, spreads, model = fitted
    slopes, intercepts = model.coef_, model.intercept_
    if len(codes) == 2:
        slopes, intercepts = np.vstack([np.zeros_like(slopes), slopes]), np.array([0.0, *intercepts])
    picked = [names[place] for place in chosen]
    return {
        "items": picked,
        "segments": list(codes),
        "means": dict(zip(picked, means.tolist(), strict=True)),
        "sds": dict(zip(picked, spreads.tolist(), strict=True)),
        "intercepts": dict(zip(codes, np.asarray(intercepts).tolist(), strict=True)),
        "coefficients": {
            code: dict(zip(picked, row.tolist(), strict=True)) for code, row in zip(codes, slopes, strict=True)
        },
    }
