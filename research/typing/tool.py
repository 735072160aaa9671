"""A short form that assigns newcomers to segments, with its accuracy stated honestly."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from sklearn.model_selection import StratifiedKFold

from research.arithmetic.arrays import Floats, Integers
from research.arithmetic.intervals import wilson
from research.arithmetic.parallel import run_all
from research.errors import TooFewResponses
from research.typing.cut import Cut, choose_cut
from research.typing.form import Form, make_form
from research.typing.golden_items import pick_items
from research.typing.methods import METHODS, Fitted, clearly_better, fit_method
from research.typing.rule import FORMAT

TYPING_LIMIT = 6_000
"""With more people a random sample of this size, stratified by segment, is used: accuracy no longer grows."""
LOGIT = METHODS[0]
PORTABLE = ("lda",)
"""Methods that can take the place of the logit in the rule: weighted sums, as it is."""


@dataclass(frozen=True, kw_only=True)
class TypingTool:
    """Golden questions and what they are worth.

    Parameters
    ----------
    items : tuple of str
        In the order in which they were picked, the most telling first.
    hit_rate, hit_low, hit_high : float
        Share of people whose most probable segment is their own, with a 95 per cent Wilson interval, from nested
        folds: the items were picked again without the people they were tried on.
    chance, majority : float
        Hit rate of guessing at random by the shares, and of always naming the largest segment.
    n : int
        People it was tried on (those who answered all the items picked in their fold).
    confusion : DataFrame, own segment x most probable segment
        People.
    curve : Series, number of items to hit rate
        Nested hit rate by the length of the form.
    cut : Cut
        Below which probability nobody is given a segment, who gets one, and how often it is their own.
    cut_low, cut_high : float or None
        95 per cent interval of that hit rate.
    method : str
        What the rule comes from.
    methods : mapping of str to float
        Nested hit rate of each method with this many items.
    rule : dict
        JSON-able; see `research.segments.typing_rule.score_rule`.
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
    cut: Cut
    cut_low: float | None
    cut_high: float | None
    method: str
    methods: Mapping[str, float]
    rule: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class _Fold:
    """People in and out of it, and the items picked without those it is tried on."""

    train: Integers
    test: Integers
    picked: Sequence[int]


def fit_typing_tool(
    items: pd.DataFrame,
    labels: pd.Series,
    *,
    seed: int,
    nominal: Collection[str] = (),
    max_items: int = 8,
    min_items: int = 3,
    folds: int = 5,
    n_jobs: int = 2,
) -> TypingTool:
    """Pick the items that tell segments apart, and say how well they do.

    Items are picked one by one by Wilks' lambda (what each adds to separating the segments beyond those already
    picked), from means and covariances alone, so that picking costs milliseconds and can be done anew in every
    fold; missing answers count as the mean there. The picked items then go into a multinomial logit on the people
    who answered them all. The length of the form is the shortest whose nested hit rate is within one standard error
    of the best. Linear discriminants and a tree are tried on the same folds; discriminants take the place of the
    logit where they are clearly better (two points and beyond chance).

    Parameters
    ----------
    items : DataFrame, people x items
        Answer codes as given (not reversed: newcomers' answers are typed as they give them), incomplete rows
        allowed. Text and constant columns are no candidates.
    labels : Series
        Segment codes by the index of `items`; people without one are left out. Their order decides who is drawn
        into which fold.
    seed : int
    nominal : collection of str
        Items whose codes are names and not amounts: each code gets points of its own.
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
    Varma and Simon (2006), BMC Bioinformatics 7:91 (nested folds); Chow (1970), IEEE Transactions on Information
    Theory 16 (to reject rather than guess).
    """
    form = make_form(
        items, labels, nominal=nominal, folds=folds, min_items=min_items, limit=TYPING_LIMIT, seed=seed
    )  # fmt: skip
    longest = min(max_items, len(form.names))
    splits = StratifiedKFold(folds, shuffle=True, random_state=seed).split(form.answers, form.groups)
    parts = [_pick_in(form, train, test, longest) for train, test in splits]
    lengths = range(min(min_items, longest), longest + 1)
    tried = dict(
        zip(lengths, _try_out(form, parts, [(LOGIT, length) for length in lengths], n_jobs=n_jobs), strict=True)
    )
    curve = pd.Series(
        {length: _hit_rate(found, form.groups) for length, found in tried.items()}, name="hit_rate"
    ).rename_axis("items")
    length = _shortest(curve, len(form.groups))
    others = [name for name in METHODS if name != LOGIT]
    found = {LOGIT: tried[length]}
    found |= zip(others, _try_out(form, parts, [(name, length) for name in others], n_jobs=n_jobs), strict=True)
    method = _best_portable(found, form.groups)
    return _told(form, parts, found, method=method, curve=curve, length=length)


def _told(
    form: Form, parts: Sequence[_Fold], found: Mapping[str, Floats], *, method: str, curve: pd.Series, length: int
) -> TypingTool:
    chosen = pick_items(form.answers, form.groups, count=length, owners=form.owners)
    probabilities = found[method]
    known = ~np.isnan(probabilities[:, 0])
    predicted, own = probabilities[known].argmax(axis=1), form.groups[known]
    right = (predicted == own).astype(np.int64)
    cut = choose_cut(probabilities[known].max(axis=1), right, _fold_of(parts, len(form.groups))[known])
    low, high = wilson(float(right.mean()), len(right))
    cut_low, cut_high = (None, None) if cut.hits is None else wilson(cut.hits, cut.n)
    shares = np.bincount(form.groups, minlength=form.k) / len(form.groups)
    confusion = np.zeros((form.k, form.k), dtype=np.int64)
    np.add.at(confusion, (own, predicted), 1)
    return TypingTool(
        items=tuple(form.names[place] for place in chosen),
        hit_rate=float(right.mean()),
        hit_low=low,
        hit_high=high,
        chance=float((shares**2).sum()),
        majority=float(shares.max()),
        n=len(right),
        confusion=pd.DataFrame(confusion, index=form.codes, columns=form.codes),
        curve=curve,
        cut=cut,
        cut_low=cut_low,
        cut_high=cut_high,
        method=method,
        methods={name: _hit_rate(each, form.groups) for name, each in found.items()},
        rule=_rule(form, chosen, method=method, threshold=cut.threshold),
    )


