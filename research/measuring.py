"""From answers to scored dimensions: screening, items, scales, correlations, factors and factor scores."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from research.codebook import Codebook
from research.correlation import Correlation, correlate, pearson
from research.errors import Caution
from research.factoring import choose_solution, label_dimensions
from research.factors.adequacy import Adequacy, adequacy
from research.factors.neighbours import Neighbour, neighbouring_solutions
from research.factors.retention import Retention, retention
from research.factors.scores import Scores, factor_scores
from research.factors.solution import FactorSolution
from research.items import ItemStatistics, item_statistics
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.progress import Steps
from research.reliability import ScaleReliability, scale_reliability, scale_scores
from research.response_style import ResponseStyle, response_style
from research.screening import Screening, screen
from research.selection import Selection, rating_range, select_items
from research.weighing import weigh
from research.weighting import Weights


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """What was measured, item by item and dimension by dimension.

    Parameters
    ----------
    matrix : ResponseMatrix
        The people analysed.
    keyed, raw : DataFrame, n x items
        Answers with and without reverse-keyed items reversed.
    weights : Series or None
        One per person, mean 1.
    raking : Weights or None
        How the weights came about, where the plan gives margins.
    neighbours : tuple of Neighbour
        One factor fewer, as kept, and one more.
    pearson : Correlation or None
        Beside polychoric correlations.
    style : ResponseStyle or None
        Where the items have a range of answers.
    """

    matrix: ResponseMatrix
    keyed: pd.DataFrame
    raw: pd.DataFrame
    weights: pd.Series | None
    raking: Weights | None
    screening: Screening
    items: ItemStatistics
    scales: dict[str, ScaleReliability]
    scale_scores: pd.DataFrame
    correlation: Correlation
    pearson: Correlation | None
    adequacy: Adequacy
    retention: Retention
    factors: FactorSolution
    labels: dict[str, str]
    neighbours: tuple[Neighbour, ...]
    scores: Scores
    style: ResponseStyle | None
    cautions: tuple[Caution, ...]

    @property
    def person_mean(self) -> pd.Series | None:
        return None if self.style is None else self.style.person_mean


def measure(matrix: ResponseMatrix, plan: AnalysisPlan, steps: Steps) -> Measurement:
    """Run the steps up to factor scores.

    Parameters
    ----------
    matrix : ResponseMatrix
    plan : AnalysisPlan
    steps : Steps
        Told of every stage.
    """
    steps.begin("screening")
    selection = select_items(matrix, plan)
    screening = _screen(matrix, selection)
    if plan.exclude_flagged:
        matrix = matrix.of(matrix.values.index[~screening.flagged.to_numpy()])
        selection = select_items(matrix, plan)
    weighing = weigh(matrix, plan)
    weights = weighing.weights
    keyed, raw = matrix.keyed(selection.items), matrix.values[list(selection.items)]

    steps.begin("items")
    scales = _scales(matrix, selection)
    ranges = _ranges(matrix, selection)
    items = item_statistics(keyed, ranges=ranges, scales=scales)
    reliabilities = {name: scale_reliability(keyed[members]) for name, members in scales.items()}
    reversed_items = {name for name in selection.items if matrix.codebook[name].reverse}
    style = response_style(raw, ranges=ranges, reversed_items=reversed_items, scales=scales) if ranges else None

    steps.begin("correlations")
    ordinal = [name for name in selection.items if matrix.codebook[name].type in ("ordinal", "binary")]
    correlation = correlate(keyed, kind=plan.correlation, ordinal=ordinal, weights=weights)
    beside = None if correlation.kind == "pearson" else pearson(keyed, weights=weights)
    n = correlation.n if weights is None else round(correlation.n_effective)
    adequate = adequacy(correlation, n=n)

    steps.begin("retention")
    kept = retention(correlation, n=n, seed=plan.seed, theory=len(scales) or None)

    steps.begin("factors")
    solution, stepped = choose_solution(correlation, kept, plan, n=n)
    labels = label_dimensions(solution, matrix.codebook)
    neighbours = neighbouring_solutions(
        correlation,
        kept=solution,
        labels=labels,
        n=n,
        extraction=plan.extraction,
        rotation=plan.rotation,
        seed=plan.seed,
    )

    steps.begin("scores")
    return Measurement(
        matrix=matrix,
        keyed=keyed,
        raw=raw,
        weights=weights,
        raking=weighing.raking,
        screening=screening,
        items=items,
        scales=reliabilities,
        scale_scores=scale_scores(keyed, scales=scales),
        correlation=correlation,
        pearson=beside,
        adequacy=adequate,
        retention=kept,
        factors=solution,
        labels=labels,
        neighbours=neighbours,
        scores=factor_scores(keyed, correlation, solution, method=plan.scores),
        style=style,
        cautions=(
            *matrix.cautions,
            *selection.cautions,
            *screening.cautions,
            *(weighing.raking.cautions if weighing.raking else ()),
            *items.cautions,
            *_about_scales(matrix.codebook, reliabilities),
            *correlation.cautions,
            *adequate.cautions,
            *kept.cautions,
            *stepped,
            *solution.cautions,
            *(style.cautions if style else ()),
        ),
    )


def _about_scales(codebook: Codebook, found: Mapping[str, ScaleReliability]) -> Iterator[Caution]:
    """What was seen about each scale, with its name: the reliability of answers knows no names."""
    for name, scale in found.items():
        for caution in scale.cautions:
            yield replace(caution, text=f"{codebook.scale(name).words}: {caution.text}", where=caution.where or (name,))


def _scales(matrix: ResponseMatrix, selection: Selection) -> dict[str, list[str]]:
    """Scales by those of their items that are analysed; one item alone is no scale."""
    chosen = set(selection.items)
    own = {
        name: [item for item in members if item in chosen] for name, members in matrix.codebook.scale_items().items()
    }
    return {name: members for name, members in own.items() if len(members) >= 2}


def _ranges(matrix: ResponseMatrix, selection: Selection) -> dict[str, tuple[float, float]]:
    spans = {name: rating_range(matrix.codebook[name]) for name in selection.items}
    return {name: span for name, span in spans.items() if span is not None}


def _screen(matrix: ResponseMatrix, selection: Selection) -> Screening:
    return screen(
        matrix.values[list(selection.items)],
        ranges=_ranges(matrix, selection),
        reversed_items={name for name in selection.items if matrix.codebook[name].reverse},
        scales=_scales(matrix, selection),
        seconds=matrix.seconds,
        attention_failed=matrix.attention_failed,
    )
