"""Only what leaves of the parts that a plan asks for: weighting, tested scales, other ways of grouping, new samples.

Statistics of models and shares of replicates are no figures about few people and are shown. Counts of people are lines
of a table like any other; tables that only researchers read are kept back whole, as the confusion table is.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from research.disclosure.cells import hide_small_cells
from research.disclosure.rules import Rules

COST = {"efficiency": 2, "design_effect": 2, "effective_n": -1}
"""With the margins of one question, these would give its hidden categories away; and their digits told roughly."""
MARGIN_CELLS = ("n", "target", "before", "after")


def guard_asked(shown: dict[str, Any], summary: Mapping[str, Any], *, rules: Rules) -> int:
    """Hide small figures in the parts a plan may ask for, in place.

    Parameters
    ----------
    shown : dict
        What will leave; the sizes of small segments are hidden already.
    summary : mapping
        The same before anything was hidden.
    rules : Rules

    Returns
    -------
    int
        Cells hidden; a table that is kept back whole counts once.
    """
    return (
        _weighting(shown, summary, rules)
        + _confirmation(shown, rules)
        + _invariance(shown, summary, rules)
        + _other_ways(shown, rules)
        + _certainty(shown, rules)
    )


def _weighting(shown: dict[str, Any], summary: Mapping[str, Any], rules: Rules) -> int:
    data = shown.get("data") or {}
    found = data.get("weighting")
    if not found:
        return 0
    hidden = 0
    unsafe = set()
    for variable in dict.fromkeys(row["variable"] for row in found["margins"]):
        rows = [row for row in found["margins"] if row["variable"] == variable]
        counts = {row["code"]: row["n"] for row in rows}
        mask = _small_groups(list(counts.values()), data, rules)
        if _nearly_known(counts, _population(summary, variable, by="code"), rules):
            _tell_roughly(rows, found, shown)
        for row, hide in zip(rows, mask, strict=True):
            if hide:
                row |= dict.fromkeys(MARGIN_CELLS)
                unsafe.add(variable)
        hidden += sum(row["n"] is None for row in rows)
    if unsafe:
        found |= dict.fromkeys(COST)
        if shown.get("correlations"):
            shown["correlations"]["n_effective"] = None
        _forget_targets(shown, unsafe)
    if rules.tells_few(found["trimmed"], data.get("n_analysed")):
        found["trimmed"] = None
    return hidden + (found["trimmed"] is None)


def _tell_roughly(rows: Sequence[dict[str, Any]], found: dict[str, Any], shown: dict[str, Any]) -> None:
    """Shares in whole per cent instead of counts, and the cost as roughly, since it depends on the counts."""
    for row in rows:
        row["n"] = None
        row["before"] = round(row["before"], 2)
    for name, digits in COST.items():
        found[name] = round(found[name], digits)
    correlations = shown.get("correlations") or {}
    if correlations.get("n_effective") is not None:
        correlations["n_effective"] = round(correlations["n_effective"], COST["effective_n"])


def _forget_targets(shown: dict[str, Any], variables: set[str]) -> None:
    plan = (shown.get("provenance") or {}).get("plan") or {}
    if plan.get("margins"):
        plan["margins"] = {name: to for name, to in plan["margins"].items() if name not in variables} or None


def _small_groups(counts: Sequence[int], data: Mapping[str, Any], rules: Rules) -> list[bool]:
    """Which groups are too small, with company; who is in none is a group like any other, as all together are known."""
    nobody = max((data.get("n_analysed") or 0) - sum(counts), 0)
    return [bool(hide) for hide in hide_small_cells(np.array([[*counts, nobody]], float), rules=rules)[0][:-1]]


def _nearly_known(counts: Mapping[Any, int], population: Mapping[Any, int], rules: Rules) -> bool:
    """Whether a count differs by a few people from that of a table, which would tell how these answered."""
    return any(rules.is_small(abs(n - population[group])) for group, n in counts.items() if group in population)


def _population(summary: Mapping[str, Any], variable: str, *, by: str) -> dict[Any, int]:
    """People in segments per answer of a question, by its code or label."""
    for table in (summary.get("segments") or {}).get("profiles") or []:
        if table["variable"] == variable:
            return {option[by]: n for option, n in zip(table["options"], table["population"], strict=True)}
    return {}


def _confirmation(shown: dict[str, Any], rules: Rules) -> int:
    found = (shown.get("factors") or {}).get("confirmation")
    if not found:
        return 0
    data = shown.get("data") or {}
    few = any(rules.tells_few(found["n"], data.get(of)) for of in ("n_analysed", "n_assigned"))
    if not few and not rules.is_small(found["left_out"]):
        return 0
    found["n"] = found["left_out"] = None
    return 2


def _invariance(shown: dict[str, Any], summary: Mapping[str, Any], rules: Rules) -> int:
    found = (shown.get("factors") or {}).get("invariance")
    if not found:
        return 0
    sizes: dict[str, int] = dict(found["groups"])
    variable = ((summary.get("provenance") or {}).get("plan") or {}).get("compare_across") or ""
    mask = _small_groups(list(sizes.values()), shown.get("data") or {}, rules)
    small = {label for label, hide in zip(sizes, mask, strict=True) if hide}
    thin = small | {label for label, n in sizes.items() if n < rules.percent_base}
    if _nearly_known(sizes, _population(summary, variable, by="label"), rules):
        small = set(sizes)
    found["groups"] = {label: None if label in small else n for label, n in sizes.items()}
    if small or rules.is_small(found["left_out"]):
        found["left_out"] = None
    if found["factor_means"] is not None:
        found["factor_means"] = {label: row for label, row in found["factor_means"].items() if label not in thin}
    kept_back = bool(found["differing"])
    found["differing"] = []
    return len(small) + (found["left_out"] is None) + kept_back


def _other_ways(shown: dict[str, Any], rules: Rules) -> int:
    segments, data = shown.get("segments") or {}, shown.get("data") or {}
    bases, methods = segments.get("bases"), segments.get("methods")
    hidden = 0
    if bases:
        confirmed = ((shown.get("factors") or {}).get("confirmation") or {}).get("n")
        others = (data.get("n_analysed"), data.get("n_assigned"), confirmed)
        if any(rules.tells_few(bases["people"], of) for of in others):
            bases["people"] = None
        hidden += (bases["people"] is None) + bool(bases["left_out"])
        bases["left_out"] = {}
    if methods:
        hidden += bool(methods["sizes"])
        methods["sizes"] = {}
    return hidden


def _certainty(shown: dict[str, Any], rules: Rules) -> int:
    segments = shown.get("segments") or {}
    found = segments.get("certainty")
    if not found:
        return 0
    sizes = segments.get("sizes") or {}
    small = [code for code in found["segments"] if code in sizes and sizes[code] is None]
    for code in small:
        found["segments"][code] |= dict.fromkeys(("share", "low", "high"))
    people = (shown.get("data") or {}).get("n_assigned")
    share = found["certain_share"]
    if share is not None and people is not None and rules.tells_few(round(share * people), people):
        found["certain_share"] = None
    for persona in shown.get("personas") or []:
        if persona["code"] in small:
            persona["name_holds"] = None
    return len(small) + (found["certain_share"] is None)
