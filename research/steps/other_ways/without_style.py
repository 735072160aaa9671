"""The same people grouped by what each says beside their own average, where how high they answer says too much."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from research.arithmetic.agreement import adjusted_rand
from research.arithmetic.ordering import canonical
from research.errors import Caution, ResearchError, caution
from research.personas.differences import differences
from research.plan import AnalysisPlan
from research.said import Said, say
from research.segments.kind_of_set import KindOfSet, kind_of_set
from research.steps.group import Grouping, choose_grouping
from research.steps.measure import Measurement
from research.steps.segment import MOSTLY_STYLE, Segmentation, find_segments
from research.words.sizes import CLEARLY

MOST_PEOPLE = 4_000
"""Of more people, a random sample is looked at: the second look says what kind of thing is there, not who is where."""
PAIRS = 20
"""Pairs of bootstrap samples, at most."""
MOST_ITEMS = 3


@dataclass(frozen=True, kw_only=True)
class Apart:
    """What sets one of the other groups apart: items they say more, and less, than their own average would lead to."""

    code: str
    n: int
    more: tuple[str, ...]
    less: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WithoutStyle:
    """A second grouping, in which nobody's habit of answering high or low counts. The plan decides which one leads.

    Parameters
    ----------
    segmentation : Segmentation
        By items centred on each person's own mean.
    kind : str
        What that set is, see `research.segments.kind_of_set`.
    agreement : float
        Adjusted Rand index with the segments that lead.
    people : int
        In both.
    groups : tuple of Apart
    said : Said
        Both beside each other, in a sentence.
    """

    segmentation: Segmentation
    kind: KindOfSet
    agreement: float
    people: int
    groups: tuple[Apart, ...]
    said: Said


@dataclass(frozen=True, kw_only=True)
class SecondLook:
    """What came of looking again: None where there was no need, or where it could not be done, which is said."""

    found: WithoutStyle | None = None
    cautions: tuple[Caution, ...] = ()


def group_without_style(
    measured: Measurement, led: Segmentation, grouping: Grouping, plan: AnalysisPlan, *, n_jobs: int
) -> SecondLook:
    """Group the people once more by row-centred items, where response style explains more than .3 of the segments.

    Parameters
    ----------
    measured : Measurement
    led : Segmentation
        The one that leads.
    grouping : Grouping
        What it was made of.
    plan : AnalysisPlan
        Its numbers of segments are tried.
    n_jobs : int

    Returns
    -------
    SecondLook
        Empty where style says little, or people are grouped by centred items anyway.
    """
    share = led.person_mean_share
    if share is None or share <= MOSTLY_STYLE or grouping.basis == "centred_items":
        return SecondLook()
    other = replace(plan, segment_on="centred_items", segmentation="kmeans", bootstraps=min(PAIRS, plan.bootstraps))
    try:
        return SecondLook(found=_grouped(measured, led, share, other, n_jobs=n_jobs))
    except ResearchError as error:
        return SecondLook(cautions=(caution("not_without_style", severity="note", why=error.said),))


def _grouped(
    measured: Measurement, led: Segmentation, share: float, plan: AnalysisPlan, *, n_jobs: int
) -> WithoutStyle:
    grouping = choose_grouping(measured, plan)
    people = _some(canonical(measured.matrix.values), grouping.X.index, plan.seed)
    found = find_segments(
        grouping,
        people,
        plan,
        person_mean=measured.person_mean,
        weights=measured.weights,
        n_jobs=n_jobs,
        progress=lambda _share: None,
    )
    both = people[people.isin(led.solution.labels.index)]
    agreement = _agreement(led.solution.labels[both], found.solution.labels[both])
    kept = found.choice.candidate(found.solution.k)
    supported = kept is not None and kept.supported
    return WithoutStyle(
        segmentation=found,
        kind=kind_of_set(found.choice.verdict, supported=supported, on_a_line=False),
        agreement=agreement,
        people=len(both),
        groups=tuple(_apart(grouping.X.loc[people], found, measured)),
        said=say(
            "without_style",
            share=share,
            k=led.solution.k,
            other=found.solution.k,
            agreement=agreement,
            rest=found.person_mean_share,
        ),
    )


def _some(order: pd.Index, people: pd.Index, seed: int) -> pd.Index:
    """All of them, or so many as are looked at, in the order that decides who is drawn."""
    known = order[order.isin(people)]
    if len(known) <= MOST_PEOPLE:
        return known
    return known[np.sort(np.random.default_rng(seed).choice(len(known), MOST_PEOPLE, replace=False))]


def _agreement(first: pd.Series, second: pd.Series) -> float:
    return adjusted_rand(pd.crosstab(first.to_numpy(), second.to_numpy()).to_numpy(dtype=np.float64))


def _apart(X: pd.DataFrame, found: Segmentation, measured: Measurement) -> Iterator[Apart]:
    weights = None if measured.weights is None else measured.weights.loc[X.index]
    table = differences(X, found.solution.labels, kinds=dict.fromkeys(map(str, X), "numeric"), weights=weights)
    sure = table[(table["q"] < 0.05) & (table["effect"].abs() >= CLEARLY)]
    for code in found.solution.codes:
        own = sure[sure["segment"] == code].sort_values("effect", kind="stable")
        effects = zip(own["variable"], own["effect"], strict=True)
        words = [(measured.item(str(name)).words, effect) for name, effect in effects]
        yield Apart(
            code=str(code),
            n=int(found.solution.sizes[code]),
            more=tuple(text for text, effect in reversed(words[-MOST_ITEMS:]) if effect > 0),
            less=tuple(text for text, effect in words[:MOST_ITEMS] if effect < 0),
        )
