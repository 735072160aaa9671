"""What people could be grouped by, compared: items, centred items, scales, factors, components."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.arithmetic.agreement import adjusted_rand, cross_table
from research.arithmetic.arrays import Integers
from research.arithmetic.parallel import Progress
from research.errors import Caution, TooFewItems, TooFewResponses, caution
from research.factors.components import component_scores
from research.plan import AnalysisPlan
from research.said import Count, Said
from research.scales.response_style import person_mean_share
from research.segments.kmeans import kmeans
from research.segments.points import weights_of
from research.segments.stability import bootstrap_stability, null_stability
from research.steps.basis import basis_words, items_of
from research.steps.measure import Measurement
from research.steps.other_ways.basis_choice import recommend
from research.steps.other_ways.left_out import told_of

FEWEST_PEOPLE = 50
COMPLETE_SHARE = 0.5
STARTS = 50


@dataclass(frozen=True, kw_only=True)
class BasisComparison:
    """What people could be grouped by, side by side.

    Parameters
    ----------
    table : DataFrame
        One line per basis and number of segments: `basis words variables k ari_mean ari_low ari_high null_ari_mean
        null_ari_high beats_null person_mean_share left_out_eta2`. See `research.segments.stability`;
        `person_mean_share` is missing where items have no common answer scale, `left_out_eta2` (mean over variables)
        where nothing was left out.
    left_out : DataFrame, variables x bases
        Eta squared of each variable at `k` segments.
    agreement : DataFrame, bases x bases
        Adjusted Rand index between their segments at `k`.
    k : int
        Number of segments of the recommendation.
    people : int
        Compared on all bases.
    recommended : str
        A basis that `AnalysisPlan.segment_on` takes.
    recommendation : Said
        Why.
    cautions : tuple of Caution
    """

    table: pd.DataFrame
    left_out: pd.DataFrame
    agreement: pd.DataFrame
    k: int
    people: int
    recommended: str
    recommendation: Said
    cautions: tuple[Caution, ...]


def compare_bases(
    measured: Measurement,
    plan: AnalysisPlan,
    *,
    k: int | None = None,
    ks: Sequence[int] | None = None,
    n_jobs: int = 2,
    progress: Progress | None = None,
) -> BasisComparison:
    """Group the same people by k-means on several bases and compare what comes out.

    Compared are standardised items, items centred on each person's own mean, scale scores (where there are scales),
    oblique factor scores, and as a warning the scores of varimax-rotated principal components, by bootstrap stability,
    stability of data without groups, the share of people's mean answer that the segments explain, and what they tell
    of variables that were left out of the segmentation.

    Parameters
    ----------
    measured : Measurement
    plan : AnalysisPlan
        `bootstraps`, `segments` (range) and `seed`.
    k : int, optional
        Number of segments to recommend for; left out, the plan's number, or the number of `ks` at which the bases are
        most stable on average, from three on.
    ks : sequence of int, optional
        Numbers compared; left out, the plan's range.
    n_jobs : int
        Changes the time, never the result.
    progress : callable, optional
        Called with the share done.

    Returns
    -------
    BasisComparison

    Raises
    ------
    TooFewResponses
        Fewer than 50 people can be compared.
    TooFewItems
        No item has ordered answers.

    References
    ----------
    Arabie and Hubert (1994), in Advanced Methods of Marketing Research (against factor-then-cluster); Dolnicar and
    Grün (2008), J. Travel Research 47, 63-71; Dolnicar and Leisch (2010), Marketing Letters 21.
    R: ``flexclust::bootFlexclust`` on each basis.
    """
    bases = gather_bases(measured)
    people = next((basis.index for basis in bases.values()), pd.Index([]))  # none where nobody can be grouped
    if len(people) < FEWEST_PEOPLE:
        raise TooFewResponses("few_people_for_bases", n=Count(len(people)), needed=FEWEST_PEOPLE)
    numbers = _numbers(plan, k, ks)
    weights = None if measured.weights is None else measured.weights.loc[people]
    lines, labels, told = [], {}, {}
    for place, (name, X) in enumerate(bases.items()):
        own = bootstrap_stability(X, numbers, pairs=plan.bootstraps, seed=plan.seed, n_jobs=n_jobs, weights=weights)
        null = null_stability(X, numbers, pairs=plan.bootstraps, seed=plan.seed, n_jobs=n_jobs, weights=weights)
        for number in numbers:
            labels[name, number] = kmeans(X, number, seed=plan.seed, starts=STARTS, weights=weights).labels
            told[name, number] = told_of(
                measured.matrix.of(people),
                labels[name, number],
                items=list(map(str, measured.keyed)),
                weights=weights_of(weights, X),
            )
            lines.append(
                {
                    "basis": name,
                    "words": basis_words(name),
                    "variables": X.shape[1],
                    "k": number,
                    "ari_mean": own[number].mean,
                    "ari_low": own[number].low,
                    "ari_high": own[number].high,
                    "null_ari_mean": null[number].mean,
                    "null_ari_high": null[number].high,
                    "beats_null": own[number].mean > null[number].high,
                    "person_mean_share": _style(labels[name, number], people, measured),
                    "left_out_eta2": float(told[name, number].mean()) if len(told[name, number]) else np.nan,
                }
            )
        if progress is not None:
            progress((place + 1) / len(bases))
    table = pd.DataFrame(lines)
    chosen = k or _most_stable(table, plan)
    left_out = pd.DataFrame({name: told[name, chosen] for name in bases})
    recommended, words = recommend(table, k=chosen, left_out=left_out, kept=plan.segment_on)
    return BasisComparison(
        table=table,
        left_out=left_out,
        agreement=_agreement({name: labels[name, chosen] for name in bases}, chosen),
        k=chosen,
        people=len(people),
        recommended=recommended,
        recommendation=words,
        cautions=_nothing_left_out(told),
    )


def gather_bases(measured: Measurement) -> dict[str, pd.DataFrame]:
    """Return each basis, standardised, of the people who lack no variable of any of them.

    Bases made of single items take those who answered all of them; where that would leave out half of the people,
    everybody who answered half of them.
    """
    keyed = measured.keyed
    if keyed.empty:
        raise TooFewItems("no_ratings_to_compare")
    items = items_of(measured)
    full = items.complete()
    answered = keyed.index[keyed.notna().all(axis=1).to_numpy()]
    people = answered if len(answered) >= COMPLETE_SHARE * len(full) else full.index
    found = {"items": full, "centred_items": items.centred()}
    if measured.factors is not None:
        found["components"] = component_scores(full.loc[people], measured.factors.k)
    if not measured.scale_scores.empty:
        found["scale_scores"] = measured.scale_scores
    if measured.scores is not None:
        found["factor_scores"] = measured.scores.scores
    for X in found.values():
        people = people[people.isin(X.index[X.notna().all(axis=1).to_numpy()])]
    shared = {name: X.loc[people] for name, X in found.items()}
    return {name: (X - X.mean()) / X.std(ddof=1) for name, X in shared.items()}


def _numbers(plan: AnalysisPlan, k: int | None, ks: Sequence[int] | None) -> list[int]:
    low, high = plan.segment_range
    numbers = set(ks if ks is not None else range(low, high + 1))
    numbers |= {number for number in (k, plan.segments) if isinstance(number, int)}
    return sorted(numbers)


def _most_stable(table: pd.DataFrame, plan: AnalysisPlan) -> int:
    if isinstance(plan.segments, int):
        return plan.segments
    several = table[(table["k"] >= 3) & (table["basis"] != "components")]
    several = several if len(several) else table
    means = several.groupby("k")["ari_mean"].mean()
    return int(means.index.to_numpy()[int(means.to_numpy().argmax())])


def _style(labels: Integers, people: pd.Index, measured: Measurement) -> float:
    if measured.person_mean is None:
        return float("nan")
    return person_mean_share(pd.Series(labels, index=people), measured.person_mean)


def _agreement(labels: dict[str, Integers], k: int) -> pd.DataFrame:
    def alike(first: Integers, second: Integers) -> float:
        return adjusted_rand(cross_table(first, second, shape=(k, k), heads=np.ones(len(first))))

    return pd.DataFrame(
        {one: {other: alike(labels[one], labels[other]) for other in labels} for one in labels}, index=list(labels)
    )


def _nothing_left_out(told: dict[tuple[str, int], pd.Series]) -> tuple[Caution, ...]:
    return () if any(len(values) for values in told.values()) else (caution("nothing_left_out", severity="note"),)
