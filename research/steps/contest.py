"""The demographic against the psychographic view of the same people, and personas: what each tells, out of sample."""

from dataclasses import dataclass

import pandas as pd

from research.codebook import Item
from research.errors import Caution, ResearchError, caution
from research.personas.contrast import METRICS, ContrastResult, contrast, of_itself
from research.personas.demographics import DemographicPrediction, segments_from_demographics
from research.personas.likeness import NEAR, likeness
from research.personas.passport import PassportCell, same_passport
from research.personas.tables import band_numbers
from research.plan import AnalysisPlan
from research.said import Said, say
from research.steps.measure import Measurement
from research.steps.outcomes import outcomes_apart, subject_of
from research.steps.select import demographic_items

FEWEST_IN_CELL, CELLS = 30, 6
"""Demographic cells that are shown: large enough for percentages, and not more than fit on a page."""


@dataclass(frozen=True, kw_only=True)
class Contest:
    """Results per outcome, how well demographics find the segments, and people with the same passport."""

    results: dict[str, ContrastResult]
    prediction: DemographicPrediction | None
    passports: tuple[PassportCell, ...]
    cautions: tuple[Caution, ...]


def run_contest(
    measured: Measurement,
    plan: AnalysisPlan,
    *,
    psychographics: pd.DataFrame,
    labels: pd.Series,
    makers: tuple[str, ...],
    n_jobs: int,
) -> Contest:
    """Let demographics, psychographics and segments explain each outcome, and demographics find the segments.

    Parameters
    ----------
    measured : Measurement
    plan : AnalysisPlan
    psychographics : DataFrame, people x dimensions
    labels : Series
        Segment per person; their order decides who is drawn into which fold.
    makers : tuple of str
        Items that made the segments, options of unordered ones by their own name.
    n_jobs : int
    """
    codebook = measured.matrix.codebook
    items = demographic_items(codebook)
    if not items:
        return Contest(
            results={}, prediction=None, passports=(), cautions=(caution("no_demographics", severity="note"),)
        )
    asked = tuple(dict.fromkeys(_question(measured, name) for name in makers))
    outcomes, cautions = outcomes_apart(codebook, plan, asked)
    rounds = [_round(measured, outcome, items, psychographics, labels, asked, plan, n_jobs) for outcome in outcomes]
    if not outcomes:
        cautions = (*cautions, caution("no_outcome", severity="note"))
    demographics = measured.matrix.values[[item.name for item in items]].loc[labels.index]
    prediction, not_predicted = _prediction(demographics, items, labels, plan, n_jobs)
    banded, options = _banded(demographics, items)
    return Contest(
        results={name: found for results, _ in rounds for name, found in results.items()},
        prediction=prediction,
        passports=same_passport(
            banded,
            labels,
            min_n=FEWEST_IN_CELL,
            cells=CELLS,
            names={item.name: item.words for item in items},
            options=options,
        ),
        cautions=(*cautions, *(said for _, found in rounds for said in found), *not_predicted),
    )


def _question(measured: Measurement, maker: str) -> str:
    """The item that a maker is, or an option of."""
    return measured.item(maker).group or maker if maker in measured.options.items else maker


def _prediction(
    demographics: pd.DataFrame, items: list[Item], labels: pd.Series, plan: AnalysisPlan, n_jobs: int
) -> tuple[DemographicPrediction | None, tuple[Caution, ...]]:
    kinds = {item.name: item.type for item in items}
    try:
        found = segments_from_demographics(demographics, labels, kinds=kinds, seed=plan.seed, n_jobs=n_jobs)
    except ResearchError as error:
        return None, (caution("segments_not_predicted", severity="note", why=error.said),)
    return found, ()


def _round(
    measured: Measurement,
    outcome: Item,
    items: list[Item],
    psychographics: pd.DataFrame,
    labels: pd.Series,
    asked: tuple[str, ...],
    plan: AnalysisPlan,
    n_jobs: int,
) -> tuple[dict[str, ContrastResult], tuple[Caution, ...]]:
    """One outcome, or why it is not told."""
    answers = measured.matrix.values[[outcome.name]].loc[labels.index]
    demographics = measured.matrix.values[[item.name for item in items]].loc[labels.index]
    kinds = {item.name: item.type for item in (*items, outcome)}
    try:
        results = contrast(
            answers, demographics, psychographics, kinds=kinds, segments=labels, seed=plan.seed, n_jobs=n_jobs
        )
    except ResearchError as error:
        return {}, (caution("outcome_left_out", where=(outcome.name,), outcome=outcome.name, why=error.said),)
    found = results[outcome.name]
    if found.contradicts:
        return {}, (_contradiction(found),)
    near, r = _near(measured, outcome, answers[outcome.name], asked)
    if near:
        said = caution("outcome_near_items", where=(outcome.name,), outcome=outcome.words, items=near, r=r)
        return {outcome.name: of_itself(found, None, about=say("asked_twice", items=near, r=r))}, (said,)
    subject = subject_of(measured.matrix.codebook, asked)
    return {outcome.name: found if subject is None else of_itself(found, subject)}, ()


def _contradiction(found: ContrastResult) -> Caution:
    best = max(found.demographics.mean, found.psychographics.mean)
    return caution(
        "contest_contradicts",
        severity="stop",
        where=(found.outcome,),
        outcome=found.outcome,
        metric=METRICS[found.metric],
        both=found.both.mean,
        best=best,
    )


def _near(measured: Measurement, outcome: Item, answers: pd.Series, asked: tuple[str, ...]) -> tuple[list[str], float]:
    """Questions and scales that formed the segments and are nearly the outcome, and how near the nearest is."""
    ordered = [name for name in asked if name in measured.raw]
    formed = pd.concat([measured.raw[ordered], measured.scale_scores], axis=1).loc[answers.index]
    found = likeness(answers, formed, ordered=outcome.type != "nominal")
    near = found[found >= NEAR].sort_values(ascending=False, kind="stable")
    codebook = measured.matrix.codebook
    words = [codebook[name].words if name in codebook else codebook.scale(name).words for name in map(str, near.index)]
    return list(dict.fromkeys(words)), float(found.max()) if len(found) else 0.0


def _banded(demographics: pd.DataFrame, items: list[Item]) -> tuple[pd.DataFrame, dict[str, dict[float, Said]]]:
    """Numbers in the bands that the cards use, so that a cell reads "female, 25 to 34"."""
    banded = demographics.copy()
    options: dict[str, dict[float, Said]] = {}
    for item in items:
        options[item.name] = {float(code): say("answer", label=words) for code, words in item.labels.items()}
        if item.type == "numeric":
            banded[item.name], options[item.name] = band_numbers(demographics[item.name], item)
    return banded, options
