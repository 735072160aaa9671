"""Do the scales hold? Alpha with its interval, omega, and what each item adds."""

from collections.abc import Mapping
from typing import Any

from surveys.presentation.numbers import between, correlation, decimal, sortable, whole
from surveys.presentation.table import Table, named, strong
from surveys.presentation.words import facet_words
from surveys.words import gettext as _

GOOD_ALPHA = 0.7
WEAK_ITEM = 0.1


def scales_table(summary: Mapping[str, Any]) -> Table:
    rows = [
        [
            named(scale.get("title") or name, name),
            facet_words(scale.get("facet")),
            sortable(scale["n_items"], scale["n_items"]),
            sortable(correlation(scale["alpha"]), scale["alpha"]),
            between(scale.get("alpha_low"), scale.get("alpha_high")),
            sortable(correlation(scale.get("omega_total")), scale.get("omega_total")),
            sortable(correlation(scale.get("omega_hierarchical")), scale.get("omega_hierarchical")),
            sortable(correlation(scale.get("average_r")), scale.get("average_r")),
            sortable(decimal(scale.get("mean")), scale.get("mean")),
            sortable(decimal(scale.get("sd")), scale.get("sd")),
        ]
        for name, scale in (summary.get("scales") or {}).items()
    ]
    return Table(
        caption=_("Reliability of the scales"),
        columns=[
            _("Scale"), _("Facet"), (_("Items"), "number"), (_("Alpha"), "number"), (_("95 % interval"), "number"),
            (_("Omega total"), "number"), (_("Omega hierarchical"), "number"), (_("Average r"), "number"),
            (_("Mean"), "number"), (_("SD"), "number"),
        ],
        rows=rows,
        sortable=True,
        base=_("Reversed items are reversed once. Omega hierarchical is the share that one common factor explains."),
    )  # fmt: skip


def scales_finding(summary: Mapping[str, Any]) -> str:
    scales = summary.get("scales") or {}
    known = {name: scale for name, scale in scales.items() if scale.get("alpha") is not None}
    if not known:
        return _("No scale could be tested: none has two items or more.")
    held = sum(scale["alpha"] >= GOOD_ALPHA for scale in known.values())
    return _("%(held)d of %(all)d scales reach an alpha of .70, the usual bar for comparing groups.",
             held=held, all=len(known))  # fmt: skip


def items_table(summary: Mapping[str, Any]) -> Table:
    """Every item with its distribution in figures, and how it goes with the rest of its scale."""
    rows = []
    for name, item in (summary.get("items") or {}).items():
        if item.get("mean") is None:
            continue
        rest = item.get("item_rest")
        shown = correlation(rest)
        rows.append([
            named(item.get("text", ""), name),
            facet_words(item.get("facet")),
            sortable(whole(item["n"]), item["n"]),
            sortable(decimal(item["mean"]), item["mean"]),
            sortable(decimal(item.get("sd")), item.get("sd")),
            sortable(decimal(item.get("skew")), item.get("skew")),
            sortable(_share(item.get("floor")), item.get("floor")),
            sortable(_share(item.get("ceiling")), item.get("ceiling")),
            sortable(strong(shown) if rest is not None and rest < WEAK_ITEM else shown, rest),
        ])  # fmt: skip
    return Table(
        caption=_("Every item"),
        columns=[
            _("Item"), _("Facet"), (_("n"), "number"), (_("Mean"), "number"), (_("SD"), "number"),
            (_("Skew"), "number"), (_("Lowest"), "number"), (_("Highest"), "number"), (_("Item-rest r"), "number"),
        ],
        rows=rows,
        sortable=True,
        base=_("Means of the answers as given, before reversing. Item-rest correlations below .10 are in bold."),
    )  # fmt: skip


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.0f} %"
