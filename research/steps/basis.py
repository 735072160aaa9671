"""The variables that people are grouped by: which serve best, and what they are made of."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from research.codebook import rated_ranges
from research.errors import BadPlan, NoFactors, NoVariance
from research.plan import AnalysisPlan
from research.said import Said, say
from research.scales.acquiescence import WithoutAcquiescence, balanced_scales, without_acquiescence
from research.scales.holding import Holding, scales_hold
from research.steps.adjusted import Agreeing
from research.steps.measure import Measurement
from research.steps.single_items import SingleItems, single_items

ADJUSTED = "adjusted_"
FEWEST_BALANCED = 2
"""Scales worded both ways without which the index of saying yes says too much of what one scale measures."""


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


def declared_scales_hold(measured: Measurement) -> Holding:
    """Whether the scales of the codebook describe the answers, from the correlations that were computed anyway."""
    found = measured.correlation
    return scales_hold(pd.DataFrame() if found is None else found.matrix, scales=measured.scale_members)


def agreeing_of(measured: Measurement) -> Agreeing:
    """What `Measurement.acquiescence` was made of."""
    codebook = measured.matrix.codebook
    ranges = rated_ranges(codebook, map(str, measured.keyed))
    return Agreeing(
        ranges=ranges,
        reversed_items=frozenset(name for name in ranges if codebook[name].reverse),
        scales=measured.scale_members,
    )


def items_of(measured: Measurement) -> SingleItems:
    """Single items as people answered them here."""
    return single_items(measured.keyed, measured.matrix.codebook, measured.correlation)


def pictured(measured: Measurement, plan: AnalysisPlan, *, method: str) -> pd.DataFrame:
    """What people were grouped by as standardised numbers without gaps, for methods and pictures that need them."""
    return answers_as_numbers(measured) if method == "lca" else basis_of(measured, plan).X


def answers_as_numbers(measured: Measurement) -> pd.DataFrame:
    """All answers standardised, one column per option where they have no order, of those who left nothing out."""
    columns = pd.concat([measured.keyed, measured.options.values], axis=1).dropna()
    spread = columns.std(ddof=1)
    return ((columns - columns.mean()) / spread).loc[:, (spread > 0).to_numpy()]


def basis_words(basis: str, *, method: str = "kmeans") -> Said:
    """What people were grouped by."""
    return say("by_answers") if method == "lca" else say(f"by_{basis}")


def basis_words_of(measured: Measurement, basis: str, *, method: str) -> Said:
    """The same, and in which units, where that depends on how the items were asked."""
    if method != "lca" and basis == "items" and items_of(measured).one_unit:
        return say("by_items_as_answered")
    return basis_words(basis, method=method)
