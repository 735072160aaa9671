"""How people shall be grouped: k-means or mixtures on scores, or latent classes on the answers; and why."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from research.arithmetic.ordering import canonical
from research.codebook import rated_ranges
from research.errors import BadPlan, Caution, NoFactors, NoVariance, TooFewResponses, caution
from research.factors.scores import ScoreMethod
from research.plan import AnalysisPlan
from research.reading.options import MOST_CATEGORIES
from research.said import Count, Said, in_turn, say
from research.scales.acquiescence import WithoutAcquiescence, balanced_scales, without_acquiescence
from research.scales.holding import Holding, scales_hold
from research.segments.answer_clouds import AnswerClouds, answer_clouds
from research.segments.assignment import ENOUGH
from research.segments.models import Method
from research.steps.adjusted import Agreeing, FactorScoring, InUnits, ScaleScoring
from research.steps.measure import Measurement
from research.steps.single_items import SingleItems, single_items


def basis_words(basis: str, *, method: str = "kmeans") -> Said:
    """What people were grouped by."""
    return say("by_answers") if method == "lca" else say(f"by_{basis}")


def basis_words_of(measured: Measurement, basis: str, *, method: str) -> Said:
    """The same, and in which units, where that depends on how the items were asked."""
    if method != "lca" and basis == "items" and items_of(measured).one_unit:
        return say("by_items_as_answered")
    return basis_words(basis, method=method)


@dataclass(frozen=True, kw_only=True)
class Basis:
    """The variables that make the segments.

    Parameters
    ----------
    name : str
        See `AnalysisPlan.segment_on`.
    X : DataFrame, people x variables
        ``(x - mean) / unit``, without missing values.
    means, units : Series
        What each variable was moved and divided by: its own standard deviation, or one unit for all items that were
        answered in the same steps.
    adjusted : WithoutAcquiescence or None
        How saying yes to everything was taken out of the scores.
    """

    name: str
    X: pd.DataFrame
    means: pd.Series
    units: pd.Series
    adjusted: WithoutAcquiescence | None = None


def build_basis(
    name: str,
    *,
    items: SingleItems,
    factor_scores: pd.DataFrame | None,
    scale_scores: pd.DataFrame,
    acquiescence: pd.Series | None = None,
) -> Basis:
    """The variables that make the segments; people who answered fewer than half of the items are left out.

    Parameters
    ----------
    name : str
        See `AnalysisPlan.segment_on`.
    items : SingleItems
    factor_scores : DataFrame, n x dimensions, or None
    scale_scores : DataFrame, n x scales
    acquiescence : Series or None
        How much each person says yes to everything, for the adjusted scores.

    Raises
    ------
    NoFactors, BadPlan
        What the plan names does not exist.
    NoVariance
        Everybody is alike in one of the variables.
    """
    if name.endswith("_scores"):
        scores = _scores(name.removeprefix(ADJUSTED), factor_scores, scale_scores)
        if not name.startswith(ADJUSTED):
            return _in_units(name, scores.dropna(), together=False)
        if acquiescence is None:
            raise BadPlan("no_scales_worded_both_ways", where=("segment_on",))
        adjusted = without_acquiescence(scores, acquiescence)
        return replace(_in_units(name, adjusted.scores.dropna(), together=False), adjusted=adjusted)
    if items.keyed.empty:
        raise BadPlan("no_numbers_to_group_by", where=("segmentation",))
    return _in_units(name, items.variables(name), together=items.one_unit)


def _scores(kind: str, factor_scores: pd.DataFrame | None, scale_scores: pd.DataFrame) -> pd.DataFrame:
    if kind == "scale_scores":
        if scale_scores.empty:
            raise BadPlan("no_scales_to_group_by", where=("segment_on",))
        return scale_scores
    if factor_scores is None:
        raise NoFactors("no_factors_to_group_by", where=("segment_on",))
    return factor_scores


def _in_units(name: str, complete: pd.DataFrame, *, together: bool) -> Basis:
    """Divide by the spread of each variable, or of all together where one step means the same in all."""
    spread = complete.std(ddof=1)
    if (spread == 0).any() or len(complete) < 2:
        flat = tuple(map(str, spread.index[~(spread > 0)]))
        raise NoVariance("people_alike_in" if flat else "people_alike", where=flat, items=flat)
    units = pd.Series(float(np.sqrt((spread**2).mean())), index=spread.index) if together else spread
    means = complete.mean()
    return Basis(name=name, X=(complete - means) / units, means=means, units=units)


def basis_of(measured: Measurement, plan: AnalysisPlan) -> Basis:
    """`build_basis` on what was measured; without a plan, on what serves best."""
    return build_basis(
        best_basis(measured) if plan.segment_on == "auto" else plan.segment_on,
        items=items_of(measured),
        factor_scores=None if measured.scores is None else measured.scores.scores,
        scale_scores=measured.scale_scores,
        acquiescence=measured.acquiescence,
    )


def best_basis(measured: Measurement) -> str:
    """What people are grouped by where no plan says.

    Scale scores where the items hang together in the scales they were written for: they lie nearer to what is measured
    than scores of factors that had to be found. Otherwise factor scores, then whatever there is. Where several scales
    are worded both ways, saying yes to everything is taken out.
    """
    if declared_scales_hold(measured).holds:
        return _adjusted(measured, "scale_scores")
    if measured.scores is not None:
        return _adjusted(measured, "factor_scores")
    return "items" if measured.scale_scores.empty else _adjusted(measured, "scale_scores")


def _adjusted(measured: Measurement, scores: str) -> str:
    agreeing = agreeing_of(measured)
    halves = balanced_scales(agreeing.ranges, reversed_items=agreeing.reversed_items, scales=agreeing.scales)
    return scores if measured.acquiescence is None or len(halves) < FEWEST_BALANCED else f"{ADJUSTED}{scores}"


def agreeing_of(measured: Measurement) -> Agreeing:
    """What `Measurement.acquiescence` was made of."""
    codebook = measured.matrix.codebook
    ranges = rated_ranges(codebook, map(str, measured.keyed))
    return Agreeing(
        ranges=ranges,
        reversed_items=frozenset(name for name in ranges if codebook[name].reverse),
        scales={name: list(map(str, found.alpha.item_rest.index)) for name, found in measured.scales.items()},
    )


def items_of(measured: Measurement) -> SingleItems:
    """Single items as people answered them here."""
    return single_items(measured.keyed, measured.matrix.codebook, measured.correlation)


ADJUSTED = "adjusted_"
FEWEST_BALANCED = 2
"""Scales worded both ways without which the index of saying yes says too much of what one scale measures."""
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
        clouds=_clouds(measured, basis, fitted.index[fitted], method=plan.scores),
        cautions=(*_left_out(measured), *_expected(basis, measured)),
    )


def declared_scales_hold(measured: Measurement) -> Holding:
    """Whether the scales of the codebook describe the answers, from the correlations that were computed anyway."""
    members = {name: list(map(str, scale.alpha.item_rest.index)) for name, scale in measured.scales.items()}
    found = measured.correlation
    return scales_hold(pd.DataFrame() if found is None else found.matrix, scales=members)


def psychographics(measured: Measurement, dimensions: pd.DataFrame, *, makers: tuple[str, ...]) -> pd.DataFrame:
    """What stands against demographics: the dimensions, and the unordered answers where these made segments too."""
    further = [name for name in makers if name in measured.options.items and name not in dimensions]
    return dimensions.join(measured.options.values[further]) if further else dimensions


def pictured(measured: Measurement, plan: AnalysisPlan, *, method: str) -> pd.DataFrame:
    """What people were grouped by as standardised numbers without gaps, for methods and pictures that need them."""
    if method != "lca":
        return basis_of(measured, plan).X
    columns = pd.concat([measured.keyed, measured.options.values], axis=1).dropna()
    spread = columns.std(ddof=1)
    return ((columns - columns.mean()) / spread).loc[:, (spread > 0).to_numpy()]


def _clouds(measured: Measurement, basis: Basis, people: pd.Index, *, method: ScoreMethod) -> AnswerClouds | None:
    """People without groups who answer as these do; None where people are not grouped by scores."""
    if measured.correlation is None or not basis.name.endswith("_scores"):
        return None
    agreeing = None if basis.adjusted is None else agreeing_of(measured)
    scoring: ScaleScoring | FactorScoring
    if basis.name.endswith("scale_scores"):
        scoring = ScaleScoring(scales=agreeing_of(measured).scales, agreeing=agreeing)
    elif measured.scores is None or measured.factors is None:
        return None
    else:
        scoring = FactorScoring(
            correlation=measured.correlation,
            solution=measured.factors,
            method=method,
            means=measured.scores.means,
            deviations=measured.scores.deviations,
            agreeing=agreeing,
        )
    # by name and in canonical order, so that the order of columns and people changes nothing
    order = canonical(measured.matrix.values)
    keyed = measured.keyed.loc[order[order.isin(people)], sorted(map(str, measured.correlation.items))]
    return answer_clouds(
        keyed,
        measured.correlation.matrix,
        score=InUnits(scoring=scoring, means=basis.means, units=basis.units),
        weights=np.ones(len(keyed)) if measured.weights is None else measured.weights.loc[keyed.index].to_numpy(),
        behind=measured.correlation.kind == "polychoric",
    )


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
