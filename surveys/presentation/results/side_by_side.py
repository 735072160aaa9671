"""Two analyses side by side as tables: what was asked differently, and what came out differently."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from research.choices import Names
from research.plan import CHOICES
from research.summary.schema import Summary
from research.summary.schema.segmented import Candidate
from surveys.models import Analysis
from surveys.presentation.numbers import NOTHING, correlation, decimal, percent, whole
from surveys.presentation.results.further_figures import further_figures
from surveys.presentation.results.names import segment_name
from surveys.presentation.results.question import plan_facts
from surveys.presentation.sets import set_name
from surveys.presentation.table import Table, faint, strong
from surveys.presentation.words import choice_words
from surveys.services.analyses.compare_analyses import Comparison, differing_margins
from surveys.services.analyses.publish_report import stop_codes
from surveys.services.analyses.results_of import results_of
from surveys.words import gettext as _
from surveys.words import ngettext, word

SAME_FACTOR, SIMILAR_FACTOR = 0.95, 0.85
"""Lorenzo-Seva and ten Berge's bars for Tucker's phi."""


@dataclass(frozen=True, kw_only=True)
class SideBySide:
    finding: str
    plan: Table
    figures: Table
    together: Table | None
    congruence: Table | None
    no_congruence: str


def show_comparison(found: Comparison) -> SideBySide:
    return SideBySide(
        finding=_finding(found),
        plan=_plan(found.first, found.second),
        figures=_figures(found.first, found.second),
        together=_together(found),
        congruence=_congruence(found),
        no_congruence=ngettext(
            "They have one item in common, too few to compare their factors.",
            "They have %(num)d items in common, too few to compare their factors.",
            found.common_items,
        ),
    )


def rand_words(rand: float) -> str:
    """An adjusted Rand index in words."""
    for bar, words in (
        (0.9, _("They place people nearly alike.")),
        (0.65, _("They place most people alike.")),
        (0.3, _("They place people alike in part.")),
    ):
        if rand >= bar:
            return words
    return _("They place people differently.")


def _finding(found: Comparison) -> str:
    if found.rand is None:
        return _("No people were placed by both, so their groups cannot be compared.")
    return _(
        "%(words)s The adjusted Rand index over %(n)s people is %(rand)s, where 1 is the same grouping and 0 chance.",
        words=rand_words(found.rand),
        rand=correlation(found.rand),
        n=whole(found.people),
    )


def _names(*analyses: Analysis) -> list[str]:
    return [_("Analysis %(n)d", n=analysis.number) for analysis in analyses]


def _plan(first: Analysis, second: Analysis) -> Table:
    """What was chosen differently stands first and in bold."""
    pairs = zip(plan_facts(first.plan), plan_facts(second.plan), strict=True)
    rows = [(words, mine, theirs) for (words, mine), (_same, theirs) in pairs]
    rows += _lists(first.plan, second.plan) + _margins(first.plan, second.plan)
    other = [[words, strong(mine), strong(theirs)] for words, mine, theirs in rows if mine != theirs]
    same = [[words, mine, theirs] for words, mine, theirs in rows if mine == theirs]
    return Table(
        caption=_("What was asked of the data"),
        columns=[_("Choice"), *_names(first, second)],
        rows=[*other, *same],
        base=ngettext("One choice differs, in bold.", "%(num)d choices differ, in bold.", len(other))
        if other
        else _("No choice differs: only the answers may have."),
    )


def _lists(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What only one of two lists of questions has: their lengths alone may be the same."""
    rows: list[tuple[str, str, str]] = []
    for name, choice in CHOICES.items():
        if not isinstance(choice.kind, Names) or choice.kind.of == "facets":
            continue
        mine, theirs = set(first.get(name) or ()), set(second.get(name) or ())
        if mine and theirs and mine != theirs:
            here, there = (", ".join(sorted(only)) or "–" for only in (mine - theirs, theirs - mine))
            rows.append((_("%(choice)s: only here", choice=word(choice.title)), here, there))
    return rows


