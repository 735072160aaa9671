"""The demographic against the psychographic view of the same people: which of them tells more, out of sample."""

from dataclasses import dataclass

import pandas as pd

from research.codebook import Item
from research.errors import Caution, ResearchError, caution
from research.matrix import ResponseMatrix
from research.personas.contrast import ContrastResult, contrast
from research.personas.demographics import DemographicPrediction, segments_from_demographics
from research.personas.passport import PassportCell, same_passport
from research.personas.tables import band_numbers
from research.plan import AnalysisPlan
from research.said import Said, say
from research.steps.select import demographic_items, outcome_items

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
    matrix: ResponseMatrix,
    plan: AnalysisPlan,
    *,
    psychographics: pd.DataFrame,
    labels: pd.Series,
    n_jobs: int,
) -> Contest:
    """Let demographics and psychographics explain each outcome, and demographics find the segments.

    Parameters
    ----------
    matrix : ResponseMatrix
    plan : AnalysisPlan
    psychographics : DataFrame, people x dimensions
    labels : Series
        Segment per person; their order decides who is drawn into which fold.
    n_jobs : int
    """
    items = demographic_items(matrix.codebook)
    demographics = matrix.values[[item.name for item in items]].loc[labels.index]
    outcomes = outcome_items(matrix.codebook, plan)
    cautions: list[Caution] = []
    if not items:
        return Contest(
            results={}, prediction=None, passports=(), cautions=(caution("no_demographics", severity="note"),)
        )
    results: dict[str, ContrastResult] = {}
    for outcome in outcomes:
        try:
            answers = matrix.values[[outcome.name]].loc[labels.index]
            results.update(_one(answers, outcome, items, demographics, psychographics, plan, n_jobs))
        except ResearchError as error:
            left_out = caution("outcome_left_out", where=(outcome.name,), outcome=outcome.name, why=error.said)
            cautions.append(left_out)
    if not outcomes:
        cautions.append(caution("no_outcome", severity="note"))
    kinds = {item.name: _kind(item) for item in items}
    banded, options = _banded(demographics, items)
    prediction: DemographicPrediction | None = None
    try:
        prediction = segments_from_demographics(demographics, labels, kinds=kinds, seed=plan.seed, n_jobs=n_jobs)
    except ResearchError as error:
        cautions.append(caution("segments_not_predicted", severity="note", why=error.said))
    return Contest(
        results=results,
        prediction=prediction,
        passports=same_passport(
            banded,
            labels,
            min_n=FEWEST_IN_CELL,
            cells=CELLS,
            names={item.name: item.words for item in items},
            options=options,
        ),
        cautions=tuple(cautions),
    )


def _one(
    answers: pd.DataFrame,
    outcome: Item,
    items: list[Item],
    demographics: pd.DataFrame,
    psychographics: pd.DataFrame,
    plan: AnalysisPlan,
    n_jobs: int,
) -> dict[str, ContrastResult]:
    kinds = {item.name: _kind(item) for item in (*items, outcome)}
    return contrast(answers, demographics, psychographics, kinds=kinds, seed=plan.seed, n_jobs=n_jobs)


def _banded(demographics: pd.DataFrame, items: list[Item]) -> tuple[pd.DataFrame, dict[str, dict[float, Said]]]:
    """Numbers in the bands that the cards use, so that a cell reads "female, 25 to 34"."""
    banded = demographics.copy()
    options: dict[str, dict[float, Said]] = {}
    for item in items:
        options[item.name] = {float(code): say("answer", label=words) for code, words in item.labels.items()}
        if item.type == "numeric":
            banded[item.name], options[item.name] = band_numbers(demographics[item.name], item)
    return banded, options


def _kind(item: Item) -> str:
    return "numeric" if item.type == "numeric" else item.type
