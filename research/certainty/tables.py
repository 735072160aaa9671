"""Only the tables made of many replicates: value, interval, and the share of replicates in which a thing holds."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats, Integers
from research.certainty.margins import around
from research.certainty.original import Original
from research.certainty.replicate import Pattern, Replicate
from research.factors.markers import find_markers
from research.factors.solution import FactorSolution
from research.result import Analysis
from research.segments.solution import LOWEST_JACCARD
from research.words.sizes import CLEARLY, MARKER_EFFECT, MOST_STATEMENTS, STRONGLY

SAME_FACTOR = 0.85


def patterns_in(good: Sequence[Replicate]) -> list[Pattern]:
    return [one.pattern for one in good if one.pattern is not None]


def loadings_table(solution: FactorSolution, patterns: Sequence[Pattern]) -> pd.DataFrame:
    values = np.stack([one.loadings for one in patterns])
    sizes = np.abs(values)
    at_home = sizes.argmax(axis=2)[:, :, None] == np.arange(values.shape[2])
    holds = (at_home & (sizes >= solution.marker_loading)).mean(axis=0)
    low, high = around(list(values), solution.loadings.to_numpy(dtype=np.float64))
    markers = find_markers(solution.loadings, solution.marker_loading)
    return pd.DataFrame(
        [
            {
                "item": str(item),
                "factor": factor,
                "value": float(solution.loadings.to_numpy()[row, column]),
                "low": low[row, column],
                "high": high[row, column],
                "marker": str(item) in markers[factor],
                "holds": holds[row, column],
            }
            for row, item in enumerate(solution.loadings.index)
            for column, factor in enumerate(solution.factors)
        ]
    )


def factor_correlations_table(solution: FactorSolution, patterns: Sequence[Pattern]) -> pd.DataFrame:
    own = solution.phi.to_numpy(dtype=np.float64)
    low, high = around([one.phi for one in patterns], own, least=-1, most=1)
    rows, columns = np.tril_indices(solution.k, -1)
    return pd.DataFrame(
        {
            "first": [solution.factors[place] for place in columns],
            "second": [solution.factors[place] for place in rows],
            "value": solution.phi.to_numpy()[rows, columns],
            "low": low[rows, columns],
            "high": high[rows, columns],
        }
    )


def congruence_table(solution: FactorSolution, patterns: Sequence[Pattern]) -> pd.DataFrame:
    values = np.stack([one.congruence for one in patterns])
    return pd.DataFrame(
        {
            "mean": values.mean(axis=0),
            "low": np.quantile(values, 0.05, axis=0),
            "holds": (values >= SAME_FACTOR).mean(axis=0),
        },
        index=solution.factors,
    )


def segments_table(analysis: Analysis, good: Sequence[Replicate]) -> pd.DataFrame:
    solution = analysis.segmentation.solution
    share = solution.shares["share"].to_numpy(dtype=np.float64)
    low, high = around([one.shares for one in good], share, least=0, most=1)
    jaccard = np.stack([one.jaccard for one in good])
    back = jaccard.mean(axis=0) >= LOWEST_JACCARD
    return pd.DataFrame(
        {
            "share": share,
            "low": np.where(back, low, np.nan),
            "high": np.where(back, high, np.nan),
            "jaccard": jaccard.mean(axis=0),
            "jaccard_low": np.quantile(jaccard, 0.05, axis=0),
        },
        index=list(solution.codes),
    )


def centres_table(analysis: Analysis, good: Sequence[Replicate]) -> pd.DataFrame:
    codes = list(analysis.segmentation.solution.codes)
    names = list(map(str, analysis.measurement.dimensions))
    values = np.stack([one.centres for one in good])
    own = np.array([[analysis.portraits.scores[code].loc[name, "value"] for name in names] for code in codes])
    clear = np.where(np.abs(own) >= CLEARLY, CLEARLY, 0.0)
    return _tidy(own, values, (values * np.sign(own) >= clear).mean(axis=0), codes, names, ("segment", "dimension"))


def _tidy(
    own: Floats, values: Floats, holds: Floats, rows: Sequence[str], columns: Sequence[str], names: tuple[str, str]
) -> pd.DataFrame:
    low, high = around(list(values), own)
    return pd.DataFrame(
        {
            names[0]: np.repeat(list(rows), len(columns)),
            names[1]: np.tile(list(columns), len(rows)),
            "value": own.ravel(),
            "low": low.ravel(),
            "high": high.ravel(),
            "holds": holds.ravel(),
        }
    )


def statements_table(analysis: Analysis, good: Sequence[Replicate]) -> pd.DataFrame:
    codes = list(analysis.segmentation.solution.codes)
    items = list(analysis.makers)
    found = analysis.portraits.differences.set_index(["segment", "variable"])
    order = pd.MultiIndex.from_product([codes, items])
    own = found["effect"].reindex(order).to_numpy(dtype=np.float64).reshape(len(codes), -1)
    q = found["q"].reindex(order).to_numpy(dtype=np.float64).reshape(own.shape)
    along = np.stack([one.effects for one in good]) * np.sign(own)
    marker = (np.abs(own) >= MARKER_EFFECT) & (q < 0.05)
    rank = (-np.where(marker, np.abs(own), -1.0)).argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    table = _tidy(own, along * np.sign(own), (along >= _said(own)).mean(axis=0), codes, items, ("segment", "variable"))
    table = table.rename(columns={"value": "effect"})
    table["marker"] = marker.ravel()
    table["told"] = (marker & (rank < MOST_STATEMENTS)).ravel()
    table["marker_holds"] = (along >= MARKER_EFFECT).mean(axis=0).ravel()
    table["direction_holds"] = (along > 0).mean(axis=0).ravel()
    return table


def _said(effects: Floats) -> Floats:
    """The least difference for which the words of a statement remain true."""
    sizes = np.abs(effects)
    return np.asarray(
        np.select(
            [sizes >= STRONGLY, sizes >= MARKER_EFFECT, sizes >= CLEARLY], [STRONGLY, MARKER_EFFECT, CLEARLY], 0.0
        )
    )


def certainty_of(analysis: Analysis, original: Original, good: Sequence[Replicate]) -> pd.Series:
    same: Integers = np.zeros(len(original.labels), dtype=np.int64)
    for one in good:
        same += one.labels == original.labels
    return pd.Series(same / len(good), index=analysis.people, name="certainty")
