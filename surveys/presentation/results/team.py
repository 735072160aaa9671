"""Pictures that stay with the research team: the words and tables beside each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from research.charts.order import MOST_ITEMS, axis_words, basis_words, order_by_factor
from research.summary.schema import Summary
from research.summary.schema.segmented import Transition
from research.summary.schema.team import Belonging, Separation, TeamFigures
from surveys.presentation.numbers import correlation, decimal, percent, sortable, whole
from surveys.presentation.results.names import item_text, segment_name
from surveys.presentation.table import Table, faint, named, strong
from surveys.words import gettext as _
from surveys.words import grammar

SURE = 0.8
"""Probability from which somebody is said to belong clearly."""
TOLD_SHARE = 0.05
"""Smaller parts of a segment are not told where it came from."""
STRONG = 0.3


@dataclass(frozen=True, kw_only=True)
class TeamTables:
    """The figures behind the pictures of the research team; None where there is nothing to show."""

    correlations: Table | None
    belonging: Table | None
    splits: Table | None
    separation: Table | None
    drawn: bool


def team_tables(summary: Summary, stored: Mapping[str, Any] | None) -> TeamTables:
    figures = TeamFigures.model_validate((stored or {}).get("figures") or {})
    return TeamTables(
        correlations=_correlations(summary),
        belonging=_belonging(summary, figures.belonging) if figures.belonging else None,
        splits=_splits(summary),
        separation=_separation(summary, figures.separation) if figures.separation else None,
        drawn=bool((stored or {}).get("drawn")),
    )


def _correlations(summary: Summary) -> Table | None:
    found = summary.correlations
    if not found.items:
        return None
    order = [name for name, _factor in order_by_factor(summary.factors, found.items)]
    places = {name: place for place, name in enumerate(found.items)}
    rows = []
    for number, name in enumerate(order, 1):
        cells = (_figure(found.matrix[places[name]][places[other]], own=name == other) for other in order)
        rows.append([named(f"{number}. {item_text(summary, name)}", name), *cells])
    kinds = {"polychoric": _("Polychoric correlations"), "pearson": _("Pearson correlations")}
    return Table(
        caption=_("All correlations of the items"),
        columns=[_("Item"), *((str(number), "number") for number in range(1, len(order) + 1))],
        rows=rows,
        base=_("%(kind)s of %(n)s people, reversed items reversed. From .30 on in bold.",
               kind=kinds.get(found.kind or "", found.kind), n=whole(found.n)),
    )  # fmt: skip


def heat_words(summary: Summary) -> str:
    """How to read the picture, or why there is none."""
    items = summary.correlations.items
    if len(items) > MOST_ITEMS:
        return _(
            "With more than %(n)d items a picture would be too fine to read; the table has them all.", n=MOST_ITEMS
        )
    return _(
        "Items in the order of the factors. Blocks along the diagonal are items that belong together; colour beside "
        "a block is what they share with another factor. (−): reversed."
    )


def _figure(value: float | None, *, own: bool) -> Any:
    if own:
        return faint("1")
    shown = correlation(value)
    return strong(shown) if value is not None and abs(value) >= STRONG else shown


def _belonging(summary: Summary, found: Belonging) -> Table:
    first = round(SURE * found.bins)
    rows = []
    for code, counts in found.segments.items():
        n, sure = sum(counts.members), sum(counts.members[first:])
        share = sure / n if n else None
        rows.append([
            segment_name(summary, code), sortable(whole(n), n), sortable(correlation(counts.median), counts.median),
            sortable(percent(share), share),
        ])  # fmt: skip
    return Table(
        caption=_("How clearly people belong"),
        columns=[
            _("Segment"), (_("People"), "number"), (_("Probability, median"), "number"),
            (_("Clearly (.80 or more)"), "number"),
        ],
        rows=rows,
        sortable=True,
    )  # fmt: skip


def _splits(summary: Summary) -> Table | None:
    across = summary.segments.across
    if not across:
        return None
    return Table(
        caption=_("Where the segments of each number come from"),
        columns=[
            (_("Segments"), "number"), _("Segment"), (_("People"), "number"), (_("Stability"), "number"),
            _("Its people come from"),
        ],
        rows=[row for step in across for row in _children(step)],
        base=_("Stability: 1 where all people come from one segment, 0 where they come from all of them alike."),
    )  # fmt: skip


def _children(step: Transition) -> Iterator[list[Any]]:
    for child in range(step.next):
        came = [row[child] or 0 for row in step.transition]
        n = sum(came)
        order = sorted(range(len(came)), key=lambda parent: (-came[parent], parent))
        told = [
            f"S{parent + 1} ({percent(came[parent] / n)})" for parent in order if n and came[parent] / n >= TOLD_SHARE
        ]
        yield [str(step.next), f"S{child + 1}", whole(n), correlation(step.stability[child]), ", ".join(told)]


def _separation(summary: Summary, found: Separation) -> Table:
    words = basis_words(summary)
    first, second = found.axes
    rows = [
        [
            segment_name(summary, code),
            sortable(whole(segment.n), segment.n),
            *(sortable(decimal(value), value) for value in segment.mean),
        ]
        for code, segment in found.segments.items()
    ]
    return Table(
        caption=_("Where the segments stand"),
        columns=[_("Segment"), (_("People"), "number"), (_("First axis"), "number"), (_("Second axis"), "number")],
        rows=rows,
        sortable=True,
        base=_(
            "In units of the spread within segments. First axis: %(first)s (%(a)s of the differences between "
            "segments). Second axis: %(second)s (%(b)s).",
            first=axis_words(first, words, grammar()), a=percent(first.share),
            second=axis_words(second, words, grammar()), b=percent(second.share),
        ),
    )  # fmt: skip
