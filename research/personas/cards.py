"""From profile tables to rows of cards: the same grammar and unit for the demographic and the psychographic view.

Everything here reads tables in their plain (summary) form, so that the same rules run again on suppressed tables.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy import stats

from research.arithmetic.intervals import wilson
from research.codebook import FACETS

PERCENT_BASE = 30
INDEX_BASE = 100
MOST_ROWS = 6
PER_VARIABLE = {"who": 2, "why": 1}
PER_DIMENSION = 2
"""Rows of the psychographic card about one dimension, counting the dimension itself: a card is not one story told
six times."""


def profile_rows(tables: Iterable[Mapping[str, Any]], *, codes: Sequence[str]) -> list[dict[str, Any]]:
    """One row per variable, option and segment, with share, index and a tested difference.

    Parameters
    ----------
    tables : iterable of mappings
        `segments.profiles` of the summary, suppressed or not.
    codes : sequence of str
        Segments, in order.

    Returns
    -------
    list of dict
        `segment variable text label facet role share population_share low high n base_n index z q notable
        suppressed code_place`. `q` is corrected over all rows (Benjamini & Hochberg 1995). An index is given only
        where the base is at least 100 people and the difference is beyond chance.
    """
    rows = [row for table in tables for code in codes for row in _rows(table, code)]
    tested = [row for row in rows if row["z"] is not None]
    if tested:
        p = np.array([2 * stats.norm.sf(abs(row["z"])) for row in tested])
        for row, q in zip(tested, stats.false_discovery_control(p), strict=True):
            row["q"] = float(q)
            row["notable"] = bool(q < 0.05 and abs(row["z"]) > 2)
    for row in rows:
        row["index"] = _index(row)
    return rows


def card_pair(rows: Sequence[Mapping[str, Any]], segment: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The demographic and the psychographic card of one segment: as many rows on one side as on the other."""
    who = _candidates(rows, segment, roles=("who",), per_variable=PER_VARIABLE["who"])
    why = _candidates(rows, segment, roles=("why", "maker"), per_variable=PER_VARIABLE["why"])
    why = _vary(why)
    length = min(MOST_ROWS, len(who), len(why)) if who and why else min(MOST_ROWS, len(who) + len(why))
    return who[:length], why[:length]


def _rows(table: Mapping[str, Any], segment: str) -> Iterable[dict[str, Any]]:
    for place, (label, members) in enumerate(answer_groups(table)):
        row: dict[str, Any] = {
            "segment": segment,
            "variable": table["variable"],
            "text": table["text"],
            "label": label,
            "facet": table["facet"],
            "role": table["role"],
            "type": table["type"],
            "dimension": table.get("dimension"),
            "place": place,
            "n": _sum(table["counts"][segment], members),
            "base_n": table["bases"][segment],
            "population_n": _sum(table["population"], members),
            "share": _sum(table["shares"][segment], members),
            "population_share": _sum(table["population_shares"], members),
            "low": None,
            "high": None,
            "index": None,
            "z": None,
            "q": None,
            "notable": False,
        }
        row["suppressed"] = row["share"] is None or row["population_share"] is None
        if not row["suppressed"] and row["base_n"] and row["base_n"] >= PERCENT_BASE:
            row["low"], row["high"] = wilson(row["share"], row["base_n"])
            row["z"] = _z(row["share"], row["population_share"], row["base_n"], table["population_base"])
        yield row


def answer_groups(table: Mapping[str, Any]) -> list[tuple[str, list[int]]]:
    """Options as they are told: attitudes by their two lowest and two highest answers, all else one by one."""
    options = table["options"]
    if table["type"] != "ordinal" or table["role"] not in ("maker", "why") or len(options) < 4:
        return [(option["label"], [place]) for place, option in enumerate(options)]
    last = len(options) - 1
    groups = [(f"{_point(options[0])} or {_point(options[1])}", [0, 1])]
    if len(options) > 4:
        groups.append(("in between", list(range(2, last - 1))))
    return [*groups, (f"{_point(options[last - 1])} or {_point(options[last])}", [last - 1, last])]


