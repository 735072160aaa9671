"""Only this: how each segment differs from everybody else, with interval, test and the whole spread."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from research.arithmetic.arrays import Floats, Integers
from research.arithmetic.columns import refuse_infinite
from research.arithmetic.intervals import effective, wilson
from research.arithmetic.many_tests import false_discovery
from research.errors import BadData

Row = dict[str, Any]

QUANTILES = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}
COLUMNS = (
    "variable", "kind", "option", "segment", "n", "base_n", "value", "population", "sd", *QUANTILES,
    "effect", "low", "high", "p", "q", "index", "strength", "strength_kind",
)  # fmt: skip
Z = 1.959963984540054
FEW_CODES = 200
"""Whole numbers within this range are counted instead of sorted."""


def differences(
    values: pd.DataFrame,
    labels: pd.Series,
    *,
    kinds: Mapping[str, str],
    weights: pd.Series | None = None,
    codes: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Compare each segment with all other people on every variable.

    Parameters
    ----------
    values : DataFrame, people x variables
        Codes or numbers; missing values are left out variable by variable.
    labels : Series
        Segment codes by the index of `values`; people without one are left out.
    kinds : mapping of variable to str
        `"numeric"` and `"ordinal"` are compared by means, anything else by shares of options.
    weights : Series, optional
    codes : sequence of str, optional
        Order of the segments; by name without it.

    Returns
    -------
    DataFrame
        One line per variable (and option) and segment:

        - `n`, `base_n`: people of the segment and of everybody who answered (unweighted).
        - `value`, `population`: weighted mean or share, in the segment and in everybody.
        - `sd`, `q05` … `q95`: spread within the segment (numbers only).
        - `effect`, `low`, `high`: numbers: standardised difference to all others (difference of means over the
          pooled standard deviation) with a 95 per cent interval; options: difference in shares to all others
          with Newcombe's interval.
        - `p`, `q`: two-sided test against all others (Welch; for options a two-proportion z test), and after
          Benjamini and Hochberg over every line of the table.
        - `index`: options only, 100 x share / share of everybody.
        - `strength`, `strength_kind`: eta² of the whole variable over segments, or Cramér's V.

        Weighted figures use the effective number of people, (sum of weights)² / sum of squares.

    References
    ----------
    Hedges and Olkin (1985) for the interval of the standardised difference; Newcombe (1998), Statistics in
    Medicine 17, 873-890; Benjamini and Hochberg (1995). R: `p.adjust(p, "BH")`.
    """
    known = labels.reindex(values.index)
    rows = known.notna().to_numpy()
    names = [str(code) for code in (codes if codes is not None else sorted(known[rows].unique()))]
    if len(names) < 2:
        raise BadData("fewer_than_two_segments")
    groups = pd.Categorical(known[rows], categories=names).codes.astype(np.int64)
    mass = np.ones(int(rows.sum())) if weights is None else weights.reindex(values.index).to_numpy(np.float64)[rows]
    lines: list[Row] = []
    for variable in values.columns:
        answers = values[variable].to_numpy(dtype=np.float64, na_value=np.nan)[rows]
        refuse_infinite(values[[variable]], answers[:, None])
        kind = kinds.get(str(variable), "nominal")
        compare = _numeric_lines if kind in ("numeric", "ordinal") else _option_lines
        lines += [{"variable": variable, "kind": kind, **line} for line in compare(answers, groups, mass, names)]
    table = pd.DataFrame(lines, columns=list(COLUMNS))
    table["q"] = false_discovery(table["p"].to_numpy(dtype=np.float64))
    return table


def weighted_quantiles(values: Floats, weights: Floats, shares: Sequence[float]) -> Floats:
    """Quantiles by linear interpolation; R's type 7 (and numpy's) where all weights are one."""
    if len(values) == 0:
        return np.full(len(shares), np.nan)
    order = np.argsort(values, kind="stable")
    return table_quantiles(values[order], weights[order], np.ones(len(values)), shares)


def table_quantiles(levels: Floats, mass: Floats, people: Floats, shares: Sequence[float]) -> Floats:
    """Quantiles from a table of distinct, increasing values with their weight and number of people."""
    levels, mass, people = (column[mass > 0] for column in (levels, mass, people))
    if len(levels) == 0:
        return np.full(len(shares), np.nan)
    after = np.cumsum(mass)
    reach = max(float(after[-1] - mass[-1] / people[-1]), 1e-300)
    first, last = (after - mass) / reach, (after - mass / people) / reach
    found: Floats = np.interp(shares, np.stack([first, last], axis=1).reshape(-1), np.repeat(levels, 2))
    return found


def _numeric_lines(answers: Floats, groups: Integers, mass: Floats, names: list[str]) -> list[Row]:
    there = ~np.isnan(answers) & (mass > 0)
    x, g, w = answers[there], groups[there], mass[there]
    if len(x) == 0:
        return []
    population = float(np.average(x, weights=w))
    sums = _group_sums(x - population, g, w, len(names))
    strength = _eta_squared(sums)
    quantiles = _group_quantiles(x, g, w, len(names))
    people = np.bincount(g, minlength=len(names))
    everybody = sums.sum(axis=0)
    lines = []
    for place, name in enumerate(names):
        own, others = _moments(sums[place]), _moments(everybody - sums[place])
        lines.append(
            {
                "option": None,
                "segment": name,
                "n": int(people[place]),
                "base_n": len(x),
                "value": own[0] + population,
                "population": population,
                "sd": float(np.sqrt(own[1])),
                **dict(zip(QUANTILES, quantiles[place].tolist(), strict=True)),
                **_standardised(own, others),
                "index": np.nan,
                "strength": strength,
                "strength_kind": "eta2",
            }
        )
    return lines