def _margins(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Known shares of questions to which both were weighted, where the shares differ."""
    return [
        (_("Known shares of %(question)s", question=name), _shares(mine), _shares(theirs))
        for name, (mine, theirs) in differing_margins(first, second).items()
    ]


def _shares(margin: Mapping[str, float]) -> str:
    return ", ".join(f"{code}: {percent(share, 1)}" for code, share in margin.items())


def _figures(first: Analysis, second: Analysis) -> Table:
    summaries = [results_of(analysis) for analysis in (first, second)]
    rows = [[words, *(read(summary) for summary in summaries)] for words, read in _readers()]
    rows += further_figures(summaries)
    return Table(
        caption=_("What came out"),
        columns=[_("Figure"), *((name, "number") for name in _names(first, second))],
        rows=rows,
        base=_("Agreement: adjusted Rand index between bootstrap samples at the number of segments that was kept."),
    )


def _readers() -> list[tuple[str, Callable[[Summary], str]]]:
    return [
        (_("People analysed"), lambda summary: whole(summary.data.n_analysed)),
        (_("Items"), lambda summary: whole(len(summary.data.items))),
        (_("KMO"), lambda summary: correlation(summary.adequacy.kmo)),
        (_("Factors"), lambda summary: whole(summary.factors.k)),
        (_("RMSEA"), lambda summary: correlation(summary.factors.fit.get("rmsea"))),
        (_("TLI"), lambda summary: correlation(summary.factors.fit.get("tli"))),
        (_("Segments"), lambda summary: whole(summary.segments.k)),
        (_("What the segments are"), lambda summary: set_name(summary.segments.kind_of_set)),
        (_("People grouped by"), lambda summary: choice_words("segment_on", summary.segments.base)),
        (_("Agreement (ARI)"), _of_kept(lambda kept: correlation(kept.ari_mean))),
        (_("The same without groups, at most"), _of_kept(lambda kept: correlation(kept.null_ari_high))),
        (_("Above that"), _of_kept(lambda kept: _("Yes") if kept.supported else _("No"))),
        (_("Silhouette"), _of_kept(lambda kept: correlation(kept.silhouette))),
        (_("Smallest segment"), _of_kept(lambda kept: percent(kept.smallest_share))),
        (_("Least stable segment (Jaccard)"), lambda summary: correlation(_least_stable(summary))),
        (_("Only the person's mean answer"), lambda summary: percent(summary.segments.person_mean_share)),
        (_("Short form is right"), lambda summary: percent(summary.typing_tool.hit_rate)),
        (_("Stops"), lambda summary: whole(len(stop_codes(summary)))),
    ]


def _of_kept(read: Callable[[Candidate], str]) -> Callable[[Summary], str]:
    """A figure of the number of segments that was kept."""

    def told(summary: Summary) -> str:
        kept = summary.segments.kept
        return NOTHING if kept is None else read(kept)

    return told


def _least_stable(summary: Summary) -> float | None:
    return min((value for value in summary.segments.jaccard.values() if value is not None), default=None)


def _together(found: Comparison) -> Table | None:
    if not found.people:
        return None
    mine, theirs = _segment_names(found.first), _segment_names(found.second)
    rows = []
    for code, counts in found.together.items():
        n = sum(counts.values())
        rows.append([mine[code], *(_share(count, n) for count in counts.values()), whole(n)])
    totals = [sum(row[code] for row in found.together.values()) for code in theirs]
    return Table(
        caption=_("Where the people of one are in the other"),
        columns=[
            _("Analysis %(n)d", n=found.first.number),
            *((name, "number") for name in theirs.values()),
            (_("People"), "number"),
        ],
        rows=rows,
        foot=[_("People"), *map(whole, totals), whole(found.people)],
        base=_("Columns: analysis %(n)d. Only people whom both placed and whose consent stands. Half or more in bold.",
               n=found.second.number),
    )  # fmt: skip


def _share(count: int, n: int) -> Any:
    if not count:
        return faint("0")
    words = f"{whole(count)} ({percent(count / n)})"
    return strong(words) if count / n >= 0.5 else words


def _segment_names(analysis: Analysis) -> dict[str, str]:
    summary = results_of(analysis)
    return {code: segment_name(summary, code) for code in summary.segments.codes}


def _congruence(found: Comparison) -> Table | None:
    if found.congruence is None:
        return None
    mine, theirs = _factor_names(found.first), _factor_names(found.second)
    rows = [[mine.get(name, name), *map(_phi, row.values())] for name, row in found.congruence.items()]
    return Table(
        caption=_("Are the factors the same?"),
        columns=[
            _("Analysis %(n)d", n=found.first.number),
            *((name, "number") for name in theirs),
        ],
        rows=rows,
        base=_(
            "Tucker's congruence over %(items)s common items. Columns: analysis %(n)d, %(names)s. From .95 on (in "
            "bold) the same factor, from .85 on a similar one; a minus means the other way round.",
            items=whole(found.common_items), n=found.second.number, names="; ".join(theirs.values()),
        ),
    )  # fmt: skip


def _phi(value: float) -> Any:
    shown = decimal(value) if abs(value) >= 0.995 else correlation(value)
    if abs(value) >= SAME_FACTOR:
        return strong(shown)
    return shown if abs(value) >= SIMILAR_FACTOR else faint(shown)


def _factor_names(analysis: Analysis) -> dict[str, str]:
    factors = results_of(analysis).factors
    return {name: f"{name} {factors.labels.get(name, '')}".strip() for name in factors.names}
