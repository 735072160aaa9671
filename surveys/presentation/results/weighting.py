"""Weighted to known shares: what it cost, and every share before and after."""

from dataclasses import dataclass

from research.summary.schema import Summary
from research.summary.schema.measured import Margin
from surveys.presentation.numbers import decimal, percent, sortable, whole
from surveys.presentation.table import Table
from surveys.words import gettext as _


@dataclass(frozen=True, kw_only=True)
class Weighting:
    sentence: str
    facts: list[tuple[str, str]]
    margins: Table


def read_weighting(summary: Summary) -> Weighting | None:
    """None where people were not weighted to known shares."""
    data = summary.data
    found = data.weighting
    if not found:
        return None
    return Weighting(
        sentence=_(
            "Everybody was weighted until the known shares of the population held. That costs precision: "
            "%(n)s people now count like %(effective)s.",
            n=whole(data.n_analysed),
            effective=whole(found.effective_n),
        ),
        facts=[
            (_("Effective number of people"), whole(found.effective_n)),
            (_("Efficiency"), percent(found.efficiency, 1)),
            (_("Design effect"), _("%(deff)s: variances of means are this many times larger",
                                   deff=decimal(found.design_effect))),
            (_("Weights at a bound"), whole(found.trimmed)),
        ],
        margins=_margins(found.margins),
    )  # fmt: skip


def _margins(margins: list[Margin]) -> Table:
    rows = [
        [
            margin.text,
            margin.label,
            sortable(whole(margin.n), margin.n),
            *(sortable(percent(share, 1), share) for share in (margin.before, margin.target, margin.after)),
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
