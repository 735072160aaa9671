"""Only what single items look like: how many answered, where they stand, and whether they fit their scale."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from research.arithmetic.arrays import Floats
from research.arithmetic.columns import as_floats, central_sums, column_means, refuse_infinite, row_blocks
from research.correlations.pair_sums import pair_sums
from research.errors import Caution, caution
from research.said import first_of, say

WEAK_ITEM_REST = 0.1
CROWDED, CROWDED_OF_TWO = 0.75, 0.95
"""Share of people at one end from which an item tells them apart poorly; of two answers one is always an end."""


@dataclass(frozen=True, kw_only=True)
class ItemStatistics:
    """Statistics of single items.

    Parameters
    ----------
    table : DataFrame, one line per item
        `n` (answers), `missing` (share), `mean`, `sd` (n - 1), `skew`, `kurtosis` (type 3, as psych),
        `floor` and `ceiling` (shares at the ends of the range), `scale`, `item_rest` (correlation with the
        sum of the other items of its scale). A figure that does not exist (the spread of one answer) is NaN
        and has a caution.
    cautions : tuple of Caution
    """

    table: pd.DataFrame
    cautions: tuple[Caution, ...]


def item_statistics(
    data: pd.DataFrame,
    *,
    ranges: Mapping[str, tuple[float, float]],
    scales: Mapping[str, Sequence[str]],
) -> ItemStatistics:
    """Describe items one by one.

    ``skew = m3 / s^3`` and ``kurtosis = m4 / s^4 - 3`` with s over n - 1.

    Parameters
    ----------
    data : DataFrame, shape (respondents, items)
        Already reverse-keyed, NaN = missing.
    ranges : mapping of item to (lowest, highest)
        Items without a range have no floor or ceiling.
    scales : mapping of scale to its items
        An item in several scales is judged in the first.

    Returns
    -------
    ItemStatistics

    References
    ----------
    Joanes & Gill (1998). R: ``psych::describe(x)``, ``psych::alpha(x)$item.stats$r.drop``.
    """
    values = as_floats(data)
    refuse_infinite(data, values)
    table = _moments(values, [str(name) for name in data.columns])
    table["floor"], table["ceiling"] = _ends(values, list(table.index), ranges)
    home = _homes(list(table.index), scales)
    table["scale"] = pd.Series(home, index=table.index, dtype=object)
    table["item_rest"] = _all_item_rest(data, scales, home)
    coarse = {name for name, (low, high) in ranges.items() if high - low <= 1}
    return ItemStatistics(table=table, cautions=_cautions(table, coarse))


def _moments(values: Floats, names: list[str]) -> pd.DataFrame:
    n, mean = column_means(values)
    squares, cubes, fourths = central_sums(values, mean)
    with np.errstate(invalid="ignore", divide="ignore"):
        sd = np.sqrt(squares / (n - 1))
        skew = cubes / n / sd**3
        kurtosis = fourths / n / sd**4 - 3
    columns = {"n": n, "missing": 1 - n / max(len(values), 1), "mean": np.where(n > 0, mean, np.nan), "sd": sd}
    return pd.DataFrame({**columns, "skew": skew, "kurtosis": kurtosis}, index=pd.Index(names, name="item"))


def _ends(values: Floats, names: list[str], ranges: Mapping[str, tuple[float, float]]) -> tuple[Floats, Floats]:
    ends = np.asarray([ranges.get(name, (np.nan, np.nan)) for name in names]).T
    found = np.zeros((2, len(names)))
    answered = np.zeros(len(names))
    for rows in row_blocks(len(values)):
        answered += (~np.isnan(values[rows])).sum(axis=0)
        found += [(values[rows] == end).sum(axis=0) for end in ends]
    floor, ceiling = np.where(np.isnan(ends), np.nan, found / np.maximum(answered, 1))
    return floor, ceiling


def _homes(names: list[str], scales: Mapping[str, Sequence[str]]) -> dict[str, str | None]:
    home: dict[str, str | None] = dict.fromkeys(names)
    for scale, members in scales.items():
        for item in members:
            if home.get(item, "") is None:
                home[item] = scale
    return home


def _all_item_rest(
    data: pd.DataFrame, scales: Mapping[str, Sequence[str]], home: Mapping[str, str | None]
) -> pd.Series:
    found = pd.Series(np.nan, index=pd.Index(list(home), name="item"), dtype=np.float64)
    for scale, members in scales.items():
        present = [item for item in members if item in home]
        if len(present) < 2:
            continue
        own = [place for place, item in enumerate(present) if home[item] == scale]
        values = as_floats(data[present])
        rest = item_rest(pair_sums(values).covariance())
        found.loc[[present[place] for place in own]] = rest[own]
    return found


def item_rest(covariance: Floats) -> Floats:
    """Return the correlation of each item with the sum of the others, from their covariance.

    Parameters
    ----------
    covariance : array, shape (items, items)

    References
    ----------
    R: ``psych::alpha(x)$item.stats$r.drop``.
    """
    own = np.diag(covariance)
    with_rest = covariance.sum(axis=1) - own
    rest = covariance.sum() - 2 * with_rest - own
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(with_rest / np.sqrt(own * rest))


def _cautions(table: pd.DataFrame, coarse: Collection[str]) -> tuple[Caution, ...]:
    said = []
    still = _names(table, table["n"].lt(2) | table["sd"].eq(0))
    if still:
        said.append(caution("item_without_variance", where=still, items=still))
    said += low_item_rest(table["item_rest"][table["item_rest"] < WEAK_ITEM_REST])
    most = np.where(table.index.isin(list(coarse)), CROWDED_OF_TWO, CROWDED)
    crowded = _names(table, table[["floor", "ceiling"]].max(axis=1) > most)
    if crowded:
        said.append(caution("crowded_end", severity="note", where=crowded, items=crowded))
    return tuple(said)


def low_item_rest(weak: pd.Series) -> list[Caution]:
    """What is said of items that hardly go with the rest of their scale.

    Parameters
    ----------
    weak : Series
        Of these items, the correlation with the sum of the others.
    """
    items = [say("item_with_correlation", item=str(name), correlation=value) for name, value in weak.items()]
    return [caution("low_item_rest", where=list(weak.index), items=first_of(items))] if items else []


def _names(table: pd.DataFrame, chosen: pd.Series) -> tuple[str, ...]:
    picked: NDArray[np.bool_] = chosen.to_numpy(dtype=bool)
    return tuple(str(name) for name in table.index[picked])