def _point(option: Mapping[str, Any]) -> str:
    code = f"{option['code']:g}"
    return code if option["label"] == code else f"“{option['label']}”"


def _sum(cells: Sequence[Any], members: Sequence[int]) -> Any:
    """Sum of some cells; hidden as soon as one of them is."""
    values = [cells[member] for member in members]
    return None if any(value is None for value in values) else round(sum(values), 10)


def _z(share: float, usual: float, base: int, base_all: int) -> float | None:
    """Difference of a segment's share from that of all others, in standard errors."""
    others = base_all - base
    if others < PERCENT_BASE or not 0 < usual < 1:
        return None
    rest = min(max((usual * base_all - share * base) / others, 0.0), 1.0)
    error = float(np.sqrt(usual * (1 - usual) * (1 / base + 1 / others)))
    return (share - rest) / error


def _index(row: Mapping[str, Any]) -> float | None:
    if row["suppressed"] or not row["notable"] or row["base_n"] < INDEX_BASE or not row["population_share"]:
        return None
    return float(100 * row["share"] / row["population_share"])


def _candidates(
    rows: Sequence[Mapping[str, Any]], segment: str, *, roles: Sequence[str], per_variable: int
) -> list[dict[str, Any]]:
    """Rows of a card by size of the difference; few of one variable (of two options only one, the other follows)."""
    own = [row for row in rows if row["segment"] == segment and row["role"] in roles and _speaks(row)]
    own.sort(key=_rank)
    options = Counter(row["variable"] for row in rows if row["segment"] == segment)
    taken: dict[str, int] = {}
    chosen = []
    for row in own:
        if taken.get(row["variable"], 0) < (1 if options[row["variable"]] == 2 else per_variable):
            taken[row["variable"]] = taken.get(row["variable"], 0) + 1
            chosen.append(dict(row))
    return chosen


def _rank(row: Mapping[str, Any]) -> tuple[float, float, str, int]:
    """The largest difference first; of equal ones, what is more frequent here than elsewhere."""
    return -round(_gap(row), 9), row["population_share"] - row["share"], row["variable"], row["place"]


def _gap(row: Mapping[str, Any]) -> float:
    return abs(float(row["share"]) - float(row["population_share"]))


def _speaks(row: Mapping[str, Any]) -> bool:
    if row["suppressed"] or row["low"] is None:
        return False
    if row["type"] == "binary":
        return bool(row["place"] > 0 or row["role"] == "who")
    return not (row["label"] == "in between" or (row["type"] == "third" and row["place"] == 1))


def _vary(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep the first rows of every dimension, and rows of no dimension."""
    told: dict[str, int] = {}
    kept = []
    for row in rows:
        dimension = row["dimension"] or row["variable"]
        told[dimension] = told.get(dimension, 0) + 1
        if told[dimension] <= PER_DIMENSION:
            kept.append(row)
    return kept


def facet_blocks(
    rows: Sequence[Mapping[str, Any]], segment: str, *, asked: Mapping[str, int], most: int = 8
) -> dict[str, dict[str, Any]]:
    """Per facet, the options in which the segment differs most; a facet that was not asked says so.

    Parameters
    ----------
    rows : sequence of mapping
        From `profile_rows`.
    segment : str
        Code of the segment.
    asked : mapping of facet to int
        Items asked per facet.
    most : int
        Rows per facet.
    """
    blocks: dict[str, dict[str, Any]] = {}
    for facet in FACETS:
        own = [row for row in rows if row["segment"] == segment and row["facet"] == facet and _tellable(row)]
        own.sort(
            key=lambda row: (-abs((row["share"] or 0) - (row["population_share"] or 0)), row["variable"], row["place"])
        )
        blocks[facet] = {"asked": bool(asked.get(facet)), "rows": [dict(row) for row in own[:most]]}
    return blocks


def _tellable(row: Mapping[str, Any]) -> bool:
    return (
        not row["suppressed"] and row["label"] != "in between" and not (row["type"] == "binary" and row["place"] == 0)
    )
