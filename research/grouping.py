"""Only how people shall be grouped: k-means or mixtures on scores, or latent classes on the answers; and why."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from research.basis import basis_of
from research.errors import BadPlan, Caution, TooFewResponses
from research.measuring import Measurement
from research.nominal import MOST_CATEGORIES
from research.plan import AnalysisPlan
from research.segments.assignment import ENOUGH
from research.segments.models import Method

FEW_ITEMS = 12
"""With more items than this, scores weigh dimensions better than classes weigh single answers."""
PEOPLE_PER_ANSWER = 5
"""People that each free answer probability of a class needs at least."""


@dataclass(frozen=True, kw_only=True)
class Grouping:
    """What people are grouped by, and how.

    Parameters
    ----------
    method : {"kmeans", "gmm", "lca"}
    basis : str
        See `research.basis`; latent classes are made of `"items"`.
    X : DataFrame, people x variables
        Standardised and complete; for latent classes the answers as given, with gaps.
    makers : tuple of str
        Items that make the segments, options of unordered ones by their own name.
    unordered : tuple of str
        Variables of `X` whose answers have no order.
    reason : str
        Why in this way, in one sentence.
    cautions : tuple of Caution
    """

    method: Method
    basis: str
    X: pd.DataFrame
    makers: tuple[str, ...]
    unordered: tuple[str, ...] = ()
    reason: str
    cautions: tuple[Caution, ...] = ()

    def questions(self, measured: Measurement) -> tuple[pd.DataFrame, tuple[str, ...]]:
        """Answers as given that may become golden questions, and which of them have no order."""
        if not self.unordered:
            return measured.raw, ()
        return measured.answers, tuple(map(str, measured.nominal))


def choose_grouping(measured: Measurement, plan: AnalysisPlan) -> Grouping:
    """Decide how people are grouped.

    A plan decides. With `"auto"` it is k-means on factor scores; latent classes on the answers themselves where there
    are no factors (and few answers to choose from), or where no more than 12 items make segments and most of them are
    yes or no or have answers in no order: scores of so few coarse answers take few values and pretend to distances
    that nobody measured.

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
    name, X = basis_of(measured, plan)
    return Grouping(
        method=method,
        basis=name,
        X=X,
        makers=tuple(map(str, measured.keyed)),
        reason=reason,
        cautions=tuple(_left_out(measured)),
    )


def psychographics(measured: Measurement, dimensions: pd.DataFrame, *, makers: tuple[str, ...]) -> pd.DataFrame:
    """What stands against demographics: the dimensions, and the unordered answers where these made segments too."""
    further = [name for name in makers if name in measured.options.items and name not in dimensions]
    return dimensions.join(measured.options.values[further]) if further else dimensions


def pictured(measured: Measurement, plan: AnalysisPlan, *, method: str) -> pd.DataFrame:
    """What people were grouped by as standardised numbers without gaps, for methods and pictures that need them."""
    if method != "lca":
        return basis_of(measured, plan)[1]
    columns = pd.concat([measured.keyed, measured.options.values], axis=1).dropna()
    spread = columns.std(ddof=1)
    return ((columns - columns.mean()) / spread).loc[:, (spread > 0).to_numpy()]


def _method(measured: Measurement, plan: AnalysisPlan) -> tuple[Method, str]:
    if plan.segmentation != "auto":
        return plan.segmentation, "The plan asks for it."
    if plan.segment_on != "auto":
        return "kmeans", "The plan says what people are grouped by, and k-means has many starts."
    if measured.scores is None:
        if _suits_classes(measured):
            return "lca", "There are no factors, so people are grouped by their answers themselves."
        return "kmeans", "There are no factors, and the answers are too many for latent classes."
    answers = measured.answers
    coarse = sum(measured.item(str(name)).is_category for name in answers)
    if answers.shape[1] <= FEW_ITEMS and coarse > answers.shape[1] / 2 and _suits_classes(measured):
        return "lca", (
            f"Most of the {answers.shape[1]} items are yes or no, or have answers in no order; latent classes take "
            "such answers as they are, where scores of so few of them would pretend to distances."
        )
    return "kmeans", "Factor scores weigh each dimension once and carry less noise than single items."


def _suits_classes(measured: Measurement) -> bool:
    """Whether every item has few answers, and there are people enough to tell how a class answers."""
    answers = measured.answers.nunique()
    return bool(answers.max() <= MOST_CATEGORIES) and len(measured.matrix) >= PEOPLE_PER_ANSWER * int(
        (answers - 1).sum()
    )


def _by_classes(measured: Measurement, plan: AnalysisPlan, reason: str) -> Grouping:
    if plan.segment_on not in ("auto", "items"):
        raise BadPlan(
            f"Latent classes are made of answers to choose from, not of {plan.segment_on.replace('_', ' ')}.",
            advice="Leave `segment_on` at `auto` or choose `items`; or choose k-means.",
            where=("segment_on", "segmentation"),
        )
    answers = measured.answers
    fine = [str(name) for name in answers if answers[name].nunique() > MOST_CATEGORIES]
    if fine:
        raise BadPlan(
            f"These items have more than {MOST_CATEGORIES} different answers, too many for latent classes: "
            f"{', '.join(fine)}.",
            advice="Choose k-means, or leave them out of `items`.",
            where=tuple(fine),
        )
    told = answers[answers.notna().sum(axis=1) >= ENOUGH * answers.shape[1]]
    varied = [str(name) for name in sorted(told, key=str) if told[name].nunique() > 1]
    if len(told) < 2 or not varied:
        raise TooFewResponses(
            "Too few people answered half of the items.", advice="Collect more answers, or analyse fewer items."
        )
    return Grouping(
        method="lca",
        basis="items",
        X=told[varied],  # by name, so that the order of columns changes nothing
        makers=(*map(str, measured.keyed), *measured.options.items),
        unordered=tuple(name for name in varied if name in measured.nominal),
        reason=reason,
        cautions=tuple(_with_gaps(told, measured)),
    )


def _left_out(measured: Measurement) -> Iterator[Caution]:
    names = [str(name) for name in measured.nominal]
    if names:
        yield Caution(
            code="unordered_items_left_out",
            text=f"{len(names)} items with answers in no order did not make the segments; they describe them: "
            f"{', '.join(names)}.",
            advice="Plan `segmentation: lca` to group people by them too.",
            severity="note",
            where=tuple(names),
        )


def _with_gaps(told: pd.DataFrame, measured: Measurement) -> Iterator[Caution]:
    gaps = int(told.isna().any(axis=1).sum())
    if gaps:
        yield Caution(
            code="classes_with_gaps",
            text=f"{gaps:,} people skipped some of the items; they are in latent classes with the answers they gave.",
            advice="This holds where people skip at random or by what they did answer.",
            severity="note",
        )
    silent = len(measured.matrix) - len(told)
    if silent:
        yield Caution(
            code="classes_without_silent",
            text=f"{silent:,} people answered fewer than half of the items and are in no segment.",
            advice="Find out who skips questions, and why.",
        )
