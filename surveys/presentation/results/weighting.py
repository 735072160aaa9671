"""Weighted to known shares: what it cost, and every share before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surveys.presentation.numbers import decimal, percent, sortable, whole
from surveys.presentation.table import Table
from surveys.words import gettext as _


@dataclass(frozen=True, kw_only=True)
class Weighting:
    sentence: str
    facts: list[tuple[str, str]]
    margins: Table


def read_weighting(summary: Mapping[str, Any]) -> Weighting | None:
    """None where people were not weighted to known shares."""
    data = summary["data"]
    found = data.get("weighting")
    if not found:
        return None
    return Weighting(
        sentence=_(
            "Everybody was weighted until the known shares of the population held. That costs precision: "
            "%(n)s people now count like %(effective)s.",
            n=whole(data["n_analysed"]),
            effective=whole(found["effective_n"]),
        ),
        facts=[
            (_("Effective number of people"), whole(found["effective_n"])),
            (_("Efficiency"), percent(found["efficiency"], 1)),
            (_("Design effect"), _("%(deff)s: variances of means are this many times larger",
                                   deff=decimal(found["design_effect"]))),
            (_("Weights at a bound"), whole(found["trimmed"])),
        ],
        margins=_margins(found["margins"]),
    )  # fmt: skip


def _margins(margins: list[Mapping[str, Any]]) -> Table:
    rows = [
        [
            margin["text"],
            margin["label"],
            sortable(whole(margin["n"]), margin["n"]),
            *(sortable(percent(margin[name], 1), margin[name]) for name in ("before", "target", "after")),
        ]
        for margin in margins
    ]
    return Table(
        caption=_("Shares before and after weighting"),
        columns=[
            _("Question"), _("Answer"), (_("People"), "number"), (_("Before"), "number"),
            (_("In the population"), "number"), (_("After"), "number"),
        ],
        rows=rows,
        base=_("Shares of those who answered the question."),
    )  # fmt: skip
