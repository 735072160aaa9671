"""The kept number of dimensions between its neighbours: one fewer and one more, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from research.summary.schema import Summary
from research.summary.schema.measured import Neighbour
from surveys.presentation.numbers import correlation, decimal, whole
from surveys.presentation.results.names import factor_label, item_text
from surveys.presentation.table import Table, strong
from surveys.words import gettext as _
from surveys.words import ngettext, told

SAME_FACTOR = 0.85
"""Tucker's phi from which two factors are called alike."""

FEWEST_MARKERS = 3


@dataclass(frozen=True, kw_only=True)
class Solution:
    """One number of dimensions with the items that mark each of them."""

    title: str
    words: str
    dimensions: list[tuple[str, list[str]]]


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    table: Table
    solutions: list[Solution]


def read_neighbours(summary: Summary) -> Neighbours | None:
    """None where no number of dimensions could be fitted."""
    found = summary.retention.neighbours
    if not found:
        return None
    columns = [(_short(each), "number") for each in found]
    return Neighbours(
        table=Table(
            caption=_("One dimension fewer, as kept, one more"),
            columns=[_("Dimensions"), *columns],
            rows=list(_lines(found)),
            base=_("Smaller RMSEA, SRMR and BIC are better, larger TLI and CFI. Fewer than three markers do not make "
                   "a dimension. Alike: Tucker’s congruence with a kept dimension of .85 or more."),
        ),
        solutions=[_solution(each, summary) for each in found],
    )  # fmt: skip


def _title(each: Neighbour) -> str:
    dimensions = ngettext("One dimension", "%(num)d dimensions", each.k)
    return _("%(dimensions)s (kept)", dimensions=dimensions) if each.kept else dimensions


def _short(each: Neighbour) -> str:
    return _("%(k)d (kept)", k=each.k) if each.kept else str(each.k)


def _lines(found: Sequence[Neighbour]) -> list[list[Any]]:
    lines: list[list[Any]] = [
        [words, *(decimal(each.fit.get(name), 3) for each in found)]
        for name, words in (("rmsea", "RMSEA"), ("srmr", "SRMR"), ("tli", "TLI"), ("cfi", "CFI"))
    ]
    if any(each.fit.get("bic") is not None for each in found):
        lines.append(["BIC", *(whole(each.fit.get("bic")) for each in found)])
    lines.append([_("Markers of the thinnest dimension"), *(whole(each.fewest_markers) for each in found)])
    lines.append([_("Like a kept dimension"), *(_alike(each) for each in found)])
    lines.append([_("What is wrong"), *(_wrong(each) for each in found)])
    return [[line[0], *(_marked(cell, each) for cell, each in zip(line[1:], found, strict=True))] for line in lines]


def _marked(cell: str, each: Neighbour) -> Any:
    return strong(cell) if each.kept else cell


def _wrong(each: Neighbour) -> str:
    """In a word; the sentences above say it in full."""
    if each.problem:
        return _("No solution")
    thin = each.fewest_markers is not None and each.fewest_markers < FEWEST_MARKERS
    return _("Too few markers") if thin else _("Nothing")


def _alike(each: Neighbour) -> str:
    sizes = each.congruence
    if not sizes:
        return "–"
    n = sum(size is not None and abs(size) >= SAME_FACTOR for size in sizes)
    return _("%(n)d of %(all)d", n=n, all=len(sizes))


def _solution(each: Neighbour, summary: Summary) -> Solution:
    dimensions = [
        (_dimension(each, place, summary), [item_text(summary, item) for item in markers])
        for place, markers in enumerate(each.markers)
    ]
    return Solution(title=_title(each), words=told(each.words), dimensions=dimensions)


def _dimension(each: Neighbour, place: int, summary: Summary) -> str:
    """Which kept dimension it is like."""
    name, sizes = each.like[place], each.congruence
    if name is None or sizes is None:
        return _("%(n)d. No kept dimension is like it", n=place + 1)
    words = factor_label(summary, name)
    if each.kept:
        return f"{place + 1}. {words}"
    return _("%(n)d. Congruence with %(words)s: %(size)s", n=place + 1, words=words, size=correlation(sizes[place]))
