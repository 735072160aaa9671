"""Figures of what a plan may ask for besides, for two analyses side by side: only those that one of them has."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from surveys.presentation.numbers import NOTHING, correlation, decimal, percent, whole
from surveys.presentation.words import choice_words
from surveys.words import gettext as _

HOLDS = 0.8
"""Share of new samples in which a statement should hold."""
CERTAIN = ("segments", "certainty", "certain_share")
Reader = Callable[[Mapping[str, Any]], str]


def further_figures(summaries: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """A row per figure that at least one of the analyses has: its words, then one cell per analysis."""
    rows = [[words, *(read(summary) for summary in summaries)] for words, read in _readers()]
    return [row for row in rows if any(cell != NOTHING for cell in row[1:])]


def _readers() -> list[tuple[str, Reader]]:
    return [
        (_("Effective number of people"), lambda summary: whole(_of(summary, "data", "weighting", "effective_n"))),
        (_("RMSEA with one factor more"), lambda summary: correlation(_one_more(summary))),
        (_("CFI of the scales"), lambda summary: decimal(_of(summary, "factors", "confirmation", "fit", "cfi"), 3)),
        (_("RMSEA of the scales"), lambda summary: decimal(_of(summary, "factors", "confirmation", "fit", "rmsea"), 3)),
        (_("Scales across groups"), _across),
        (_("Recommended to group by"), _recommended),
        (_("Least agreement of another method"), lambda summary: correlation(_least_agreement(summary))),
        (_("People placed for certain"), lambda summary: percent(_of(summary, *CERTAIN))),
        (_("Statements that hold in 8 of 10 new samples"), _statements),
    ]  # fmt: skip


def _of(summary: Mapping[str, Any], *path: str) -> Any:
    found: Any = summary
    for name in path:
        found = (found or {}).get(name)
    return found


def _one_more(summary: Mapping[str, Any]) -> float | None:
    kept = _of(summary, "factors", "k")
    neighbours = _of(summary, "retention", "neighbours") or ()
    return next((each["fit"]["rmsea"] for each in neighbours if kept and each["k"] == kept + 1), None)


def _across(summary: Mapping[str, Any]) -> str:
    found = _of(summary, "factors", "invariance")
    words = {"yes": _("may be compared"), "with_care": _("compare with care"), "no": _("do not compare")}
    return f"{found['group']}: {words.get(found['comparison'], NOTHING)}" if found else NOTHING


def _recommended(summary: Mapping[str, Any]) -> str:
    code = _of(summary, "segments", "bases", "recommended")
    return choice_words("segment_on", code) if code else NOTHING


def _least_agreement(summary: Mapping[str, Any]) -> float | None:
    with_kmeans = _of(summary, "segments", "methods", "agreement", "kmeans") or {}
    others = [value for name, value in with_kmeans.items() if name != "kmeans" and value is not None]
    return min(others, default=None)


def _statements(summary: Mapping[str, Any]) -> str:
    shares = [row.get("holds") for persona in summary.get("personas") or () for row in persona.get("statements") or ()]
    known = [share for share in shares if share is not None]
    if not known:
        return NOTHING
    return _("%(n)d of %(all)d", n=sum(share >= HOLDS for share in known), all=len(known))
