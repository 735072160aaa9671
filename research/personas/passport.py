"""Only this: same passport, different people: how one demographic cell splits over segments."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from research.errors import BadData
from research.said import Said, say

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Span = tuple[float, float]

MOST_VARIABLES, BANDS, MOST_LEVELS = 3, 4, 12


@dataclass(frozen=True, kw_only=True)
class PassportCell:
    """People with the same demographics, and the segments they are in.

    Parameters
    ----------
    cell : dict of variable to (low, high)
        The codes or numbers that the cell covers; low and high are equal for a single option.
    words : Said
        The cell in words: "gender 2; age 25 to 34", or with labels where they are given.
    n : int
    counts : Series
        People per segment.
    shares, population_shares : Series
        Shares of segments in the cell and in everybody.
    """

    cell: dict[str, tuple[float, float]]
    words: Said
    n: int
    counts: pd.Series
    shares: pd.Series
    population_shares: pd.Series


def same_passport(
    demographics: pd.DataFrame,
    labels: pd.Series,
    *,
    kinds: Mapping[str, str] | None = None,
    min_n: int = 10,
    cells: int = 3,
    names: Mapping[str, str] | None = None,
    options: Mapping[str, Mapping[float, Said]] | None = None,
) -> tuple[PassportCell, ...]:
    """The largest demographic cells and their split over segments.

    A cell combines up to three demographic variables (the first of the data); numbers are cut into four bands
    of about equal size. Cells are chosen by size alone, never by how well they make the point; where no
    combination of three reaches `min_n` people, two variables are combined, then one.

    Parameters
    ----------
    demographics : DataFrame, people x variables
    labels : Series
        Segment codes; people without one are left out.
    kinds : mapping of variable to str, optional
        `"numeric"` variables are banded, and any other with more than twelve values.
    min_n : int, default 10
        Smallest cell that may be shown.
    cells : int, default 3
        How many to return at most.
    names, options : mapping, optional
        Words for variables and for their codes.

    Returns
    -------
    tuple of PassportCell
        Largest first; empty when no cell is large enough.

    Raises
    ------
    BadData
        `min_n` is below one.
    """
    if min_n < 1:
        raise BadData("no_cell_size")
    known = labels.reindex(demographics.index)
    own = demographics[known.notna()]
    segments = known[known.notna()].astype(str)
    population = segments.value_counts(normalize=True).sort_index()
    bands = {
        str(name): _banded(
            own[name].to_numpy(dtype=np.float64, na_value=np.nan), (kinds or {}).get(str(name), "nominal")
        )
        for name in own.columns[:MOST_VARIABLES]
    }
    for width in range(len(bands), 0, -1):
        used = dict(list(bands.items())[:width])
        frame = pd.DataFrame({name: place for name, (place, _) in used.items()}, index=own.index)
        sizes = frame[(frame >= 0).all(axis=1)].value_counts(sort=False).sort_index()
        large = sizes[sizes >= min_n].sort_values(ascending=False, kind="stable")[:cells]
        if len(large):
            spans = {name: found for name, (_, found) in used.items()}
            return tuple(
                _cell(frame, key, spans, segments, population, names or {}, options or {}) for key in large.index
            )
    return ()


def _banded(values: Floats, kind: str) -> tuple[Integers, list[Span]]:
    """The band of each value (-1: none) and the lowest and highest value of each band."""
    known = ~np.isnan(values)
    levels = np.unique(values[known])
    place = np.full(len(values), -1)
    if kind != "numeric" and len(levels) <= MOST_LEVELS:
        place[known] = np.searchsorted(levels, values[known])
        return place, [(float(level), float(level)) for level in levels]
    if len(levels) == 0:
        return place, []
    edges = np.unique(np.quantile(values[known], np.linspace(0, 1, BANDS + 1)[1:-1]))
    place[known] = np.searchsorted(edges, values[known], side="left")
    parts = [values[place == band] for band in range(len(edges) + 1)]
    return place, [(float(part.min()), float(part.max())) if len(part) else (np.nan, np.nan) for part in parts]


def _cell(
    frame: pd.DataFrame,
    key: tuple[int, ...],
    spans: Mapping[str, list[Span]],
    segments: pd.Series,
    population: pd.Series,
    names: Mapping[str, str],
    options: Mapping[str, Mapping[float, Said]],
) -> PassportCell:
    inside = (frame.to_numpy() == np.asarray(key)).all(axis=1)
    counts = segments[inside].value_counts().reindex(population.index, fill_value=0)
    cell = {str(name): spans[str(name)][band] for name, band in zip(frame.columns, key, strict=True)}
    return PassportCell(
        cell=cell,
        words=say("passport_cell", each=[_words(name, span, names, options) for name, span in cell.items()]),
        n=int(counts.sum()),
        counts=counts,
        shares=counts / counts.sum(),
        population_shares=population,
    )


def _words(
    name: str,
    span: tuple[float, float],
    names: Mapping[str, str],
    options: Mapping[str, Mapping[float, Said]],
) -> Said:
    (low, high), variable = span, names.get(name, name)
    if low < high:
        return say("cell_of_range", variable=variable, low=low, high=high)
    label = options.get(name, {}).get(low)
    return say("cell_of_code", variable=variable, code=low) if label is None else label
