"""From answers to scored dimensions: screening, items, scales, correlations, factors and factor scores."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from research.codebook import Codebook, Item, rated_ranges, rating_range
from research.correlations.correlate import Correlation
from research.errors import Caution, NoFactors
from research.factors.adequacy import Adequacy
from research.factors.neighbours import Neighbour
from research.factors.retention import Retention
from research.factors.scores import Scores
from research.factors.solution import FactorSolution
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.reading.options import Options, options_of
from research.said import Said
from research.scales.completed_scores import completed_scores
from research.scales.items import ItemStatistics, item_statistics
from research.scales.reliability import ScaleReliability, scale_reliability
from research.scales.response_style import ResponseStyle, response_style
from research.screening.screen import Screening
from research.steps.factor import find_factors
from research.steps.outcomes import refuse_circles
from research.steps.progress import Steps
from research.steps.screen import screen_people
from research.steps.select import Selection, select_items
from research.steps.weigh import weigh
from research.weighting.rake import Weights

DimensionKind = Literal["factor_scores", "scale_scores", "items"]
FEWEST_RATINGS = 3
"""Rating scales from which a way to use the scale can be told."""


@dataclass(frozen=True, kw_only=True)
class Solved:
    """What belongs to factors, where there are any."""

    correlation: Correlation
    solution: FactorSolution
    scores: Scores


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """What was measured, item by item and dimension by dimension.

    Parameters
    ----------
    matrix : ResponseMatrix
        The people analysed.
    keyed, raw : DataFrame, n x items
        Answers with an order (or numbers), with and without reverse-keyed items reversed.
    nominal : DataFrame, n x items
        Answers in no order, which only latent classes use.
    options : Options
        The same, one column per option.
    weights : Series or None
        One per person, mean 1.
    raking : Weights or None
        How the weights came about, where the plan gives margins.
    neighbours : tuple of Neighbour
        One factor fewer, as kept, and one more.
    pearson : Correlation or None
        Beside polychoric correlations.
    style : ResponseStyle or None
        Where several items are rating scales.
    correlation, adequacy, retention : or None
        None where fewer than four items have ordered answers.
    factors : FactorSolution or None
        None where none were wanted, or none could be found.
    scores : Scores or None
        Of the factors.
    labels : dict of str to str
        Words of `dimensions`.
    """

    matrix: ResponseMatrix
    keyed: pd.DataFrame
    raw: pd.DataFrame
    nominal: pd.DataFrame
    options: Options
    weights: pd.Series | None
    raking: Weights | None
    screening: Screening
    items: ItemStatistics
    scales: dict[str, ScaleReliability]
    scale_scores: pd.DataFrame
    correlation: Correlation | None
    pearson: Correlation | None
    adequacy: Adequacy | None
    retention: Retention | None
    factors: FactorSolution | None
    labels: dict[str, str]
    neighbours: tuple[Neighbour, ...]
    scores: Scores | None
    style: ResponseStyle | None
    cautions: tuple[Caution, ...]

    @property
    def scale_members(self) -> dict[str, list[str]]:
        """The analysed items of each scale."""
        return {name: list(map(str, found.alpha.item_rest.index)) for name, found in self.scales.items()}

    @property
    def person_mean(self) -> pd.Series | None:
        return None if self.style is None else self.style.person_mean

    @property
    def acquiescence(self) -> pd.Series | None:
        """How much each person says yes to statements and their opposites alike, where scales are keyed both ways."""
        return None if self.style is None else self.style.acquiescence

    @property
    def solved(self) -> Solved | None:
        """Correlations, factors and scores together; None where there are no factors."""
        if self.correlation is None or self.factors is None or self.scores is None:
            return None
        return Solved(correlation=self.correlation, solution=self.factors, scores=self.scores)

    def solved_for(self, purpose: Said) -> Solved:
        """The same for what cannot do without factors.

        Raises
        ------
        NoFactors
            There are none; `purpose` says what they are needed for.
        """
        if self.solved is None:
            raise NoFactors("factors_needed", where=("factors",), purpose=purpose)
        return self.solved

    @property
    def dimension_kind(self) -> DimensionKind:
        """What stands for the dimensions of people: factors, else scales, else the items themselves."""
        if self.scores is not None:
            return "factor_scores"
        return "items" if self.scale_scores.empty else "scale_scores"

    @property
    def dimensions(self) -> pd.DataFrame:
        """What people are described by, people x dimensions: factor scores, else scale scores, else the items.

        Items with ordered answers as numbers, keyed; unordered answers as one column per option.
        """
        if self.scores is not None:
            return self.scores.scores
        if not self.scale_scores.empty:
            return self.scale_scores
        return pd.concat([self.keyed, self.options.values], axis=1)

    @property
    def answers(self) -> pd.DataFrame:
        """All answers as given, people x items, also those in no order: what latent classes are made of."""
        return pd.concat([self.raw, self.nominal], axis=1)

    def item(self, name: str) -> Item:
        """An item of the codebook, or an option of an unordered one."""
        return self.options.items.get(name) or self.matrix.codebook[name]


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
    refuse_circles(matrix.codebook, plan, (*selection.items, *selection.nominal))
    matrix, screening = _screen(matrix, selection, plan)
    if plan.exclude_flagged:
        selection = select_items(matrix, plan)
    weighing = weigh(matrix, plan)
    keyed, raw = matrix.keyed(selection.items), matrix.values[list(selection.items)]
    options = options_of(matrix.values[list(selection.nominal)], matrix.codebook)

    steps.begin("items")
    scales = _scales(matrix, selection)
    items = item_statistics(keyed, ranges=_ranges(matrix, selection), scales=scales)
    reliabilities = {name: scale_reliability(keyed[members]) for name, members in scales.items()}
    style = _style(matrix, selection, scales)
    found = find_factors(
        keyed, plan, codebook=matrix.codebook, weights=weighing.weights, theory=len(scales) or None, steps=steps
    )
    sums = completed_scores(keyed, scales=scales, correlation=found.correlation)
    return Measurement(
        matrix=matrix,
        keyed=keyed,
        raw=raw,
        nominal=matrix.values[list(selection.nominal)],
        options=options,
        weights=weighing.weights,
        raking=weighing.raking,
        screening=screening,
        items=items,
        scales=reliabilities,
        scale_scores=sums,
        correlation=found.correlation,
        pearson=found.pearson,
        adequacy=found.adequacy,
        retention=found.retention,
        factors=found.solution,
        labels=found.labels or _labels(matrix, selection, list(map(str, sums)), options),
        neighbours=found.neighbours,
        scores=found.scores,
        style=style,
        cautions=(
            *matrix.cautions,
            *selection.cautions,
            *screening.cautions,
            *(weighing.raking.cautions if weighing.raking else ()),
            *items.cautions,
            *_about_scales(matrix.codebook, reliabilities),
            *found.cautions,
            *(style.cautions if style else ()),
        ),
    )


def _labels(matrix: ResponseMatrix, selection: Selection, scales: list[str], options: Options) -> dict[str, str]:
    """Words of what stands for the dimensions where there are no factors."""
    if scales:
        return {name: matrix.codebook.scale(name).words for name in scales}
    items = {name: matrix.codebook[name].words for name in selection.items}
    return items | {name: option.words for name, option in options.items.items()}


def _style(matrix: ResponseMatrix, selection: Selection, scales: Mapping[str, list[str]]) -> ResponseStyle | None:
    """How people use the answer scale; a yes or no has none, so only ratings with three answers or more tell."""
    ranges = rated_ranges(matrix.codebook, selection.items)
    if len(ranges) < FEWEST_RATINGS:
        return None
    return response_style(
        matrix.values[list(ranges)],
        ranges=ranges,
        reversed_items={name for name in ranges if matrix.codebook[name].reverse},
        scales=scales,
    )


def _about_scales(codebook: Codebook, found: Mapping[str, ScaleReliability]) -> Iterator[Caution]:
    """What was seen about each scale, with its name: the reliability of answers knows no names."""
    for name, scale in found.items():
        for caution in scale.cautions:
            yield caution.about(codebook.scale(name).words, where=(name,))


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


def _screen(matrix: ResponseMatrix, selection: Selection, plan: AnalysisPlan) -> tuple[ResponseMatrix, Screening]:
    return screen_people(
        matrix,
        plan,
        items=selection.items,
        ranges=_ranges(matrix, selection),
        reversed_items={name for name in selection.items if matrix.codebook[name].reverse},
        scales=_scales(matrix, selection),
    )
