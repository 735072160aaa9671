"""The kept number of dimensions between its neighbours: one fewer and one more, side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surveys.presentation.numbers import correlation, decimal, whole
from surveys.presentation.table import Table, strong
from surveys.words import gettext as _
from surveys.words import ngettext

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


def read_neighbours(summary: Mapping[str, Any]) -> Neighbours | None:
    """None for an analysis from before neighbours were fitted."""
    found: Sequence[Mapping[str, Any]] = summary["retention"].get("neighbours") or ()
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


def _title(each: Mapping[str, Any]) -> str:
    dimensions = ngettext("One dimension", "%(num)d dimensions", each["k"])
    return _("%(dimensions)s (kept)", dimensions=dimensions) if each["kept"] else dimensions


def _short(each: Mapping[str, Any]) -> str:
    return _("%(k)d (kept)", k=each["k"]) if each["kept"] else str(each["k"])


def _lines(found: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    fit = [each.get("fit") or {} for each in found]
    lines: list[list[Any]] = [
        [words, *(decimal(one.get(name), 3) for one in fit)]
        for name, words in (("rmsea", "RMSEA"), ("srmr", "SRMR"), ("tli", "TLI"), ("cfi", "CFI"))
    ]
    if any(one.get("bic") is not None for one in fit):
        lines.append(["BIC", *(whole(one.get("bic")) for one in fit)])
    lines.append([_("Markers of the thinnest dimension"), *(whole(each.get("fewest_markers")) for each in found)])
    lines.append([_("Like a kept dimension"), *(_alike(each) for each in found)])
    lines.append([_("What is wrong"), *(_wrong(each) for each in found)])
    return [[line[0], *(_marked(cell, each) for cell, each in zip(line[1:], found, strict=True))] for line in lines]


def _marked(cell: str, each: Mapping[str, Any]) -> Any:
    return strong(cell) if each["kept"] else cell


def _wrong(each: Mapping[str, Any]) -> str:
    """In a word; the sentences above say it in full."""
    if each.get("problem"):
        return _("No solution")
    thin = each.get("fewest_markers") is not None and each["fewest_markers"] < FEWEST_MARKERS
    return _("Too few markers") if thin else _("Nothing")


def _alike(each: Mapping[str, Any]) -> str:
    sizes = each.get("congruence")
    if not sizes:
        return "–"
    n = sum(size is not None and abs(size) >= SAME_FACTOR for size in sizes)
    return _("%(n)d of %(all)d", n=n, all=len(sizes))


def _solution(each: Mapping[str, Any], summary: Mapping[str, Any]) -> Solution:
    labels = summary["factors"].get("labels") or {}
    items = summary.get("items") or {}
    like = each.get("like") or [None] * len(each["markers"])
    sizes = each.get("congruence") or [None] * len(each["markers"])
    dimensions = []
    for place, markers in enumerate(each["markers"]):
        name, size = (values[place] if place < len(values) else None for values in (like, sizes))
        texts = [str((items.get(item) or {}).get("text") or item) for item in markers]
        dimensions.append((_dimension(place, name, size, labels, kept=each["kept"]), texts))
    return Solution(title=_title(each), words=str(each.get("words") or ""), dimensions=dimensions)


def _dimension(place: int, name: str | None, size: float | None, labels: Mapping[str, str], *, kept: bool) -> str:
    if name is None:
        return _("%(n)d. No kept dimension is like it", n=place + 1)
    words = labels.get(name) or name
    if kept:
        return f"{place + 1}. {words}"
    return _("%(n)d. Congruence with %(words)s: %(size)s", n=place + 1, words=words, size=correlation(size))
