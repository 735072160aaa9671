"""Raking outside the research team: margins of small groups, and what the cost of weighting would tell of them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from research.disclosure.groups import nearly_known, small_groups
from research.disclosure.rules import Rules
from research.summary.schema import Summary
from research.summary.schema.measured import Margin, Weighting

COST = {"efficiency": 2, "design_effect": 2, "effective_n": -1}
"""With the margins of one question, these would give its hidden categories away; and their digits told roughly."""
CELLS = ("n", "target", "before", "after")


def guard_weighting(
    shown: Summary, summary: Summary, *, rules: Rules, telling: Mapping[str, Collection[int]]
) -> Summary:
    """Hide margins of small groups, with the targets in the plan and the cost that would give them away.

    Parameters
    ----------
    shown : Summary
        Guarded so far.
    summary : Summary
        Before anything was hidden.
    rules : Rules
    telling : mapping of question to places
        Margins that tell of a few people together with other figures.
    """
    found = shown.data.weighting
    if found is None:
        return shown
    margins, unsafe, rough = _margins(found, summary, rules, telling)
    trimmed = None if rules.tells_few(found.trimmed, summary.data.n_analysed) else found.trimmed
    cost = _cost(found, hide=bool(unsafe), rough=rough)
    weighting = found.model_copy(update={"margins": margins, "trimmed": trimmed, **cost})
    effective = {"n_effective": shown.correlations.n_effective}
    if unsafe or rough:
        effective["n_effective"] = None if unsafe else _rounded(effective["n_effective"], COST["effective_n"])
    return shown.model_copy(
        update={
            "data": shown.data.model_copy(update={"weighting": weighting}),
            "correlations": shown.correlations.model_copy(update=effective),
            "provenance": shown.provenance.model_copy(update={"plan": _without_targets(shown.provenance.plan, unsafe)}),
        }
    )


def _margins(
    found: Weighting, summary: Summary, rules: Rules, telling: Mapping[str, Collection[int]]
) -> tuple[list[Margin], set[str], bool]:
    """The margins to show, the questions whose cells are hidden, and whether any had to be told roughly."""
    told: list[Margin] = []
    unsafe: set[str] = set()
    rough = False
    for variable in dict.fromkeys(row.variable for row in found.margins):
        rows = [row for row in found.margins if row.variable == variable]
        counts = {row.code: row.n or 0 for row in rows}
        mask = small_groups(list(counts.values()), summary.data.n_analysed or 0, rules)
        mask = [hide or place in telling.get(variable, ()) for place, hide in enumerate(mask)]
        if nearly_known(counts, summary, variable, by="code", rules=rules):
            rough = True
            rows = [row.model_copy(update={"n": None, "before": _rounded(row.before, 2)}) for row in rows]
        if any(mask):
            unsafe.add(variable)
        told += [
            row.model_copy(update=dict.fromkeys(CELLS)) if hide else row for row, hide in zip(rows, mask, strict=True)
        ]
    return told, unsafe, rough


def _cost(found: Weighting, *, hide: bool, rough: bool) -> dict[str, float | None]:
    if hide:
        return dict.fromkeys(COST)
    return {name: _rounded(getattr(found, name), digits) for name, digits in COST.items()} if rough else {}


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def _without_targets(plan: Mapping[str, Any], variables: Sequence[str] | set[str]) -> dict[str, Any]:
    margins = plan.get("margins")
    if not margins or not variables:
        return dict(plan)
    return {**plan, "margins": {name: to for name, to in margins.items() if name not in variables} or None}
