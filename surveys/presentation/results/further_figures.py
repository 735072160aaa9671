"""Figures of what a plan may ask for besides, for two analyses side by side: only those that one of them has."""

from collections.abc import Callable, Mapping, Sequence

from research.summary.schema import Summary
from surveys.presentation.numbers import NOTHING, correlation, decimal, percent, whole
from surveys.presentation.words import choice_words
from surveys.words import gettext as _

HOLDS = 0.8
"""Share of new samples in which a statement should hold."""
Reader = Callable[[Summary], str]


def further_figures(summaries: Sequence[Summary]) -> list[list[str]]:
    """A row per figure that at least one of the analyses has: its words, then one cell per analysis."""
    rows = [[words, *(read(summary) for summary in summaries)] for words, read in _readers()]
    return [row for row in rows if any(cell != NOTHING for cell in row[1:])]


def _readers() -> list[tuple[str, Reader]]:
    return [
        (_("Effective number of people"), _effective),
        (_("RMSEA with one factor more"), lambda summary: correlation(_one_more(summary))),
        (_("CFI of the scales"), lambda summary: decimal(_fit(summary).get("cfi"), 3)),
        (_("RMSEA of the scales"), lambda summary: decimal(_fit(summary).get("rmsea"), 3)),
        (_("Scales across groups"), _across),
        (_("Recommended to group by"), _recommended),
        (_("Least agreement of another method"), lambda summary: correlation(_least_agreement(summary))),
        (_("People placed for certain"), _certain),
        (_("Statements that hold in 8 of 10 new samples"), _statements),
    ]


def _effective(summary: Summary) -> str:
    found = summary.data.weighting
    return whole(found.effective_n) if found else NOTHING


def _one_more(summary: Summary) -> float | None:
    more = summary.factors.k + 1
    return next((each.fit["rmsea"] for each in summary.retention.neighbours if each.k == more > 1), None)


def _fit(summary: Summary) -> Mapping[str, float | None]:
    found = summary.factors.confirmation
    return found.fit if found else {}


def _across(summary: Summary) -> str:
    found = summary.factors.invariance
    words = {"yes": _("may be compared"), "with_care": _("compare with care"), "no": _("do not compare")}
    return f"{found.group}: {words.get(found.comparison, NOTHING)}" if found else NOTHING


def _recommended(summary: Summary) -> str:
    found = summary.segments.bases
    if not found:
        return NOTHING
    return _("none clearly") if found.do_the_same else choice_words("segment_on", found.recommended)


def _least_agreement(summary: Summary) -> float | None:
    found = summary.segments.methods
    with_kmeans = found.agreement.get("kmeans", {}) if found else {}
    others = [value for name, value in with_kmeans.items() if name != "kmeans" and value is not None]
    return min(others, default=None)


def _certain(summary: Summary) -> str:
    found = summary.segments.certainty
    return percent(found.certain_share) if found else NOTHING


def _statements(summary: Summary) -> str:
    shares = [row.holds for persona in summary.personas for row in persona.statements]
    known = [share for share in shares if share is not None]
    if not known:
        return NOTHING
    return _("%(n)d of %(all)d", n=sum(share >= HOLDS for share in known), all=len(known))
