"""The table of loadings, and what its reader may choose by the address alone: the order, and what is left blank."""

from collections.abc import Mapping
from dataclasses import dataclass

from research.summary.schema import Summary
from surveys.presentation.numbers import correlation, sortable
from surveys.presentation.results.factors import loading_cell, loading_place
from surveys.presentation.results.names import item_text
from surveys.presentation.table import Table, named
from surveys.words import gettext as _

LIMITS = ("0", "0.2", "0.3", "0.4", "0.5")
ORDERS = ("factor", "item", "communality")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What of the loadings is shown, and in which order."""

    below: str = "0"
    order: str = "factor"

    @classmethod
    def from_address(cls, given: Mapping[str, str]) -> "Reading":
        """What the address asks for; anything else is the default."""
        below, order = given.get("below", ""), given.get("order", "")
        return cls(below=below if below in LIMITS else "0", order=order if order in ORDERS else "factor")

    @property
    def limits(self) -> list[tuple[str, str]]:
        return [(limit, _("Show all") if limit == "0" else limit.replace("0.", ".") + "0") for limit in LIMITS]

    @property
    def orders(self) -> list[tuple[str, str]]:
        words = (_("Factor, then size"), _("Item, as asked"), _("Communality"))
        return list(zip(ORDERS, words, strict=True))


def loadings_table(summary: Summary, reading: Reading) -> Table:
    """Markers in bold, small loadings in grey, and blank below what the reader chose."""
    factors = summary.factors
    names, markers = factors.names, factors.markers
    rows = []
    for item in _ordered(summary, reading.order):
        loadings, communality = factors.loadings[item], factors.communalities.get(item)
        cells = [
            loading_cell(loadings[name], is_marker=item in markers.get(name, ()), below=float(reading.below))
            for name in names
        ]
        rows.append([named(item_text(summary, item), item), *cells, sortable(correlation(communality), communality)])
    return Table(
        caption=_("Loadings of the items on the factors"),
        columns=[_("Item"), *((name, "number") for name in names), (_("Communality"), "number")],
        rows=rows,
        sortable=True,
        base=_base(reading),
    )


def _ordered(summary: Summary, order: str) -> list[str]:
    factors = summary.factors
    found = list(factors.loadings)
    if order == "item":
        asked = {name: place for place, name in enumerate(summary.data.items)}
        return sorted(found, key=lambda item: asked.get(item, len(asked)))
    if order == "communality":
        return sorted(found, key=lambda item: -(factors.communalities.get(item) or 0))
    return sorted(found, key=lambda item: loading_place(factors.loadings[item], factors.names))


def _base(reading: Reading) -> str:
    words = _("Markers in bold; loadings below .30 in grey. Communality: share of the item that the factors explain.")
    if reading.below == "0":
        return words
    blank = _("Loadings below %(limit)s are left blank.", limit=dict(reading.limits)[reading.below])
    return f"{words} {blank}"
