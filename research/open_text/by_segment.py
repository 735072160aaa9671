"""Only how often each segment speaks of each theme: counts, shares, index, tested with false discovery controlled."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from research.arithmetic.many_tests import false_discovery
from research.open_text.themes import Themes
from research.personas.differences import differences

INDEX_BASE, LEVEL = 100, 0.05
FIGURES = ("value", "population", "effect", "low", "high", "p")


def themes_by_segment(themes: Themes, labels: pd.Series, *, weights: pd.Series | None = None) -> pd.DataFrame:
    """Compare how often segments speak of each theme.

    Shares are of the people who wrote an answer. Each segment is compared with all others (difference of shares with
    Newcombe's interval, two-proportion z test); false discovery is controlled over all themes and segments.

    Parameters
    ----------
    themes : Themes
    labels : Series
        Segment per person; people without one are left out.
    weights : Series, optional
        Survey weights.

    Returns
    -------
    DataFrame
        One line per theme and segment: `theme name segment count base share population difference low high p q index
        notable`. `count` and `base` are people; `share`, `population` (everybody with a segment), and `index` (100 x
        share / population) are weighted. `notable`: the base is at least 100 and q below .05; only then show the index.

    Raises
    ------
    BadData
        Fewer than two segments wrote answers.

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17; Benjamini and Hochberg (1995). R: ``prop.test``, ``p.adjust(p, "BH")``.
    """
    speaks = themes.speaks
    own = labels.reindex(speaks.index).map(str, na_action="ignore")
    found = differences(speaks.astype(np.float64), own, kinds={}, weights=_for(weights, speaks.index))
    spoken = {(row["variable"], row["segment"]): row for row in found[found["option"] == 1.0].to_dict("records")}
    grouped = speaks.groupby(own)
    counts, bases = grouped.sum(), grouped.size()
    names = {theme.code: theme.name for theme in themes.themes}
    lines = [
        {
            "theme": theme,
            "name": names[theme],
            "segment": segment,
            "count": int(counts[theme][segment]),
            "base": int(bases[segment]),
            **_figures(spoken, theme, segment),
        }
        for theme in themes.codes
        for segment in sorted(map(str, counts.index))
    ]
    table = pd.DataFrame(lines).rename(columns={"value": "share", "effect": "difference"})
    table["q"] = false_discovery(table["p"].to_numpy(dtype=np.float64))
    table["index"] = 100 * table["share"] / table["population"].where(table["population"] > 0)
    table["notable"] = (table["base"] >= INDEX_BASE) & (table["q"] < LEVEL)
    return table


def _for(weights: pd.Series | None, people: pd.Index) -> pd.Series | None:
    return None if weights is None else weights.reindex(people)


def _figures(spoken: Mapping[tuple[Any, Any], Mapping[Any, Any]], theme: str, segment: str) -> dict[str, float]:
    if (theme, segment) not in spoken:  # nobody with a segment speaks of it
        return {**dict.fromkeys(FIGURES, np.nan), "value": 0.0, "population": 0.0}
    return {name: float(spoken[theme, segment][name]) for name in FIGURES}