def _pick_in(form: Form, train: Integers, test: Integers, longest: int) -> _Fold:
    picked = pick_items(form.answers[train], form.groups[train], count=longest, owners=form.owners)
    return _Fold(train=train, test=test, picked=picked)


def _try_out(form: Form, parts: Sequence[_Fold], wanted: Sequence[tuple[str, int]], *, n_jobs: int) -> list[Floats]:
    """Probabilities of everybody's segments, for each method and length, from rules fitted without them.

    They are nan where an answer is missing.
    """
    tasks: list[Callable[[], list[Floats]]] = [partial(_try_fold, form, part, wanted) for part in parts]
    found = [np.full((len(form.groups), form.k), np.nan) for _each in wanted]
    for part, tables in zip(parts, run_all(tasks, n_jobs=n_jobs), strict=True):
        for whole, table in zip(found, tables, strict=True):
            whole[part.test] = table
    return found


def _try_fold(form: Form, part: _Fold, wanted: Sequence[tuple[str, int]]) -> list[Floats]:
    return [_try_one(form, part, method, length) for method, length in wanted]


def _try_one(form: Form, part: _Fold, method: str, length: int) -> Floats:
    columns = form.columns_of(part.picked[:length])
    found = np.full((len(part.test), form.k), np.nan)
    fitted = fit_method(method, form.answers[part.train][:, columns], form.groups[part.train])
    asked = form.answers[part.test][:, columns]
    complete = ~np.isnan(asked).any(axis=1)
    if fitted is not None and complete.any():
        found[complete] = fitted.probabilities(asked[complete], form.k)
    return found


def _hit_rate(probabilities: Floats, groups: Integers) -> float:
    known = ~np.isnan(probabilities[:, 0])
    return float((probabilities[known].argmax(axis=1) == groups[known]).mean()) if known.any() else 0.0


def _fold_of(parts: Sequence[_Fold], people: int) -> Integers:
    folds = np.zeros(people, dtype=np.int64)
    for number, part in enumerate(parts):
        folds[part.test] = number
    return folds


def _shortest(curve: pd.Series, people: int) -> int:
    rates = curve.to_numpy(dtype=np.float64)
    rate = float(rates.max())
    error = math.sqrt(rate * (1 - rate) / max(people, 1))
    return int(curve.index.to_numpy()[rates >= rate - error].min())


def _best_portable(found: Mapping[str, Floats], groups: Integers) -> str:
    """The logit, unless another weighted sum is clearly better."""
    known = ~np.isnan(found[LOGIT][:, 0])
    right = {name: (each[known].argmax(axis=1) == groups[known]).astype(np.int64) for name, each in found.items()}
    return next((name for name in PORTABLE if clearly_better(right[name], right[LOGIT])), LOGIT)


def _rule(form: Form, chosen: Sequence[int], *, method: str, threshold: float) -> dict[str, Any]:
    fitted = fit_method(method, form.answers[:, form.columns_of(chosen)], form.groups)
    if fitted is None or len(fitted.model.classes_) < form.k:
        raise TooFewResponses("segment_answered_by_nobody")
    slopes, intercepts = _sums(fitted, form.k)
    owners = form.owners[form.columns_of(chosen)]
    ratings = [
        (form.names[item], int(np.flatnonzero(owners == item)[0])) for item in chosen if not form.categories[item]
    ]
    return {
        "format": FORMAT,
        "items": [form.names[item] for item in chosen],
        "segments": list(form.codes),
        "method": method,
        "threshold": threshold,
        "intercepts": dict(zip(form.codes, intercepts.tolist(), strict=True)),
        "means": {name: float(fitted.means[column]) for name, column in ratings},
        "sds": {name: float(fitted.spreads[column]) for name, column in ratings},
        "coefficients": {
            code: {name: float(row[column]) for name, column in ratings}
            for code, row in zip(form.codes, slopes, strict=True)
        },
        "choices": {
            form.names[item]: _choice_points(form, item, np.flatnonzero(owners == item), fitted, slopes)
            for item in chosen
            if form.categories[item]
        },
    }


def _sums(fitted: Fitted, k: int) -> tuple[Floats, Floats]:
    """Slopes and intercepts of one weighted sum per segment; of two segments the first is the zero."""
    slopes, intercepts = np.asarray(fitted.model.coef_), np.asarray(fitted.model.intercept_)
    if k == 2:
        slopes, intercepts = np.vstack([np.zeros_like(slopes), slopes]), np.array([0.0, *intercepts])
    return slopes, intercepts


def _choice_points(
    form: Form, item: int, columns: Integers, fitted: Fitted, slopes: Floats
) -> dict[str, dict[str, float]]:
    """What each answer of a choice adds to the score of each segment."""
    points = {}
    for place, code in enumerate(form.categories[item]):
        chosen = (np.arange(len(columns)) == place).astype(np.float64)
        added = slopes[:, columns] @ ((chosen - fitted.means[columns]) / fitted.spreads[columns])
        points[str(code)] = dict(zip(form.codes, added.tolist(), strict=True))
    return points
