"""Each segment described: whole distributions, and what sets it apart."""

from dataclasses import dataclass

import pandas as pd

from research.personas.differences import differences
from research.personas.tables import ProfileTable, role_of, tabulate, tabulate_thirds
from research.segments.solution import SegmentSolution
from research.steps.measure import Measurement

QUANTILES = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}


@dataclass(frozen=True, kw_only=True)
class Portraits:
    """What is known about each segment, before it is put into words.

    Parameters
    ----------
    tables : tuple of ProfileTable
        Whole distributions of every question and of every dimension in thirds.
    differences : DataFrame
        Tidy: item, segment, mean, quantiles, standardised difference to all others with interval and corrected p.
    scores : dict of segment to DataFrame, dimensions x (value, low, high, quantiles)
    """

    tables: tuple[ProfileTable, ...]
    differences: pd.DataFrame
    scores: dict[str, pd.DataFrame]


def draw_portraits(
    measured: Measurement, *, dimensions: pd.DataFrame, segments: SegmentSolution, makers: tuple[str, ...]
) -> Portraits:
    """Describe each segment by the items that made it and by everything else that was asked.

    Parameters
    ----------
    measured : Measurement
    dimensions : DataFrame, assigned people x dimensions
        What stands for the dimensions, standardised.
    segments : SegmentSolution
    makers : tuple of str
        Items that made the segments, options of unordered ones by their own name.
    """
    words, weights = measured.labels, measured.weights
    titles = {scale.words for scale in measured.matrix.codebook.scales}
    codes = list(segments.codes)
    labels = segments.labels.astype(pd.CategoricalDtype(codes))  # coded once, for every question
    own = measured.matrix.of(labels.index)
    own_weights = None if weights is None else weights.loc[labels.index]
    answers = _answers_of(measured, makers, labels.index)
    asked = frozenset(measured.item(name).group or name if name in measured.options.items else name for name in makers)
    described = [item for item in measured.matrix.codebook if item.is_coded]
    markers = {} if measured.factors is None else measured.factors.markers
    dimensions_of = {name: factor for factor, marks in markers.items() for name in map(str, marks)}
    tables = [
        tabulate(
            own.values[item.name],
            item=item,
            labels=labels,
            codes=codes,
            role=role_of(item, asked),
            weights=own_weights,
            dimension=dimensions_of.get(item.name),
        )
        for item in described
    ]
    tables += [
        tabulate_thirds(
            dimensions[name],
            words=words[str(name)],
            labels=labels,
            codes=codes,
            weights=own_weights,
            is_named=words[str(name)] in titles,
        )
        for name in dimensions
        if measured.dimension_kind != "items"  # items have their own table
    ]
    return Portraits(
        tables=tuple(table for table in tables if len(table.codes) > 1),
        differences=differences(answers, labels, kinds=dict.fromkeys(makers, "ordinal"), weights=own_weights),
        scores={code: _spread(dimensions[labels == code]) for code in codes},
    )


def _answers_of(measured: Measurement, makers: tuple[str, ...], people: pd.Index) -> pd.DataFrame:
    """Answers as given, and options of unordered items as yes or no; copied only where something is left out."""
    options = measured.options.values
    table = pd.concat([measured.raw, options], axis=1) if options.shape[1] else measured.raw
    table = table if list(table) == list(makers) else table[list(makers)]
    return table if table.index.equals(people) else table.loc[people]


def _spread(scores: pd.DataFrame) -> pd.DataFrame:
    mean = scores.mean()
    error = scores.std(ddof=1) / len(scores) ** 0.5
    columns = {"value": mean, "low": mean - 1.96 * error, "high": mean + 1.96 * error}
    return pd.DataFrame({**columns, **{name: scores.quantile(share) for name, share in QUANTILES.items()}})
