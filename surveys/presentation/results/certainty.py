"""How sure is each figure and statement, when people are drawn again and everything is run anew?"""

from dataclasses import dataclass

from research.summary.schema import Summary, segmented
from research.summary.schema.told import Persona, Statement
from surveys.presentation.numbers import between, correlation, percent, percent_between, sortable
from surveys.presentation.results.names import factor_label, item_text, segment_name
from surveys.presentation.results.segments import jaccard_words
from surveys.presentation.table import Table, named, strong
from surveys.words import gettext as _
from surveys.words import ngettext, told

SURE = 0.8
"""Share of new samples from which a thing is said to hold."""


@dataclass(frozen=True, kw_only=True)
class Certainty:
    sentence: str
    persons: str
    segments: Table
    statements: Table | None
    all_hold: bool
    dimensions: Table | None
    markers: Table | None
    correlations: Table | None


def read_certainty(summary: Summary) -> Certainty | None:
    """None where no new samples were to be drawn, or none carried a solution."""
    found = summary.segments.certainty
    if not found:
        return None
    return Certainty(
        sentence=_sentence(found, summary),
        persons=_("%(share)s of people are put into their segment in 8 of 10 new samples or more. The others stand "
                  "between segments.", share=percent(found.certain_share)),
        segments=_segments(found, summary),
        statements=_statements(found, summary),
        all_hold=all(holds >= SURE for _persona, _each, holds in _told(summary)),
        dimensions=_dimensions(found, summary),
        markers=_markers(found, summary),
        correlations=_correlations(found, summary),
    )  # fmt: skip


def _good(found: segmented.Certainty) -> int:
    return found.replicates - found.failed


def _sentence(found: segmented.Certainty, summary: Summary) -> str:
    drawn = ngettext(
        "Everything was run again on one new sample of the same people.",
        "Everything was run again on %(num)d new samples of the same people.",
        _good(found),
    )
    failed = ngettext(
        "One more carried no solution.", "%(num)d more carried no solution.", found.failed
    )  # counted in no share
    known = [holds for _persona, _each, holds in _told(summary)]
    held = _("%(n)d of %(all)d statements hold in 8 of 10 of them or more.",
             n=sum(share >= SURE for share in known), all=len(known))  # fmt: skip
    return " ".join(part for part in (drawn, failed if found.failed else "", held if known else "") if part)


def _told(summary: Summary) -> list[tuple[Persona, Statement, float]]:
    """Every statement whose certainty is known, with its persona and the share of new samples in which it holds."""
    return [
        (persona, each, each.holds)
        for persona in summary.personas
        for each in persona.statements
        if each.holds is not None
    ]


def _segments(found: segmented.Certainty, summary: Summary) -> Table:
    name_holds = {each.code: None if each.given_name else each.name_holds for each in summary.personas}
    rows = []
    for code, each in found.segments.items():
        rows.append([
            segment_name(summary, code),
            sortable(percent(each.share), each.share),
            percent_between(each.low, each.high),
            sortable(correlation(each.jaccard), each.jaccard),
            sortable(correlation(each.jaccard_low), each.jaccard_low),
            jaccard_words(each.jaccard),
            sortable(percent(name_holds.get(code)), name_holds.get(code)),
        ])  # fmt: skip
    return Table(
        caption=_("Segments over new samples"),
        columns=[
            _("Segment"), (_("Share"), "number"), (_("Its interval"), "number"), (_("Comes back (Jaccard)"), "number"),
            (_("In poor samples"), "number"), _("In words"), (_("Its name holds"), "number"),
        ],
        rows=rows,
        sortable=True,
        base=_("n = %(n)d new samples, dimensions and all. In poor samples: only 5 of 100 come back less.",
               n=_good(found)),
    )  # fmt: skip


def _statements(found: segmented.Certainty, summary: Summary) -> Table | None:
    rows = [
        [
            told(each.text),
            persona.code,
            sortable(percent(holds) if holds >= SURE else strong(percent(holds)), holds),
        ]
        for persona, each, holds in sorted(_told(summary), key=lambda told: told[2])
    ]
    if not rows:
        return None
    return Table(
        caption=_("In how many new samples each statement holds"),
        columns=[_("Statement"), _("Segment"), (_("Holds in"), "number")],
        rows=rows,
        sortable=True,
        base=_("n = %(n)d new samples. The least sure first; below 80 %% in bold: say it with care.", n=_good(found)),
    )


def _dimensions(found: segmented.Certainty, summary: Summary) -> Table | None:
    rows = [
        [
            named(factor_label(summary, name), name),
            sortable(correlation(each["mean"]), each["mean"]),
            sortable(correlation(each["low"]), each["low"]),
            sortable(percent(each["holds"]), each["holds"]),
        ]
        for name, each in found.congruence.items()
    ]
    if not rows:
        return None
    return Table(
        caption=_("Dimensions over new samples"),
        columns=[
            _("Dimension"), (_("Congruence, mean"), "number"), (_("In poor samples"), "number"),
            (_("Found again in"), "number"),
        ],
        rows=rows,
        sortable=True,
        base=_("Tucker’s congruence with the dimension of this analysis; found again from .85."),
    )  # fmt: skip


def _markers(found: segmented.Certainty, summary: Summary) -> Table | None:
    """Only loadings that make a dimension what it is."""
    rows = [
        [
            named(item_text(summary, each.item), each.item),
            each.factor,
            sortable(correlation(each.value), each.value),
            between(each.low, each.high),
            sortable(percent(each.holds), each.holds),
        ]
        for each in found.loadings
        if each.marker
    ]
    if not rows:
        return None
    return Table(
        caption=_("Loadings of the markers over new samples"),
        columns=[
            _("Item"), _("Dimension"), (_("Loading"), "number"), (_("95 % interval"), "number"),
            (_("A marker in"), "number"),
        ],
        rows=rows,
        sortable=True,
    )  # fmt: skip


def _correlations(found: segmented.Certainty, summary: Summary) -> Table | None:
    rows = [
        [
            f"{factor_label(summary, each.first)} – {factor_label(summary, each.second)}",
            sortable(correlation(each.value), each.value),
            between(each.low, each.high),
        ]
        for each in found.factor_correlations
    ]
    if not rows:
        return None
    return Table(
        caption=_("Correlations between dimensions over new samples"),
        columns=[_("Dimensions"), (_("Correlation"), "number"), (_("95 % interval"), "number")],
        rows=rows,
        sortable=True,
    )