def _group_sums(x: Floats, g: Integers, w: Floats, k: int) -> Floats:
    """Per group: sums of w, w², w x and w x²."""
    return np.stack([np.bincount(g, weights=part, minlength=k) for part in (w, w * w, w * x, w * x * x)], axis=1)


def _moments(sums: Floats) -> tuple[float, float, float]:
    """Mean, variance (n - 1 on the effective number) and effective number of people."""
    weight, squares, first, second = sums.tolist()
    if weight <= 0 or squares <= 1e-12 * weight:
        return float("nan"), float("nan"), 0.0
    people, mean = weight**2 / squares, first / weight
    if people <= 1 + 1e-9:
        return mean, float("nan"), people
    return mean, max(second / weight - mean**2, 0.0) * people / (people - 1), people


def _group_quantiles(x: Floats, g: Integers, w: Floats, k: int) -> Floats:
    shares = list(QUANTILES.values())
    lowest = float(x.min())
    if float(np.ptp(x)) < FEW_CODES and (x == np.floor(x)).all():
        levels = np.arange(lowest, x.max() + 1)
        joint = g * len(levels) + (x - lowest).astype(np.int64)
        size = k * len(levels)
        mass = np.bincount(joint, weights=w, minlength=size).astype(np.float64).reshape(k, -1)
        people = np.bincount(joint, minlength=size).astype(np.float64).reshape(k, -1)
        return np.stack([table_quantiles(levels, mass[row], people[row], shares) for row in range(k)])
    return np.stack([weighted_quantiles(x[g == place], w[g == place], shares) for place in range(k)])


def _standardised(own: tuple[float, float, float], others: tuple[float, float, float]) -> Row:
    (m1, v1, n1), (m2, v2, n2) = own, others
    nothing = {"effect": np.nan, "low": np.nan, "high": np.nan, "p": np.nan}
    if not n1 > 1 or not n2 > 1:
        return nothing
    pooled = ((n1 - 1) * v1 + (n2 - 1) * v2) / (n1 + n2 - 2)
    if pooled <= 0:
        return nothing if m1 != m2 else {"effect": 0.0, "low": 0.0, "high": 0.0, "p": 1.0}
    effect = (m1 - m2) / np.sqrt(pooled)
    half = Z * np.sqrt((n1 + n2) / (n1 * n2) + effect**2 / (2 * (n1 + n2)))
    squared = v1 / n1 + v2 / n2
    freedom = squared**2 / ((v1 / n1) ** 2 / (n1 - 1) + (v2 / n2) ** 2 / (n2 - 1))
    p = 2 * stats.t.sf(abs(m1 - m2) / np.sqrt(squared), freedom)
    return {"effect": float(effect), "low": float(effect - half), "high": float(effect + half), "p": float(p)}


def _eta_squared(sums: Floats) -> float:
    """Share of the variance that lies between groups; the sums are of deviations from the general mean."""
    total = float(sums[:, 3].sum())
    between = np.divide(sums[:, 2] ** 2, sums[:, 0], out=np.zeros(len(sums)), where=sums[:, 0] > 0).sum()
    return float(between / total) if total > 0 else 0.0


def _option_lines(answers: Floats, groups: Integers, mass: Floats, names: list[str]) -> list[Row]:
    there = ~np.isnan(answers) & (mass > 0)
    x, g, w = answers[there], groups[there], mass[there]
    options, place = np.unique(x, return_inverse=True)
    shape = (len(names), len(options))
    joint = g * shape[1] + place.reshape(-1)
    table = np.bincount(joint, weights=w, minlength=shape[0] * shape[1]).astype(np.float64).reshape(shape)
    people = np.bincount(g, minlength=len(names))
    sizes = table.sum(axis=1)
    strength = _cramers_v(table, effective(w))
    lines = []
    for segment, name in enumerate(names):
        inside = g == segment
        n1, n2 = effective(w[inside]), effective(w[~inside])
        for option, code in enumerate(options):
            base = float(table[:, option].sum() / max(table.sum(), 1e-300))
            share = float(table[segment, option] / sizes[segment]) if sizes[segment] else float("nan")
            rest = table.sum() - sizes[segment]
            others = float((table[:, option].sum() - table[segment, option]) / rest) if rest else float("nan")
            lines.append(
                {
                    "option": float(code),
                    "segment": name,
                    "n": int(people[segment]),
                    "base_n": len(x),
                    "value": share,
                    "population": base,
                    "sd": np.nan,
                    **dict.fromkeys(QUANTILES, np.nan),
                    **_share_difference(share, n1, others, n2),
                    "index": 100 * share / base if base > 0 else np.nan,
                    "strength": strength,
                    "strength_kind": "cramers_v",
                }
            )
    return lines


def _share_difference(p1: float, n1: float, p2: float, n2: float) -> Row:
    if not n1 > 0 or not n2 > 0:
        return {"effect": np.nan, "low": np.nan, "high": np.nan, "p": np.nan}
    (l1, u1), (l2, u2) = wilson(p1, n1), wilson(p2, n2)
    gap = p1 - p2
    pooled = (p1 * n1 + p2 * n2) / (n1 + n2)
    error = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    return {
        "effect": gap,
        "low": float(gap - np.sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2)),
        "high": float(gap + np.sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2)),
        "p": float(2 * stats.norm.sf(abs(gap) / error)) if error > 0 else 1.0,
    }


def _cramers_v(table: Floats, people: float) -> float:
    used = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    if min(used.shape, default=0) < 2:
        return 0.0
    shares = used / used.sum()
    expected = np.outer(shares.sum(axis=1), shares.sum(axis=0))
    chi2 = people * float(((shares - expected) ** 2 / expected).sum())
    return float(np.sqrt(chi2 / (people * (min(used.shape) - 1))))
