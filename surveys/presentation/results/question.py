"""What was asked of the data: the answers that went in, the plan, and whom the screening flagged."""

from collections.abc import Mapping
from typing import Any

from research.plan import CHOICES, DEFAULTS
from research.summary.schema import Summary
from surveys.presentation.numbers import decimal, percent, whole
from surveys.presentation.plan_words import value_words
from surveys.presentation.table import Table
from surveys.presentation.versions import versions_words
from surveys.presentation.words import capitalised, facet_words
from surveys.words import gettext as _
from surveys.words import told, word


def data_facts(summary: Summary) -> list[tuple[str, str]]:
    """The answers, as terms and descriptions."""
    data = summary.data
    facts = [
        (_("Responses"), _("%(n)s completed, %(used)s analysed", n=whole(data.n), used=whole(data.n_analysed))),
        (_("Items analysed"), whole(len(data.items))),
        (_("Answers missing"), percent(data.share_missing, 1)),
        (_("Weighted"), _("Yes") if data.weighted else _("No")),
    ]
    if data.versions:
        facts.append((_("Versions of the questionnaire"), versions_words(data)))
    facets = {facet: n for facet, n in data.facets.items() if n}
    if facets:
        asked = ", ".join(f"{facet_words(facet)} ({n})" for facet, n in facets.items())
        facts.insert(2, (_("Questions asked, by facet"), asked))
    return facts


def plan_facts(plan: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every choice of the plan in words; what an earlier plan does not say has its default."""
    chosen = {**DEFAULTS.to_dict(), **plan}
    return [(word(choice.title), value_words(name, chosen[name])) for name, choice in CHOICES.items()]


def _screening_base(summary: Summary) -> str:
    words = _("%(n)s people answered. Flags combine; none decides alone.", n=whole(summary.data.n))
    return words + (" " + _("Without weights.") if summary.data.weighted else "")


def screening_table(summary: Summary) -> Table:
    """Every reason for a flag with how many people it concerns."""
    screening = summary.screening
    rows = [
        [
            capitalised(told(reason.words)),
            whole(reason.n),
            percent(reason.share, 1),
            decimal(reason.cutoff),
        ]
        for reason in screening.reasons.values()
    ]
    return Table(
        caption=_("Signs of careless answering"),
        columns=[_("Sign"), (_("People"), "number"), (_("Share"), "number"), (_("Cut-off"), "number")],
        rows=rows,
        base=_screening_base(summary),
    )
