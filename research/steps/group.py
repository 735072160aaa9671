"""How people shall be grouped: k-means or mixtures on scores, or latent classes on the answers; and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from research.errors import BadPlan, Caution, TooFewResponses, caution
from research.plan import AnalysisPlan
from research.reading.options import MOST_CATEGORIES
from research.said import Count, Said, in_turn, say
from research.segments.answer_clouds import AnswerClouds
from research.segments.assignment import ENOUGH
from research.segments.models import Method
from research.steps.basis import Basis, answers_as_numbers, basis_of, basis_words, declared_scales_hold
from research.steps.clouds import clouds_like
from research.steps.measure import Measurement

FEW_ITEMS = 12
"""With more items than this, scores weigh dimensions better than classes weigh single answers."""
FEWEST_CAREFUL = 0.5
"""Where screening flags more than half of the people, it says something of the questions and not of them."""
PEOPLE_PER_ANSWER = 5
"""People that each free answer probability of a class needs at least."""


@dataclass(frozen=True, kw_only=True)
class Grouping:
    """What people are grouped by, and how.

    Parameters
    ----------
    method : {"either", "kmeans", "tied", "gmm", "lca"}
        `"either"`: see `research.segments.either`.
    basis : str
        See `research.steps.group`; latent classes are made of `"items"`.
    X : DataFrame, people x variables
        Complete, see `Basis`; for latent classes the answers as given, with gaps.
    makers : tuple of str
        Items that make the segments, options of unordered ones by their own name.
    fitted : Series of bool, people
        Who shapes the segments: everybody but those who may have answered without care. All are assigned.
    unordered : tuple of str
        Variables of `X` whose answers have no order.
    reason : Said
        Why in this way.
    clouds : AnswerClouds or None
        People without groups, where they can be drawn as answers.
    cautions : tuple of Caution
    """

    method: Method | Literal["either"]
    basis: str
    X: pd.DataFrame
    makers: tuple[str, ...]
    fitted: pd.Series
    unordered: tuple[str, ...] = ()
    reason: Said
    clouds: AnswerClouds | None = None
    cautions: tuple[Caution, ...] = ()

    def numbers(self, measured: Measurement) -> pd.DataFrame:
        """What people are grouped by as standardised numbers without gaps, for methods that need them."""
        return answers_as_numbers(measured) if self.method == "lca" else self.X

    def questions(self, measured: Measurement) -> tuple[pd.DataFrame, tuple[str, ...]]:
        """Answers as given that may become golden questions, and which of them have no order."""
        if not self.unordered:
            return measured.raw, ()
        return measured.answers, tuple(map(str, measured.nominal))


def choose_grouping(measured: Measurement, plan: AnalysisPlan) -> Grouping:
    """Decide how people are grouped.

    A plan decides. With `"auto"` it is a mixture or k-means on `best_basis`; latent classes on the answers themselves
    where there are neither factors nor scales that hold (and few answers to choose from), or where no more than 12
    items make segments and most of them are yes or no or have answers in no order: scores of so few coarse answers take
    few values and pretend to distances that nobody measured.

    Parameters
    ----------
    measured : Measurement
    plan : AnalysisPlan

    Raises
    ------
    BadPlan, NoFactors, NoVariance, TooFewResponses
    """
    method, reason = _method(measured, plan)
    if method == "lca":
        return _by_classes(measured, plan, reason)
    basis = basis_of(measured, plan)
    fitted = _careful(measured, basis.X)
    return Grouping(
        method=method,
        basis=basis.name,
        X=basis.X,
        makers=tuple(map(str, measured.keyed)),
        fitted=fitted,
        reason=reason if basis.adjusted is None else in_turn(reason, say("yes_taken_out")),
        clouds=clouds_like(measured, basis, fitted.index[fitted], method=plan.scores),
        cautions=(*_left_out(measured), *_expected(basis, measured)),
    )


def psychographics(measured: Measurement, dimensions: pd.DataFrame, *, makers: tuple[str, ...]) -> pd.DataFrame:
    """What stands against demographics: the dimensions, and the unordered answers where these made segments too."""
    further = [name for name in makers if name in measured.options.items and name not in dimensions]
    return dimensions.join(measured.options.values[further]) if further else dimensions


def _method(measured: Measurement, plan: AnalysisPlan) -> tuple[Method | Literal["either"], Said]:
    if plan.segmentation != "auto":
        return plan.segmentation, say("way_planned")
    if plan.segment_on != "auto":
        return ("either" if plan.segment_on.endswith("_scores") else "kmeans"), say("basis_planned")
    answers = measured.answers
    coarse = sum(measured.item(str(name)).is_category for name in answers)
    if answers.shape[1] <= FEW_ITEMS and coarse > answers.shape[1] / 2 and _suits_classes(measured):
        return "lca", say("coarse_answers_so_classes", items=answers.shape[1])
    holding = declared_scales_hold(measured)
    if holding.holds:
        return "either", say("scales_hold", nearest=holding.nearest)
    if measured.scores is not None:
        return "either", say("factor_scores_weigh_once")
    if _suits_classes(measured):
        return "lca", say("no_factors_so_classes")
    return "kmeans", say("no_factors_so_kmeans")


def _suits_classes(measured: Measurement) -> bool:
    """Whether every item has few answers, and there are people enough to tell how a class answers."""
    answers = measured.answers.nunique()
    return bool(answers.max() <= MOST_CATEGORIES) and len(measured.matrix) >= PEOPLE_PER_ANSWER * int(
        (answers - 1).sum()
    )


def _by_classes(measured: Measurement, plan: AnalysisPlan, reason: Said) -> Grouping:
    if plan.segment_on not in ("auto", "items"):
        raise BadPlan("classes_need_answers", where=("segment_on", "segmentation"), basis=basis_words(plan.segment_on))
    answers = measured.answers
    fine = [str(name) for name in answers if answers[name].nunique() > MOST_CATEGORIES]
    if fine:
        raise BadPlan("too_many_answers_for_classes", where=tuple(fine), items=fine, most=MOST_CATEGORIES)
    told = answers[answers.notna().sum(axis=1) >= ENOUGH * answers.shape[1]]
    varied = [str(name) for name in sorted(told, key=str) if told[name].nunique() > 1]
    if len(told) < 2 or not varied:
        raise TooFewResponses("few_answered_half")
    return Grouping(
        method="lca",
        basis="items",
        X=told[varied],  # by name, so that the order of columns changes nothing
        makers=(*map(str, measured.keyed), *measured.options.items),
        fitted=_careful(measured, told[varied]),
        unordered=tuple(name for name in varied if name in measured.nominal),
        reason=reason,
        cautions=tuple(_with_gaps(told, measured)),
    )


def _careful(measured: Measurement, X: pd.DataFrame) -> pd.Series:
    """Who is not flagged; everybody, where those left are so few, or so alike in a variable, that they stand for none.

    An answer that hardly anybody gives may be given by flagged people only.
    """
    careful = ~measured.screening.flagged.reindex(X.index).astype(bool)
    kept = X[careful.to_numpy()]
    enough = careful.mean() >= FEWEST_CAREFUL and bool((kept.max() > kept.min()).all())
    return careful if enough else pd.Series(True, index=X.index)


def _left_out(measured: Measurement) -> Iterator[Caution]:
    names = [str(name) for name in measured.nominal]
    if names:
        yield caution("unordered_items_left_out", severity="note", where=names, n=len(names), items=names)


def _expected(basis: Basis, measured: Measurement) -> Iterator[Caution]:
    """Who stands where the other answers let one expect, and who answered too little to stand anywhere."""
    gaps = int(measured.keyed.loc[basis.X.index].isna().any(axis=1).sum())
    if gaps:
        yield caution("grouped_with_gaps", severity="note", n=Count(gaps))
    yield from _silent(len(measured.matrix) - len(basis.X))


def _with_gaps(told: pd.DataFrame, measured: Measurement) -> Iterator[Caution]:
    gaps = int(told.isna().any(axis=1).sum())
    if gaps:
        yield caution("classes_with_gaps", severity="note", n=Count(gaps))
    yield from _silent(len(measured.matrix) - len(told))


def _silent(people: int) -> Iterator[Caution]:
    if people:
        yield caution("classes_without_silent", n=Count(people))
