"""Do the scales hold? Alpha with its interval, omega, and what each item adds."""

from research.summary.schema import Summary
from surveys.presentation.numbers import between, correlation, decimal, sortable, whole
from surveys.presentation.table import Table, named, strong
from surveys.presentation.words import facet_words
from surveys.words import gettext as _
from surveys.words import ngettext

GOOD_ALPHA = 0.7
WEAK_ITEM = 0.1


def scales_table(summary: Summary) -> Table:
    rows = [
        [
            named(scale.title or name, name),
            facet_words(scale.facet),
            sortable(scale.n_items, scale.n_items),
            sortable(correlation(scale.alpha), scale.alpha),
            between(scale.alpha_low, scale.alpha_high),
            sortable(correlation(scale.omega_total), scale.omega_total),
            sortable(correlation(scale.omega_hierarchical), scale.omega_hierarchical),
            sortable(correlation(scale.average_r), scale.average_r),
            sortable(decimal(scale.mean), scale.mean),
            sortable(decimal(scale.sd), scale.sd),
        ]
        for name, scale in summary.scales.items()
    ]
    return Table(
        caption=_("Reliability of the scales"),
        columns=[
            _("Scale"), _("Facet"), (_("Items"), "number"), (_("Alpha"), "number"), (_("95 % interval"), "number"),
            (_("Omega total"), "number"), (_("Omega hierarchical"), "number"), (_("Average r"), "number"),
            (_("Mean"), "number"), (_("SD"), "number"),
        ],
        rows=rows,
        sortable=True,
        base=_scales_base(summary),
    )  # fmt: skip


def scales_finding(summary: Summary) -> str:
    known = [scale.alpha for scale in summary.scales.values() if scale.alpha is not None]
    if not known:
        return _("No scale could be tested: none has two items or more.")
    held = sum(alpha >= GOOD_ALPHA for alpha in known)
    return ngettext(
        "%(held)d of one scale reaches an alpha of .70, the usual bar for comparing groups.",
        "%(held)d of %(num)d scales reach an alpha of .70, the usual bar for comparing groups.",
        len(known),
        held=held,
    )


def items_table(summary: Summary) -> Table:
    """Every item with its distribution in figures, and how it goes with the rest of its scale."""
    rows = []
    for name, item in summary.items.items():
        if item.mean is None:
            continue
        rest = item.item_rest
        shown = correlation(rest)
        rows.append([
            named(item.text, name),
            facet_words(item.facet),
            sortable(whole(item.n), item.n),
            sortable(decimal(item.mean), item.mean),
            sortable(decimal(item.sd), item.sd),
            sortable(decimal(item.skew), item.skew),
            sortable(_share(item.floor), item.floor),
            sortable(_share(item.ceiling), item.ceiling),
            sortable(strong(shown) if rest is not None and rest < WEAK_ITEM else shown, rest),
        ])  # fmt: skip
    return Table(
        caption=_("Every item"),
        columns=[
            _("Item"), _("Facet"), (_("People who answered"), "number"), (_("Mean"), "number"), (_("SD"), "number"),
            (_("Skew"), "number"), (_("Gave the lowest"), "number"), (_("Gave the highest"), "number"),
            (_("Item-rest r"), "number"),
        ],
        rows=rows,
        sortable=True,
        base=_items_base(summary),
    )  # fmt: skip


def _items_base(summary: Summary) -> str:
    words = _("Everything is of the answers as given, before reversing; only the item-rest correlation is of reversed "
              "items reversed, and in bold below .10.")  # fmt: skip
    return words + _unweighted(summary)


def _scales_base(summary: Summary) -> str:
    words = _("Reversed items are reversed once. Omega hierarchical is the share that one common factor explains.")
    return words + _unweighted(summary)


def _unweighted(summary: Summary) -> str:
    """Where people count by weights elsewhere on the page, a table in which they do not says so."""
    return " " + _("Without weights.") if summary.data.weighted else ""


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.0f} %"
